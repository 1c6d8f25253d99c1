/** The pack's `glossary.yaml`, in the edition's language where it has one. */
import path from 'node:path';
import { diagnostic } from '../model/catalogue.ts';
import type { Context } from '../platform/context.ts';
import type { Parsed, Source } from '../types.ts';
import { type GlossaryEntry, glossarySchema } from './config/schema.ts';
import { checkYaml, readYaml } from './config/yaml.ts';

/** What an edition may explain, and what it has used so far. */
export interface Glossary {
  readonly entries: readonly GlossaryEntry[];
  /** Entries by abbreviation. */
  readonly short: ReadonlyMap<string, GlossaryEntry>;
  /** Finds abbreviations and terms in running text; undefined if there is nothing to find. */
  readonly pattern: RegExp | undefined;
  readonly expanded: Set<GlossaryEntry>;
  readonly used: Set<GlossaryEntry>;
}

/** The entries of the pack's `glossary.yaml`, in the edition's language where it has one; undefined without one. */
export async function readGlossary({ folder, lang }: Source, context: Context): Promise<Parsed['glossary']> {
  const { files, report } = context;
  const candidates = [path.join(folder, lang, 'glossary.yaml'), path.join(folder, 'glossary.yaml')];
  let file: string | undefined;
  for (const candidate of candidates) if (file === undefined && (await files.isFile(candidate))) file = candidate;
  if (file === undefined) return undefined;
  const yaml = readYaml(await files.text(file), files.shown(file));
  const { value: entries = [], problems } = checkYaml(yaml, glossarySchema);
  problems.forEach(report);
  const names = new Set<string>();
  for (const [index, entry] of entries.entries()) {
    for (const key of ['term', 'abbreviation'] as const) {
      const name = entry[key];
      if (name === undefined) continue;
      if (names.has(name)) report(diagnostic('GLOSSARY_DUPLICATE', { name }, yaml.at([index, key])));
      names.add(name);
    }
  }
  return entries.map((entry, index) => ({ entry, place: yaml.at([index]) }));
}

/** A glossary of these entries, of which nothing is used yet. */
export function glossaryFrom(entries: readonly GlossaryEntry[] | undefined): Glossary | undefined {
  if (entries === undefined) return undefined;
  const short = new Map(entries.flatMap((entry) => (entry.abbreviation === undefined ? [] : [[entry.abbreviation, entry] as const])));
  const names = new Set(entries.flatMap(({ term, abbreviation }) => [term, ...(abbreviation === undefined ? [] : [abbreviation])]));
  return { entries, short, pattern: patternOf([...names]), expanded: new Set(), used: new Set() };
}

/** The longest name first, and no part of a longer Latin word. Japanese has no gaps between words. */
function patternOf(names: readonly string[]): RegExp | undefined {
  if (names.length === 0) return undefined;
  const escaped = [...names].sort((a, b) => b.length - a.length).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{Script=Latin}\\p{N}])(?:${escaped.join('|')})(?![\\p{Script=Latin}\\p{N}])`, 'gu');
}
