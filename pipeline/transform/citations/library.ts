/** What an edition may cite, and how: its bibliography files, its style and the style's language. Loaded only where a pack has one. */
import path from 'node:path';
import type { Engine } from 'citeproc';
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import type { Edition } from '../../select/types.ts';
import type { CslItem } from '../../source/bibliography/csl.ts';
import { listAll, lookup, type TemplateFolder, templateFolders } from '../../source/locale/lookup.ts';
import type { BibliographyEntry } from '../../source/types.ts';

export interface Library {
  readonly items: ReadonlyMap<string, CslItem>;
  /** The style, as XML. */
  readonly style: string;
  /** Whether citations are in notes. */
  readonly inNotes: boolean;
  readonly locale: string;
  /** The engine's locales, as XML, by tag. */
  readonly locales: ReadonlyMap<string, string>;
  /** The engine, once something is cited: slides are worded one by one. */
  engine?: Promise<Engine>;
}

/** What an edition may cite, and how its style words it. */
export async function loadLibrary(
  edition: Edition,
  entries: readonly BibliographyEntry[],
  locale: string,
  context: Context,
): Promise<Library> {
  const items = new Map(entries.map(({ item }) => [item.id, item]));
  const folders = templateFolders(edition, context);
  const locales = new Map<string, string>();
  for (const tag of new Set(['en-US', locale])) {
    const file = await lookup(`csl/locales-${tag}.xml`, folders, context);
    if (file !== undefined) locales.set(tag, await context.files.text(file));
  }
  const style = await loadStyle(edition, folders, context);
  const isNote = /<style[^>]*\sclass="note"/.test(style);
  return { items, style, inNotes: (edition.options.citation.form ?? (isNote ? 'notes' : 'text')) === 'notes', locale, locales };
}

/** A style by name, from `templates/csl/`, or a file of the pack. */
async function loadStyle(edition: Edition, folders: readonly TemplateFolder[], context: Context): Promise<string> {
  const { style } = edition.options.citation;
  const place = await placeInPack(style, edition, context);
  const known = (await listAll('csl', folders, context)).filter((name) => name.endsWith('.csl')).map((name) => name.slice(0, -4));
  const isFile = style.endsWith('.csl');
  const own = isFile ? await context.files.confine(edition.folder, style) : undefined;
  if (isFile && own === undefined) context.report(diagnostic('PATH_OUTSIDE', { name: style }, place));
  const file = isFile ? (own && (await context.files.isFile(own)) ? own : undefined) : await lookup(`csl/${style}.csl`, folders, context);
  if (file === undefined && (!isFile || own !== undefined)) context.report(diagnostic('CITATION_STYLE', unknownName(style, known), place));
  const xml = file === undefined ? '' : await context.files.text(file);
  if (/<style\b/.test(xml) && /<citation\b/.test(xml)) return xml;
  if (file !== undefined) context.report(diagnostic('CITATION_STYLE', { name: style, known }, place));
  const fallback = (await lookup('csl/apa.csl', folders, context)) as string;
  return context.files.text(fallback);
}

/** Where `pack.yaml` names a file. */
async function placeInPack(name: string, edition: Edition, { files }: Context): Promise<Place> {
  const config = path.join(edition.folder, 'pack.yaml');
  const lines = (await files.text(config)).split('\n');
  const line = Math.max(
    0,
    lines.findIndex((text) => text.includes(name) && !text.startsWith('title')),
  );
  return { file: files.shown(config), line: line + 1, column: Math.max(0, lines[line]?.indexOf(name) ?? 0) + 1 };
}
