/** Captions and source lines, the same for figures, tables and timelines. */

import type { Paragraph, PhrasingContent } from 'mdast';
import { nearest } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import { dateText } from '../../source/locale/dates.ts';
import { fillPattern } from '../../source/locale/patterns.ts';
import { numbered, spaced } from '../../source/locale/words.ts';
import type { Env } from '../env.ts';
import { fixedNumber } from '../numbering/patterns.ts';
import { block, type DirectiveNode } from './directive.ts';

/** Attributes of everything with a caption: a fixed number. */
export const captionAttributes: readonly string[] = ['number'];

/** The caption, numbered where captions are; none if there is no text. */
export function captionBlock(
  sort: 'figure' | 'table',
  label: PhrasingContent[] | undefined,
  { attributes }: DirectiveNode,
  env: Env,
): Paragraph[] {
  if (label === undefined) return [];
  const number = env.numbers?.caption(sort, fixedNumber(attributes?.['number']));
  const name: PhrasingContent[] =
    number === undefined
      ? []
      : [
          {
            type: 'emphasis',
            data: { hName: 'span', hProperties: { className: ['caption__number'] } },
            children: [{ type: 'text', value: numbered(env.word(sort), number) }],
          },
          { type: 'text', value: ' ' },
        ];
  const caption = block('figcaption', 'caption', [...name, ...label]);
  const labelled = number === undefined ? {} : { dataLabel: `${sort} ${number}` };
  caption.data = { ...caption.data, hProperties: { ...caption.data?.hProperties, dataTag: 'Caption', ...labelled } };
  return [caption];
}

/** How large a figure is: `wide` takes the full measure, `full` a page of its own without running headers. */
export function sizeClass({ attributes }: DirectiveNode): string {
  return ['wide', 'full'].map((name) => (attributes?.[name] === undefined ? '' : ` figure--${name}`)).join('');
}

/** The line that names the source: an entry of `sources` by id, or words. */
export function sourceBlock(node: DirectiveNode, env: Env): Paragraph[] {
  const named = node.attributes?.['source'];
  if (!named) return [];
  const { sources } = env.edition.options;
  const reference = own(sources, named);
  if (reference === undefined && env.isWithheld(`source ${named}`)) {
    env.report('SOURCE_WITHHELD', { name: named }, node);
    return [];
  }
  if (reference === undefined && /^[a-z][a-z0-9-]*$/.test(named)) {
    env.report('SOURCE_UNKNOWN', { name: named, known: Object.keys(sources), near: nearest(named, Object.keys(sources)) }, node);
  }
  if (reference) env.cited.add(named);
  const text =
    reference === undefined
      ? named
      : fillPattern(env.word('source-reference'), {
          title: reference.title,
          publisher: reference.publisher,
          url: reference.url,
          date: reference.date && dateText(reference.date, env.word('locale'), env.context.memory),
        });
  const words: PhrasingContent = { type: 'text', value: text };
  return [
    block('p', 'source', [
      { type: 'text', value: spaced(env.word('source'), '') },
      reference?.url ? { type: 'link', url: reference.url, children: [words] } : words,
    ]),
  ];
}
