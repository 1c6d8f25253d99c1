/** The final HTML of one document, with the place of every block, and what else is known of it before it is printed. */
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import type { Resources } from '../platform/resource.ts';
import { select } from '../select/select.ts';
import { parse } from '../source/parse.ts';
import { source } from '../source/source.ts';
import type { Parsed } from '../source/types.ts';
import { layOutKinds } from '../template/documents.ts';
import { kindNames } from '../template/kinds/index.ts';
import { transform } from '../transform/transform.ts';
import type { Transformed } from '../transform/types.ts';
import { placedBlocks } from './places.ts';
import type { PlacedBlock, Selection, SlideNotes } from './types.ts';

export interface Flow {
  /** Names its contents. */
  readonly id: string;
  readonly html: string;
  /** Every file that it may load. */
  readonly resources: Resources;
  readonly blocks: readonly PlacedBlock[];
  /** Speaker notes that this audience may read. */
  readonly notes: readonly SlideNotes[];
}

/** A pack as trees, in one language; undefined if it cannot be read. Nothing is reported: a build reports it. */
export async function parsedFor(folder: string, lang: string, own: Context): Promise<Parsed | undefined> {
  const context = { ...own, report: () => {} };
  const languages = (await source(folder, kindNames, context)) ?? [];
  const one = languages.find((language) => language.lang === lang);
  return one?.isUsable ? parse({ ...one, hasPlaces: true }, context) : undefined;
}

/** Lays out the first audience of a selection. Undefined if errors stop the document. */
export async function flowOf(folder: string, { lang, kind, audiences }: Selection, own: Context): Promise<Flow | undefined> {
  const context = { ...own, report: () => {} };
  const [audience] = audiences;
  const parsed = await parsedFor(folder, lang, context);
  if (parsed === undefined || audience === undefined) return undefined;
  const { selected } = await select(parsed, audience, context);
  const transformed = await transform(selected, context);
  const [laidOut] = await layOutKinds(transformed, [kind], context);
  if (laidOut?.document === undefined) return undefined;
  const { html, resources, parts } = laidOut.document;
  const id = sha256(html).slice(0, 16);
  const all = [html, ...parts.flatMap((part) => ('document' in part ? [part.document.html] : []))];
  return {
    id,
    html: withFiles(html, `/_/file/${id}`, resources),
    resources,
    blocks: placedBlocks(all, transformed, parsed),
    notes: notesOf(transformed),
  };
}

/** Addresses of files lead to those of this document. */
const withFiles = (html: string, base: string, resources: Resources): string =>
  html.replace(/(["'(])(\/[^"')\s]+)/g, (all, before: string, name: string) => (resources.has(name) ? before + base + name : all));

const notesOf = ({ slides }: Transformed): SlideNotes[] =>
  slides.flatMap(({ id, notes }, index) => (notes === null ? [] : [{ id, index, html: notes }]));
