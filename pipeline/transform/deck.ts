/** Slides: those of `slides.md` and those written inside chapters, in the order of the deck. */
import type { BlockContent, Paragraph, Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { Place } from '../model/place.ts';
import { placeOf } from '../model/place.ts';
import type { Selected, SelectedFile } from '../select/types.ts';
import type { SourceName } from '../source/types.ts';
import { type Backdrop, takeBackgrounds } from './slides/backgrounds.ts';
import { guessLayout } from './slides/layout.ts';

/** A slide as trees, before the steps run over its parts. */
export interface SlideSource {
  readonly source: SourceName;
  readonly place: Place;
  readonly id: string | undefined;
  /** The layout that it names, or the one that fits its content. */
  readonly layout: (number: number) => string;
  readonly title: Root | undefined;
  readonly isTitleFitted: boolean;
  /** What it says about being too full. */
  readonly fit: string | undefined;
  readonly body: Root;
  readonly notes: Root | undefined;
  readonly backdrops: readonly Backdrop[];
  /** Its number as its author counts, where all slides are in one file. */
  readonly page: number | undefined;
}

/** All slides in order: `::chapter-slides` in slides.md is where those of the chapters stand; without it they follow. */
export function slidesOf({ chapters, deck }: Selected): SlideSource[] {
  const fromChapters = chapters.flatMap((file) => slidesIn(file, true));
  if (deck === undefined) return fromChapters;
  const nodes = deck.tree.children;
  const marker = nodes.findIndex((node) => node.type === 'leafDirective' && node.name === 'chapter-slides');
  if (marker < 0) return [...slidesIn(deck, false), ...fromChapters];
  const part = (children: RootContent[]) => slidesIn({ ...deck, tree: { ...deck.tree, children } }, false);
  return [...part(nodes.slice(0, marker)), ...fromChapters, ...part(nodes.slice(marker + 1))];
}

export const isSlide = (node: RootContent): node is ContainerDirective => node.type === 'containerDirective' && node.name === 'slide';

function slidesIn(file: SelectedFile, hasNarrative: boolean): SlideSource[] {
  return file.tree.children.flatMap((node, index) => {
    if (!isSlide(node)) return [];
    const narrative = hasNarrative ? narrativeOf(file.tree.children, index) : undefined;
    return [toSource(node, narrative, file)];
  });
}

function toSource(node: ContainerDirective, narrative: RootContent[] | undefined, { source }: SelectedFile): SlideSource {
  const label = node.children[0]?.type === 'paragraph' && node.children[0].data?.directiveLabel ? node.children[0] : undefined;
  const notes = node.children.filter((child) => child.type === 'containerDirective' && child.name === 'notes') as ContainerDirective[];
  const content = node.children.filter((child) => child !== label && !notes.includes(child as ContainerDirective));
  const { backdrops, rest } = takeBackgrounds(content as BlockContent[]);
  const heading = takeBackgrounds(label ? [label] : []);
  const title = heading.rest[0] as Paragraph | undefined;
  const noteBlocks = notes.length > 0 ? notes.flatMap((note) => note.children) : (narrative ?? []);
  const attributes = node.attributes ?? {};
  const all = [...heading.backdrops, ...backdrops];
  const head = { isTop: attributes['level'] === '1', hasTitle: title !== undefined, hasBackground: all.length > 0 };
  return {
    source,
    place: placeOf(node, source),
    id: attributes['id'] ?? undefined,
    layout: (number) => attributes['layout'] || guessLayout(rest, { ...head, number }),
    title: title && root([{ type: 'paragraph', children: title.children, position: title.position }]),
    isTitleFitted: attributes['fit-title'] === 'true',
    fit: attributes['fit'] || undefined,
    body: root(rest),
    notes: noteBlocks.length > 0 ? root(noteBlocks) : undefined,
    backdrops: all,
    page: narrative ? undefined : node.data?.page,
  };
}

const root = (children: readonly RootContent[]): Root => ({ type: 'root', children: [...children] });

/**
 * The narrative that a slide in a chapter stands for: the prose behind it up to the next slide or heading, or (for a
 * slide at the end of its section) the prose before it.
 */
function narrativeOf(nodes: readonly RootContent[], index: number): RootContent[] {
  const isEdge = (node: RootContent) => node.type === 'heading' || isSlide(node);
  const stop = nodes.findIndex((node, at) => at > index && isEdge(node));
  const after = nodes.slice(index + 1, stop < 0 ? undefined : stop).filter(isProse);
  if (after.length > 0) return after;
  const start = nodes.findLastIndex((node, at) => at < index && isEdge(node));
  return nodes.slice(start + 1, index).filter(isProse);
}

const isProse = (node: RootContent) =>
  (node.type === 'paragraph' && !(node.children.length === 1 && node.children[0]?.type === 'image')) ||
  node.type === 'list' ||
  node.type === 'blockquote';
