/** Slides: those of `slides.md` and those written inside chapters, in the order of the deck. */
import path from 'node:path';
import type { BlockContent, Paragraph, Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import type { Place } from '../model/place.ts';
import { placeOf } from '../model/place.ts';
import type { Selected, SelectedFile } from '../select/types.ts';
import { isSettingMark, settingText } from '../source/deck/mark.ts';
import type { SourceName } from '../source/types.ts';
import { type InForce, inForce, ofDeck, type Settings, withoutMarks } from './deck-settings.ts';
import { type Backdrop, takeBackgrounds } from './slides/backgrounds.ts';
import { guessLayout } from './slides/layout.ts';
import { isLayoutName } from './slides/names.ts';

/** A slide as trees, before the steps run over its parts. */
export interface SlideSource {
  readonly source: SourceName;
  readonly place: Place;
  readonly id: string | undefined;
  /** The layout that it or its class names, or the one that fits its content. */
  readonly layout: (number: number) => string;
  /** Whether Dossier composes it: it is written for Dossier, and no style sheet of the deck lays it out. */
  readonly isComposed: boolean;
  readonly isLayoutNamed: boolean;
  /** What the deck sets for it. */
  readonly settings: InForce;
  readonly title: Root | undefined;
  /** Level of the heading that its title is. */
  readonly depth: number;
  readonly isTitleFitted: boolean;
  /** What it says about being too full. */
  readonly fit: string | undefined;
  /** How long its speaker needs, as the author says. */
  readonly minutes: string | undefined;
  /** Whether lists of slides leave it out. */
  readonly isUnlisted: boolean;
  /** What it says about steps. */
  readonly fragments: string | undefined;
  readonly body: Root;
  readonly notes: Root | undefined;
  readonly backdrops: readonly Backdrop[];
  /** Its number as its author counts, where all slides are in one file. */
  readonly page: number | undefined;
}

/** All slides in order, and what holds for the deck. */
export interface Deck {
  readonly slides: readonly SlideSource[];
  readonly settings: Settings;
}

/** `::chapter-slides` in slides.md is where the slides of the chapters are; without it they follow. */
export function deckOf({ chapters, deck, edition }: Selected): Deck {
  const nodes = deck?.tree.children ?? [];
  const settings = ofDeck(nodes);
  // A deck without a pack around it was written for other programs.
  const isOfPack = path.posix.basename(edition.place.file) === 'pack.yaml';
  const isMarker = (node: RootContent) => node.type === 'leafDirective' && node.name === 'chapter-slides';
  const force = inForce();
  const fromChapters = () => chapters.flatMap((file) => slidesIn(file, file.tree.children, true, force));
  const slides: Draft[] = [];
  const marker = nodes.findIndex(isMarker);
  for (const [index, node] of nodes.entries()) {
    if (isSettingMark(node)) force.begin(node);
    else if (index === marker) slides.push(...fromChapters());
    else if (deck) slides.push(...slidesIn(deck, [node], false, force));
  }
  if (marker < 0) slides.push(...fromChapters());
  const isPlain = !hasLook(settings, slides);
  return { settings, slides: slides.map(({ layoutIn, isOwn, ...slide }) => withLayout(slide, layoutIn, isPlain, isOwn || isOfPack)) };
}

/** Whether style sheets of the deck say how its slides look. */
const hasLook = ({ theme = 'default', styles }: Settings, slides: readonly Draft[]): boolean =>
  theme !== 'default' || styles.length > 0 || slides.some(({ settings: { scoped } }) => scoped.length > 0);

function withLayout(slide: Unplaced, layoutIn: Draft['layoutIn'], isPlain: boolean, isOwn: boolean): SlideSource {
  const isComposed = isPlain && isOwn && !slide.isForeign;
  return { ...slide, isComposed, layout: (number) => layoutIn(number, isPlain, isComposed) };
}

export const slidesOf = (selected: Selected): readonly SlideSource[] => deckOf(selected).slides;

export const isSlide = (node: RootContent): node is ContainerDirective => node.type === 'containerDirective' && node.name === 'slide';

/** A slide before it is known how its deck looks. */
type Unplaced = Omit<SlideSource, 'layout' | 'isComposed'> & { readonly isForeign: boolean };
type Draft = Unplaced & {
  /** It is in a chapter, where only Dossier has slides. */
  readonly isOwn: boolean;
  readonly layoutIn: (number: number, isPlain: boolean, isComposed: boolean) => string;
};

function slidesIn(file: SelectedFile, nodes: readonly RootContent[], isChapter: boolean, force: ReturnType<typeof inForce>): Draft[] {
  return nodes.flatMap((node, index) => {
    if (!isSlide(node)) return [];
    const narrative = isChapter ? narrativeOf(nodes, index) : undefined;
    return [{ ...toSource(withoutMarks(node), narrative, file, force.at(node)), isOwn: isChapter }];
  });
}

function toSource(
  node: ContainerDirective,
  narrative: RootContent[] | undefined,
  { source }: SelectedFile,
  settings: InForce,
): Omit<Draft, 'isOwn'> {
  const label = node.children[0]?.type === 'paragraph' && node.children[0].data?.directiveLabel ? node.children[0] : undefined;
  const notes = node.children.filter((child) => child.type === 'containerDirective' && child.name === 'notes') as ContainerDirective[];
  const content = node.children.filter((child) => child !== label && !notes.includes(child as ContainerDirective));
  const { backdrops, rest } = takeBackgrounds(content as BlockContent[]);
  const heading = takeBackgrounds(label ? [label] : []);
  const title = heading.rest[0] as Paragraph | undefined;
  const noteBlocks = notes.length > 0 ? notes.flatMap((note) => note.children) : (narrative ?? []);
  const attributes = node.attributes ?? {};
  const all = [...heading.backdrops, ...backdrops];
  const classes = (settingText(settings.of.get('class')) ?? '').split(/\s+/);
  const head = { isTop: attributes['level'] === '1', hasTitle: title !== undefined, hasBackground: all.length > 0 };
  return {
    source,
    place: placeOf(node, source),
    id: attributes['id'] ?? undefined,
    layoutIn: (number, isPlain, isComposed) =>
      attributes['layout'] ||
      (isPlain && classes.find(isLayoutName)) ||
      guessLayout(rest, { ...head, number, title: isComposed ? textOf(title) : undefined }),
    isForeign: node.data?.isForeign === true,
    isLayoutNamed: Boolean(attributes['layout']),
    settings,
    title: title && root([{ type: 'paragraph', children: title.children, position: title.position }]),
    depth: node.data?.depth ?? (attributes['level'] === '1' ? 1 : 2),
    isTitleFitted: attributes['fit-title'] === 'true',
    fit: attributes['fit'] || undefined,
    minutes: attributes['minutes'] || undefined,
    isUnlisted: attributes['unlisted'] === 'true',
    fragments: attributes['fragments'] || undefined,
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
