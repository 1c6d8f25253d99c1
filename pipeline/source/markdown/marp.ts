/**
 * `slides.md` as Marp users write it: slides separated by `---`, notes and settings in HTML comments. Every slide becomes
 * the same `slide` directive that chapters write as `:::slide`, so that nothing later knows two ways.
 */

import type { Heading, Paragraph, Root, RootContent } from 'mdast';
import type { ContainerDirective, LeafDirective } from 'mdast-util-directive';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import { type SettingMark, settingText } from '../deck/mark.ts';
import { checkBetween } from './between-slides.ts';
import { comments } from './comment-rules.ts';
import { markPauses } from './decks/steps.ts';
import { type Block, type Deck, type DeckReading, type Reading, withoutComments } from './slide-comments.ts';
import { takeHeading } from './slide-title.ts';

declare module 'mdast-util-directive' {
  interface ContainerDirectiveData {
    /** The number of a slide as its author counts, those for other readers included. */
    page?: number;
    /** Whether the deck is written for another program. */
    isForeign?: boolean;
    /** Level of the heading that is its title. */
    depth?: number;
  }
}

/** Settings that become attributes of the slide, beside those that state rules. They are for it alone. */
const plainSettings: Readonly<Record<string, string>> = {
  layout: 'layout',
  id: 'id',
  fit: 'fit',
  unlisted: 'unlisted',
  minutes: 'minutes',
};

/** The deck as a list of slide directives, behind the settings that hold from its beginning. */
export function splitDeck(tree: Root, reading: DeckReading): Root {
  const { names, marks } = reading;
  const settings = { ...plainSettings, ...Object.fromEntries(names.words.map((word) => [word, word])) };
  const divider = dividerOf(tree, marks);
  const groups: RootContent[][] = [[]];
  for (const node of tree.children) {
    const open = groups.at(-1) as RootContent[];
    if (node.type === 'thematicBreak') groups.push([]);
    else if (node.type === 'heading' && divides(node, divider) && open.some((other) => other.type !== 'html')) groups.push([node]);
    else open.push(node);
  }
  checkBetween(groups, names, reading.source, reading.report);
  const own = marks.filter(({ data: { setting } }) => setting.scope !== 'slide' && setting.name !== 'headingDivider');
  const slides = groups.filter((group) => group.length > 0).flatMap((group, index) => toSlide(group, index + 1, { ...reading, settings }));
  const first = slides[0];
  // `_class` in front matter is for the first slide.
  if (first?.type === 'containerDirective') first.children.push(...marks.filter(({ data: { setting } }) => setting.scope === 'slide'));
  return { ...tree, children: [...own, ...slides] };
}

const divides = (heading: Heading, divider: readonly number[]) => divider.includes(heading.depth);

/** Levels of headings that begin a slide: a number stands for itself and all above. The last word counts, wherever it is. */
function dividerOf(tree: Root, marks: readonly SettingMark[]): readonly number[] {
  const own = marks.findLast(({ data }) => data.setting.name === 'headingDivider');
  const said = [settingText(own) ?? ''];
  for (const node of tree.children) {
    if (node.type !== 'html') continue;
    for (const { 1: inside = '' } of node.value.matchAll(comments))
      said.push(/^[\s{]*["']?[_$]?headingDivider["']?[ \t]*:(.*)$/m.exec(inside)?.[1] ?? '');
  }
  const last = said.findLast((text) => text.trim() !== '') ?? '';
  const levels = (last.match(/\d+/g) ?? []).map(Number);
  return /\[/.test(last) ? levels : levels.flatMap((level) => upTo(level));
}

const upTo = (level: number) => Array.from({ length: Math.min(level, 6) }, (_, index) => index + 1);

function toSlide(group: RootContent[], page: number, deck: Deck): (ContainerDirective | LeafDirective)[] {
  const { source, report } = deck;
  const marker = group[0];
  if (group.length === 1 && marker?.type === 'leafDirective' && marker.name === 'chapter-slides') return [marker];
  const attributes: Record<string, string> = {};
  const said: (readonly Block[])[] = [];
  const reading: Reading = { ...deck, attributes, said, isWithheld: false };
  const rest = group.flatMap((node) => withoutComments(node, reading));
  if (reading.isWithheld) return [];
  const notes = (deck.hasLastNote ? said.slice(-1) : said).flat();
  const { heading, isTitle, body } = takeHeading(rest, page === 1);
  const onHeading = heading?.data?.attributes ?? {};
  // Both would have to hold, and one attribute states one rule.
  const twice = Object.keys(onHeading).find(
    (name) => Object.hasOwn(attributes, name) && attributes[name] !== onHeading[name] && name !== 'id',
  );
  if (twice !== undefined) {
    report(
      diagnostic('SETTING_SYNTAX', { why: `"${twice}" is set both in a comment and on the heading` }, placeOf(heading as Heading, source)),
    );
    return [];
  }
  Object.assign(attributes, onHeading, attributes);
  if (isTitle && heading?.depth === 1) attributes['level'] = '1';
  if (isTitle && heading?.data?.hProperties?.['dataFitLine'] !== undefined) attributes['fit-title'] = 'true';
  const label: Paragraph[] =
    isTitle && heading
      ? [{ type: 'paragraph', data: { directiveLabel: true }, children: heading.children, position: heading.position }]
      : [];
  const start = group[0]?.position?.start;
  const end = group.at(-1)?.position?.end;
  const slide: ContainerDirective = {
    type: 'containerDirective',
    name: 'slide',
    attributes,
    data: { page, ...(deck.isForeign && { isForeign: true }), ...(isTitle && heading ? { depth: heading.depth } : {}) },
    children: [...label, ...(body as Block[]), ...(notes.length > 0 ? [notesOf(notes)] : [])],
    position: start && end ? { start, end } : undefined,
  };
  return [markPauses(slide)];
}

const notesOf = (children: Block[]): ContainerDirective => ({
  type: 'containerDirective',
  name: 'notes',
  attributes: {},
  children,
  position: children[0]?.position,
});
