/** The pack's bibliography files: BibTeX and CSL-JSON. Loaded only where a pack has one. */

import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { readYaml } from '../config/yaml.ts';
import { vocabularyOf } from '../rules/audiences.ts';
import { type RuleNames, ruleNamesOf } from '../rules/lookalike.ts';
import { ruleWords } from '../rules/rules.ts';
import type { BibliographyEntry, Source } from '../types.ts';
import { parseBibtex } from './bibtex.ts';
import { itemFrom } from './bibtex-items.ts';
import type { CslItem } from './csl.ts';
import { rulesBetweenEntries, rulesInEntry } from './rules.ts';

/** Every entry of the pack's bibliography files. */
export async function readBibliography({ config, folder, at }: Source, context: Context): Promise<BibliographyEntry[]> {
  const entries = new Map<string, BibliographyEntry>();
  const names = ruleNamesOf(vocabularyOf(config));
  for (const [index, name] of config.bibliography.entries()) {
    // One file may be there without a list.
    const place = at(['bibliography', index]);
    for (const entry of await readItems(name, folder, place, names, context)) {
      const { id } = entry.item;
      if (entries.has(id)) context.report(diagnostic('BIBLIOGRAPHY_DUPLICATE', { name: id }, entry.place));
      else entries.set(id, entry);
    }
  }
  return [...entries.values()];
}

type Read = BibliographyEntry[];

async function readItems(name: string, folder: string, place: Place, names: RuleNames, context: Context): Promise<Read> {
  const file = await context.files.confine(folder, name);
  if (file === undefined) context.report(diagnostic('PATH_OUTSIDE', { name }, place));
  else if (!(await context.files.isFile(file))) {
    const known = (await context.files.tree(folder)).filter((other) => /\.(bib|json)$/.test(other));
    context.report(diagnostic('BIBLIOGRAPHY_MISSING', { name, near: nearest(name, known) }, place));
  } else {
    const shown = context.files.shown(file);
    const text = await context.files.text(file);
    return name.endsWith('.json') ? readCslJson(text, shown, names, context.report) : readBibtex(text, shown, names, context.report);
  }
  return [];
}

function readBibtex(text: string, file: string, names: RuleNames, report: (one: Diagnostic) => void): Read {
  const { entries, problems } = parseBibtex(text);
  rulesBetweenEntries(text, file, names).forEach(report);
  for (const { why, line, column } of problems) report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why }, { file, line, column }));
  return entries.map((entry) => {
    const place = { file, line: entry.line, column: entry.column };
    rulesInEntry(entry.fields, names, place).forEach(report);
    return { item: itemFrom(entry), place, stated: statedIn(entry.fields) };
  });
}

function readCslJson(text: string, file: string, names: RuleNames, report: (one: Diagnostic) => void): Read {
  const yaml = readYaml(text, file);
  for (const { message, place } of yaml.problems) report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why: message }, place));
  if (yaml.problems.length > 0) return [];
  if (!Array.isArray(yaml.value)) {
    report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why: 'CSL-JSON must be a list of items' }, yaml.at([])));
    return [];
  }
  return yaml.value.flatMap((value: unknown, index) => {
    const place = yaml.at([index]);
    const item = value as Partial<CslItem> | null;
    if (item !== null && typeof item === 'object') rulesInEntry(item, names, place).forEach(report);
    if (item !== null && typeof item === 'object' && item.id !== undefined && typeof item.type === 'string')
      return [{ item: { ...withoutRule(item), id: String(item.id), type: item.type }, place, stated: statedIn(item) }];
    report(diagnostic('BIBLIOGRAPHY_SYNTAX', { why: 'an item needs an "id" and a "type"' }, place));
    return [];
  });
}

/** The rule that an entry states in its fields `for`, `audience` and `except`. */
function statedIn(fields: Readonly<Record<string, unknown>>): BibliographyEntry['stated'] {
  const stated = ruleWords.filter((word) => own(fields, word) !== undefined);
  return Object.fromEntries(stated.map((word) => [word, [own(fields, word)].flat().map(String)]));
}

const withoutRule = <T extends object>(item: T): T =>
  Object.fromEntries(Object.entries(item).filter(([name]) => !ruleWords.includes(name))) as T;
