/** What an edition may cite, and how: its bibliography files, its style and the style's language. Loaded only where a pack has one. */
import path from 'node:path';
import { diagnostic, nearest, unknownName } from '../../model/catalogue.ts';
import type { Context } from '../../platform/context.ts';
import { parseBibtex } from '../../source/bibliography/bibtex.ts';
import { itemFrom } from '../../source/bibliography/bibtex-items.ts';
import type { CslItem } from '../../source/bibliography/csl.ts';
import { readYaml } from '../../source/config/yaml.ts';
import { listAll, lookup, templateFolders } from '../../source/locale/lookup.ts';
import { ruleWords } from '../../source/rules/rules.ts';
import type { Diagnostic, Edition, Place, Source, Work } from '../../types.ts';

export interface Library {
  readonly items: ReadonlyMap<string, CslItem>;
  /** The style, as XML. */
  readonly style: string;
  /** Whether citations stand in notes. */
  readonly inNotes: boolean;
  readonly locale: string;
  /** The engine's locales, as XML, by tag. */
  readonly locales: ReadonlyMap<string, string>;
}

/** Every entry of the pack's bibliography files. */
export async function readWorks({ config, folder, at }: Source, context: Context): Promise<Work[]> {
  const works = new Map<string, Work>();
  for (const [index, name] of config.bibliography.entries()) {
    // One file may stand there without a list.
    const place = at(['bibliography', index]);
    for (const work of await readItems(name, folder, place, context)) {
      const { id } = work.item;
      if (works.has(id)) context.report(diagnostic('BIBLIOGRAPHY_DUPLICATE', { name: id }, work.place));
      else works.set(id, work);
    }
  }
  return [...works.values()];
}

/** What an edition may cite, and how its style words it. */
export async function loadLibrary(edition: Edition, works: readonly Work[], locale: string, context: Context): Promise<Library> {
  const items = new Map(works.map(({ item }) => [item.id, item]));
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

type Read = Work[];

async function readItems(name: string, folder: string, place: Place, context: Context): Promise<Read> {
  const file = await context.files.confine(folder, name);
  if (file === undefined) context.report(diagnostic('PATH_OUTSIDE', { name }, place));
  else if (!(await context.files.isFile(file))) {
    const known = (await context.files.tree(folder)).filter((other) => /\.(bib|json)$/.test(other));
    context.report(diagnostic('FILE_MISSING', { name, near: nearest(name, known) }, place));
  } else {
    const shown = context.files.shown(file);
    const text = await context.files.text(file);
    return name.endsWith('.json') ? readCslJson(text, shown, context.report) : readBibtex(text, shown, context.report);
  }
  return [];
}

function readBibtex(text: string, file: string, report: (one: Diagnostic) => void): Read {
  const { entries, faults } = parseBibtex(text);
  for (const { why, line, column } of faults) report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why }, { file, line, column }));
  return entries.map((entry) => ({
    item: itemFrom(entry),
    place: { file, line: entry.line, column: entry.column },
    stated: statedIn(entry.fields),
  }));
}

function readCslJson(text: string, file: string, report: (one: Diagnostic) => void): Read {
  const yaml = readYaml(text, file);
  for (const { message, place } of yaml.problems) report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why: message }, place));
  if (yaml.problems.length > 0) return [];
  if (!Array.isArray(yaml.value)) {
    report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why: 'CSL-JSON is a list of items' }, yaml.at([])));
    return [];
  }
  return yaml.value.flatMap((value: unknown, index) => {
    const place = yaml.at([index]);
    const item = value as Partial<CslItem> | null;
    if (item !== null && typeof item === 'object' && item.id !== undefined && typeof item.type === 'string')
      return [{ item: { ...withoutRule(item), id: String(item.id), type: item.type }, place, stated: statedIn(item) }];
    report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why: 'an item needs an "id" and a "type"' }, place));
    return [];
  });
}

/** The rule that an entry states in its fields `for`, `audience` and `except`. */
function statedIn(fields: Readonly<Record<string, unknown>>): Work['stated'] {
  const stated = ruleWords.filter((word) => fields[word] !== undefined);
  return Object.fromEntries(stated.map((word) => [word, [fields[word]].flat().map(String)]));
}

const withoutRule = <T extends object>(item: T): T =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !ruleWords.includes(name))) as T;

/** A style by name, from `templates/csl/`, or a file of the pack. */
async function loadStyle(edition: Edition, folders: readonly string[], context: Context): Promise<string> {
  const { style } = edition.options.citation;
  const place = await placeInPack(style, edition, context);
  const known = (await listAll('csl', folders, context)).filter((name) => name.endsWith('.csl')).map((name) => name.slice(0, -4));
  const isFile = style.endsWith('.csl');
  const own = isFile ? await context.files.confine(edition.folder, style) : undefined;
  const file = isFile ? (own && (await context.files.isFile(own)) ? own : undefined) : await lookup(`csl/${style}.csl`, folders, context);
  if (file === undefined) context.report(diagnostic('CITATION_STYLE', unknownName(style, known), place));
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
