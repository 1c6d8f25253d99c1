/** Slides: those of `slides.md` and those written inside chapters, in the order of the deck. */
import type { BlockContent, Image, Paragraph, PhrasingContent, Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import type { Place } from '../model/place.ts';
import { placeOf } from '../model/place.ts';
import type { Selected, SelectedFile } from '../select/types.ts';
import { isSettingMark } from '../source/deck/mark.ts';
import { mediaName } from '../source/html/media.ts';
import type { SourceName } from '../source/types.ts';
import { type InForce, inForce, ofDeck, type Settings, withoutMarks } from './deck-settings.ts';
import { isDrawing } from './drawings/attributes.ts';

/** A slide as trees, before the steps run over its parts. */
export interface SlideSource {
  readonly source: SourceName;
  readonly place: Place;
  readonly id: string | undefined;
  /** The layout that it names, or the one that fits its content. */
  readonly layout: (number: number) => string;
  readonly isLayoutNamed: boolean;
  /** What the deck sets for it. */
  readonly settings: InForce;
  readonly title: Root | undefined;
  /** Level of the heading that its title is. */
  readonly depth: number;
  readonly isTitleFitted: boolean;
  /** What it says about being too full. */
  readonly fit: string | undefined;
  readonly body: Root;
  readonly notes: Root | undefined;
  readonly background: { readonly image: Root; readonly side: 'all' | 'left' | 'right' } | undefined;
}

/** All slides in order, and what holds for the deck. */
export interface Deck {
  readonly slides: readonly SlideSource[];
  readonly settings: Settings;
}

/** `::chapter-slides` in slides.md is where the slides of the chapters stand; without it they follow. */
export function deckOf({ chapters, deck }: Selected): Deck {
  const nodes = deck?.tree.children ?? [];
  const isMarker = (node: RootContent) => node.type === 'leafDirective' && node.name === 'chapter-slides';
  const force = inForce();
  const fromChapters = () => chapters.flatMap((file) => slidesIn(file, file.tree.children, true, force));
  const slides: SlideSource[] = [];
  const marker = nodes.findIndex(isMarker);
  for (const [index, node] of nodes.entries()) {
    if (isSettingMark(node)) force.begin(node);
    else if (index === marker) slides.push(...fromChapters());
    else if (deck) slides.push(...slidesIn(deck, [node], false, force));
  }
  if (marker < 0) slides.push(...fromChapters());
  return { slides, settings: ofDeck(nodes) };
}

export const slidesOf = (selected: Selected): readonly SlideSource[] => deckOf(selected).slides;

export const isSlide = (node: RootContent): node is ContainerDirective => node.type === 'containerDirective' && node.name === 'slide';

function slidesIn(file: SelectedFile, nodes: readonly RootContent[], isChapter: boolean, force: ReturnType<typeof inForce>): SlideSource[] {
  return nodes.flatMap((node, index) => {
    if (!isSlide(node)) return [];
    const narrative = isChapter ? narrativeOf(nodes, index) : [];
    return [toSource(withoutMarks(node), narrative, file, force.at(node))];
  });
}

function toSource(node: ContainerDirective, narrative: RootContent[], { source }: SelectedFile, settings: InForce): SlideSource {
  const label = node.children[0]?.type === 'paragraph' && node.children[0].data?.directiveLabel ? node.children[0] : undefined;
  const notes = node.children.filter((child) => child.type === 'containerDirective' && child.name === 'notes') as ContainerDirective[];
  const content = node.children.filter((child) => child !== label && !notes.includes(child as ContainerDirective));
  const { background, rest } = takeBackground(content as BlockContent[]);
  const noteBlocks = notes.length > 0 ? notes.flatMap((note) => note.children) : narrative;
  const attributes = node.attributes ?? {};
  return {
    source,
    place: placeOf(node, source),
    id: attributes['id'] ?? undefined,
    layout: (number) => attributes['layout'] || guessLayout(rest, attributes['level'] === '1', number),
    isLayoutNamed: Boolean(attributes['layout']),
    settings,
    title: label && root([{ type: 'paragraph', children: label.children, position: label.position }]),
    depth: attributes['level'] === '1' ? 1 : 2,
    isTitleFitted: attributes['fit-title'] === 'true',
    fit: attributes['fit'] || undefined,
    body: root(rest),
    notes: noteBlocks.length > 0 ? root(noteBlocks) : undefined,
    background,
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

function guessLayout(body: readonly RootContent[], isTop: boolean, number: number): string {
  const has = (test: (node: RootContent) => boolean) => body.some(test);
  const directive =
    (...names: string[]) =>
    (node: RootContent) =>
      'name' in node && names.includes(String(node.name));
  if (isTop && body.every((node) => node.type === 'paragraph' || node.type === 'heading')) return number === 1 ? 'title' : 'section';
  if (body.length === 0) return 'section';
  if (has(directive('columns'))) return 'columns';
  if (has((node) => node.type === 'table') || has(directive('table'))) return 'table';
  if (
    has(directive('figure', 'figures', 'chart', 'timeline', 'org')) ||
    has(isDrawing) ||
    has((node) => node.type === 'paragraph' && node.children.some((child) => child.type === 'image' && mediaName(child.url) === undefined))
  )
    return 'figure';
  if (body[0]?.type === 'blockquote') return 'quote';
  return 'bullets';
}

/** Marp's `![bg left](image.jpg)`: an image behind the slide, or filling one half of it. */
function takeBackground(blocks: readonly BlockContent[]): { background: SlideSource['background']; rest: BlockContent[] } {
  let background: SlideSource['background'];
  const rest = blocks.flatMap((node): BlockContent[] => {
    if (node.type !== 'paragraph') return [node];
    const isBackground = (child: PhrasingContent): child is Image => child.type === 'image' && /^bg\b/.test(child.alt ?? '');
    const image = node.children.find(isBackground);
    if (image === undefined) return [node];
    const words = (image.alt ?? '').split(/\s+/).slice(1);
    const side = words.some((word) => word.startsWith('left')) ? 'left' : words.some((word) => word.startsWith('right')) ? 'right' : 'all';
    const alt = words.filter((word) => !/^(left|right|cover|contain|fit|auto|vertical|blur|opacity|\d+%?)(:|$)/.test(word)).join(' ');
    background = { side, image: root([{ type: 'paragraph', children: [{ ...image, alt }], position: node.position } satisfies Paragraph]) };
    const others = node.children.filter((child) => child !== image && !(child.type === 'text' && child.value.trim() === ''));
    return others.length > 0 ? [{ ...node, children: others }] : [];
  });
  return { background, rest };
}
