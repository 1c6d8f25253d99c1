/** The final HTML of one document, with the place of every block, and what else is known of it before it is printed. */
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import type { Resources } from '../platform/resource.ts';
import { select } from '../select/select.ts';
import { parse } from '../source/parse.ts';
import { source } from '../source/source.ts';
import { filesOf, type Parsed, type Source } from '../source/types.ts';
import { layOutKinds } from '../template/documents.ts';
import { kindNames } from '../template/kinds/index.ts';
import type { Earlier, Fragments } from '../transform/recall.ts';
import { transformAgain } from '../transform/transform.ts';
import type { Transformed } from '../transform/types.ts';
import { placedBlocks } from './places.ts';
import { documentPolicy } from './policy.ts';
import type { PlacedBlock, Selection, SlideNotes } from './types.ts';

export interface Flow {
  /** Names its contents. */
  readonly id: string;
  /** Names its files: another name means that some of them may be different. */
  readonly scope: string;
  readonly html: string;
  /** Every file that it may load. */
  readonly resources: Resources;
  /** Found when they are asked for. */
  readonly blocks: () => readonly PlacedBlock[];
  /** Speaker notes that this audience may read. */
  readonly notes: readonly SlideNotes[];
  /** What the next flow of the same edition may take over. */
  readonly fragments: Fragments;
}

/** What a flow may take over. */
export interface FlowBase {
  /** Names its files, if they may be others than before. */
  readonly scope: string;
  /** The flow before this one of the same selection: chapters and slides that are the same are taken over. */
  /** The pack as it is, if it was read. */
  readonly languages?: readonly Source[] | undefined;
  readonly earlier?: (Earlier & { readonly scope: string }) | undefined;
}

/**
 * A pack as trees, in one language; undefined if it cannot be read. Nothing is reported: a build reports it.
 * @param read the pack in its languages, if it was read
 */
export async function parsedFor(
  folder: string,
  lang: string,
  own: Context,
  read?: readonly Source[] | undefined,
): Promise<Parsed | undefined> {
  const context = { ...own, report: () => {} };
  const languages = read ?? (await source(folder, kindNames, context)) ?? [];
  const one = languages.find((language) => language.lang === lang);
  return one?.isUsable ? parse({ ...one, hasPlaces: true }, context) : undefined;
}

/**
 * Lays out the first audience of a selection. Undefined if errors stop the document.
 */
export async function flowOf(
  folder: string,
  { lang, kind, audiences }: Selection,
  own: Context,
  { scope, earlier, languages }: FlowBase = { scope: 'first' },
): Promise<Flow | undefined> {
  const context = { ...own, report: () => {} };
  const [audience] = audiences;
  const parsed = await parsedFor(folder, lang, context, languages);
  if (parsed === undefined || audience === undefined) return undefined;
  const { selected } = await select(parsed, audience, context);
  const known = earlier && onlyTexts(parsed, earlier.changed, context) ? earlier : undefined;
  const { transformed, fragments } = await transformAgain(selected, context, known ?? { fragments: new Map(), changed: new Set() });
  const [laidOut] = await layOutKinds(transformed, [kind], context);
  if (laidOut?.document === undefined) return undefined;
  const { html, resources, parts } = laidOut.document;
  const ownScope = known?.scope ?? scope;
  const whole = withPolicy(withFiles(html, `/_/file/${ownScope}`, resources));
  let blocks: readonly PlacedBlock[] | undefined;
  return {
    id: sha256(whole).slice(0, 16),
    scope: ownScope,
    html: whole,
    resources,
    blocks: () => {
      const all = [html, ...parts.flatMap((part) => ('document' in part ? [part.document.html] : []))];
      blocks ??= placedBlocks(all, transformed, parsed);
      return blocks;
    },
    notes: notesOf(transformed),
    fragments,
  };
}

/** Whether nothing but chapters and the deck were changed: all else may be in any fragment. */
function onlyTexts(parsed: Parsed, changed: ReadonlySet<string>, { files }: Context): boolean {
  const texts = new Set(filesOf(parsed).map(({ source: { shown } }) => shown));
  return [...changed].every((file) => texts.has(files.shown(file)));
}

/** Nothing runs in it, in whatever frame it is. */
const withPolicy = (html: string): string =>
  html.replace(/<head[^>]*>/i, (head) => `${head}<meta http-equiv="content-security-policy" content="${documentPolicy}">`);

/** Addresses of files lead to those of this document. */
const withFiles = (html: string, base: string, resources: Resources): string =>
  html.replace(/(["'(])(\/[^"')\s]+)/g, (all, before: string, name: string) => (resources.has(name) ? before + base + name : all));

const notesOf = ({ slides }: Transformed): SlideNotes[] =>
  slides.flatMap(({ id, notes }, index) => (notes === null ? [] : [{ id, index, html: notes }]));
