/** Parts of a deck, which begin with its section slides, and the slides that list them. */
import type { ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { fillPattern } from '../../source/locale/patterns.ts';
import { slideId } from '../labels.ts';
import { plain } from '../steps/headings.ts';
import { firstElement } from '../trees.ts';
import type { DeckPart } from '../types.ts';
import { wordsOf } from './anchors.ts';
import type { Draft } from './parts.ts';

/** A part, and where it begins. */
interface PartOfDeck extends DeckPart {
  /** Index of its first slide. */
  readonly at: number;
  readonly id: string;
  readonly words: readonly ElementContent[];
}

/** Layouts that belong to no part. */
const outside: ReadonlySet<string> = new Set(['title', 'agenda', 'end', 'appendix']);

/** The parts of a deck; a deck with fewer than two has none. */
export function partsOf(drafts: readonly Draft[]): readonly PartOfDeck[] {
  const begins = drafts.flatMap((draft, at) => (isSection(draft) ? [{ draft, at }] : []));
  if (begins.length < 2) return [];
  return begins.map(({ draft, at }, index) => ({ ...entryOf(draft), at, number: index + 1, total: begins.length }));
}

const isSection = ({ slide, layout, title }: Draft) => slide.isComposed && layout === 'section' && title !== undefined && !slide.isUnlisted;

function entryOf({ slide, position, title }: Draft) {
  const first = title && firstElement(title.tree);
  return {
    id: slideId(slide, position),
    title: title ? wordsOf(title.tree).trim() : '',
    words: first ? (plain(first.children) as ElementContent[]) : [],
  };
}

/** The part that a slide is in; none for those that belong to the deck as a whole. */
export function partOn(parts: readonly PartOfDeck[], index: number, layout: string): DeckPart | null {
  const part = outside.has(layout) ? undefined : parts.findLast(({ at }) => at <= index);
  return part ? { number: part.number, total: part.total, title: part.title } : null;
}

/** Most lines of an agenda without parts; where there are more slides, the last line says how many. */
const most = 9;

/**
 * Fills the agendas that say nothing themselves: the parts of the deck with links, in a deck without parts its slides. One in front of a
 * part, or inside one, marks it.
 */
export function fillAgendas(drafts: readonly Draft[], parts: readonly PartOfDeck[]): void {
  for (const [index, draft] of drafts.entries()) {
    const tree = draft.body.tree as Root;
    if (draft.layout !== 'agenda' || tree.children.some((node) => node.type === 'element')) continue;
    const all = parts.length > 0 ? parts : slidesIn(drafts);
    const listed = parts.length > 0 || all.length <= most ? all : all.slice(0, most - 1);
    const next = parts.find(({ at }) => at === index + 1);
    const current = next && next.number > 1 ? next : parts.findLast(({ at }) => at < index);
    tree.children = [
      h(
        'ol',
        { className: ['agenda'] },
        listed
          .map(({ id, words }) =>
            h('li', id === current?.id ? { className: ['agenda__current'] } : {}, [
              h('a', { href: `#${id}` }, structuredClone(words) as ElementContent[]),
            ]),
          )
          .concat(listed.length < all.length ? [h('li', { className: ['agenda__more'] }, moreOf(all.length - listed.length, draft))] : []),
      ),
    ];
  }
}

const slidesIn = (drafts: readonly Draft[]) =>
  drafts.filter(({ layout, title, slide }) => title !== undefined && !outside.has(layout) && !slide.isUnlisted).map(entryOf);

const moreOf = (count: number, { body }: Draft): string => fillPattern(body.env.word('and-more'), { count: String(count) });
