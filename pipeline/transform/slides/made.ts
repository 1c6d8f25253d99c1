/** Slides that Dossier makes where `deck` of `pack.yaml` asks for them: a section slide for each chapter, and an agenda. */
import type { PhrasingContent, Root } from 'mdast';
import { takeTitle } from '../chapter-title.ts';
import type { SlideSource } from '../deck.ts';
import type { InForce } from '../deck-settings.ts';
import type { Shared } from '../shared.ts';

/** The deck with them. Decks that a style sheet of their own lays out, and those of other programs, are left as they are. */
export function withMade(slides: readonly SlideSource[], shared: Shared): readonly SlideSource[] {
  const { agenda, sections } = shared.selected.edition.options.deck;
  const divided = sections ? withSections(slides, shared) : slides;
  return agenda ? withAgenda(divided, shared) : divided;
}

/** A section slide in front of the slides of each chapter that has none of its own. */
function withSections(slides: readonly SlideSource[], shared: Shared): readonly SlideSource[] {
  const chapters = new Map(shared.selected.chapters.map((file) => [file.source, file] as const));
  const divided = new Set(slides.filter((slide) => slide.layout(2) === 'section').map(({ source }) => source));
  return slides.flatMap((slide, index) => {
    const file = chapters.get(slide.source);
    const isFirst = slides[index - 1]?.source !== slide.source;
    if (file === undefined || !slide.isComposed || !isFirst || divided.has(slide.source)) return [slide];
    divided.add(slide.source);
    const isTitled = file.matter.title !== undefined || file.tree.children.some(({ type }) => type === 'heading');
    return isTitled ? [made(slide, 'section', takeTitle(file, shared).title), slide] : [slide];
  });
}

/** An agenda behind the title slide of a deck that has parts and no agenda. */
function withAgenda(slides: readonly SlideSource[], shared: Shared): readonly SlideSource[] {
  const [first, ...rest] = slides;
  if (first?.layout(1) !== 'title' || !first.isComposed) return slides;
  const layouts = rest.map((slide) => slide.layout(2));
  if (layouts.includes('agenda') || layouts.filter((layout) => layout === 'section').length < 2) return slides;
  return [first, made(first, 'agenda', [{ type: 'text', value: shared.word('agenda') }]), ...rest];
}

/** A slide without anything of the one that it is put beside but its place and what holds there. */
function made(beside: SlideSource, layout: string, title: readonly PhrasingContent[]): SlideSource {
  const words = title.filter(({ type }) => type !== 'footnoteReference');
  return {
    ...beside,
    id: undefined,
    layout: () => layout,
    isLayoutNamed: true,
    settings: onlyFollowing(beside.settings),
    title: root([{ type: 'paragraph', children: structuredClone(words) }]),
    depth: layout === 'section' ? 1 : 2,
    isTitleFitted: false,
    fit: undefined,
    minutes: undefined,
    isUnlisted: false,
    fragments: undefined,
    body: root([]),
    notes: undefined,
    backdrops: [],
    page: undefined,
  };
}

const root = (children: Root['children']): Root => ({ type: 'root', children });

/** Settings without those that are for one slide alone. */
export const onlyFollowing = ({ of, own }: InForce): InForce => ({
  of: new Map([...of].filter(([name]) => !own.has(name))),
  own: new Set(),
  scoped: [],
});
