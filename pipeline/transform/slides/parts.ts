/** A slide's parts as trees, with words for its references and without targets for its links. */
import type { Root as HastRoot } from 'hast';
import type { Root } from 'mdast';
import { diagnostic } from '../../model/diagnostic.ts';
import { type Fragments, fragmentsOf as fragmentWords } from '../../source/config/design-fields.ts';
import { callsNote } from '../chapter-title.ts';
import type { SlideSource } from '../deck.ts';
import { isDrawing } from '../drawings/attributes.ts';
import type { Env } from '../env.ts';
import { type Photo, photoUnder } from '../images/veil.ts';
import { type Labels, resolveReferences } from '../references/resolve.ts';
import { envFor, type Shared } from '../shared.ts';
import { hyphenateSlide } from '../steps/hyphenation.ts';
import { splitTitle, toHast } from '../trees.ts';
import { arrange } from './arrange.ts';
import { backgroundOf, imageOf, pictureIn } from './backgrounds.ts';
import { rankHeadings } from './headings.ts';
import { numberSteps, withSteps } from './steps.ts';

/** A part of a slide as a tree. */
export interface Part {
  readonly tree: HastRoot;
  readonly env: Env;
}

/** A slide whose links lead nowhere yet. */
export interface Draft {
  readonly slide: SlideSource;
  /** 1, 2, 3 … in this edition. */
  readonly position: number;
  readonly layout: string;
  readonly title: Part | undefined;
  /** Whether the title calls notes. */
  readonly isNoted: boolean;
  readonly body: Part;
  readonly notes: Part | undefined;
  readonly background: ReturnType<typeof backgroundOf>;
  /** What a photograph under its words asks for. */
  readonly photo: Photo;
}

/** Slides are short of room: they write nothing out, and what only they use is not listed. */
const forSlides = (shared: Shared): Shared =>
  shared.glossary ? { ...shared, glossary: { ...shared.glossary, expanded: new Set(shared.glossary.entries), used: new Set() } } : shared;

/** What the steps are given with a part of a slide. */
export const envOf = (prefix: string, source: SlideSource['source'], shared: Shared): Env =>
  envFor(forSlides(shared), source, {
    prefix,
    numbers: undefined,
    noteNumber: undefined,
    commentNumber: undefined,
    slug: undefined,
    headings: [],
    labels: [],
  });

export async function partOf(tree: Root, prefix: string, source: SlideSource['source'], labels: Labels, shared: Shared): Promise<Part> {
  const env = envOf(prefix, source, shared);
  const hast = await toHast(tree, env);
  resolveReferences(hast, labels, env);
  return { tree: hast, env };
}

export async function draftOf(slide: SlideSource, position: number, labels: Labels, shared: Shared): Promise<Draft> {
  const fragment = async (tree: Root | undefined, part: string): Promise<Part | undefined> =>
    tree && (await partOf(tree, `s${position}${part}`, slide.source, labels, shared));
  const layout = slide.layout(position);
  const isDivider = layout === 'title' || layout === 'section';
  const isEmpty = slide.title === undefined && slide.body.children.length === 0;
  const isStepped = fragmentsOf(slide, shared) === 'steps';
  const own = rankHeadings(slide.body, (isDivider ? 1 : 2) + (slide.title ? 1 : 0));
  const sized = layout === 'chart' ? narrowed(own) : own;
  const ranked = isStepped ? withSteps(sized) : sized;
  // Notes that the title calls are in the body.
  const isNoted = slide.title?.children.some(callsNote) === true;
  const [only, whole, notes, ...images] = await Promise.all([
    isNoted ? undefined : fragment(slide.title, 't'),
    fragment(isNoted ? { ...ranked, children: [...(slide.title?.children ?? []), ...ranked.children] } : ranked, '') as Promise<Part>,
    fragment(slide.notes, 'n'),
    ...slide.backdrops.map((backdrop, index) => fragment(imageOf(backdrop, isEmpty), index === 0 ? 'b' : `b${index}`)),
  ]);
  const { title, body } = isNoted ? withTitle(whole) : { title: only, body: whole };
  if (arrange(body.tree, layout)) hyphenateSlide(body.tree, body.env);
  if (isStepped) numberSteps(body.tree);
  const background = backgroundOf(
    slide.backdrops,
    images.map((image) => image?.tree),
  );
  const isUnder = background?.look.side === 'all' && !isDivider && !isEmpty && !slide.settings.of.has('color');
  const [first] = images;
  const photo = isUnder && images.length === 1 && first ? await photoUnder(pictureIn(first.tree), first.env) : null;
  return { slide, position, layout, title, isNoted, body, notes, background, photo };
}

/** Columns' worth of a drawing with words beside it: it is drawn as wide as it will be. */
const besideWords = 1.5;

/** A body whose drawings leave a third of the width to words. */
function narrowed(body: Root): Root {
  return {
    ...body,
    children: body.children.map((node) => {
      if ((node.type === 'leafDirective' || node.type === 'containerDirective') && node.name === 'chart')
        return { ...node, data: { ...node.data, beside: besideWords } };
      return node.type === 'code' && isDrawing(node)
        ? { ...node, data: { ...node.data, drawing: { ...node.data?.drawing, beside: besideWords } } }
        : node;
    }),
  };
}

/** How its steps are printed. A word that says neither changes nothing. */
function fragmentsOf({ fragments, place }: SlideSource, { selected, context }: Shared): Fragments {
  const { fragments: usual } = selected.edition.options;
  if (fragments === undefined) return usual;
  const known = fragmentWords.find((one) => one === fragments);
  if (known === undefined) {
    const expected = fragmentWords.join(' or ');
    context.report(diagnostic('ATTRIBUTE_VALUE', { name: 'fragments', value: fragments, expected, done: `"${usual}" is used` }, place));
  }
  return known ?? usual;
}

function withTitle({ tree, env }: Part): { title: Part; body: Part } {
  const { title, body } = splitTitle(tree);
  return { title: { tree: title, env }, body: { tree: body, env } };
}
