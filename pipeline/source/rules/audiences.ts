/** Audiences as a tree, and who reads: every audience in every language, with what it inherits. */
import { own } from '../../model/own.ts';
import type { PackConfig } from '../config/schema.ts';

/** One who reads: an audience in a language. */
export interface Reader {
  readonly audience: string;
  readonly lang: string;
}

/** What rules may speak of. */
export interface Vocabulary {
  /** Each audience with its lineage: itself, the one that it inherits from, and so on. */
  readonly lineages: ReadonlyMap<string, readonly string[]>;
  /** Each property with its values; `isOrdered` for levels, of which a higher one holds the lower ones. */
  readonly properties: ReadonlyMap<string, { readonly values: readonly string[]; readonly isOrdered: boolean }>;
  /** Values of each audience, by property. */
  readonly values: ReadonlyMap<string, Readonly<Record<string, readonly string[]>>>;
  readonly readers: readonly Reader[];
}

/** The property that every pack has: how much an audience wants to read. */
const depth = { values: ['summary', 'full'], isOrdered: false };

/** Audience, parent, grandparent … A circle ends where it closes, and an unknown parent is left out: `loadPack` reports both. */
export function lineageOf({ audiences }: Pick<PackConfig, 'audiences'>, name: string): readonly string[] {
  const lineage: string[] = [];
  for (
    let one: string | undefined = name;
    one !== undefined && own(audiences, one) && !lineage.includes(one);
    one = own(audiences, one)?.inherits
  ) {
    lineage.push(one);
  }
  return lineage;
}

/** The audiences for which something is printed. */
export const printedAudiences = ({ audiences }: Pick<PackConfig, 'audiences'>): readonly string[] =>
  Object.keys(audiences).filter((name) => audiences[name]?.group !== true);

/** Everything that the rules of a pack may speak of. */
export function vocabularyOf(config: PackConfig): Vocabulary {
  const names = Object.keys(config.audiences);
  const lineages = new Map(names.map((name) => [name, lineageOf(config, name)]));
  const properties = new Map([
    ['depth', depth],
    ...Object.entries(config.properties).map(
      ([name, { levels, values }]) => [name, { values: levels ?? values ?? [], isOrdered: levels !== undefined }] as const,
    ),
    ['lang', { values: config.languages, isOrdered: false }],
  ]);
  const values = new Map(
    names.map((name) => {
      const inherited = [...(lineages.get(name) ?? [])].reverse().map((one) => config.audiences[one]);
      const stated = inherited.map((audience) => ({ ...audience?.properties, ...(audience?.depth ? { depth: [audience.depth] } : {}) }));
      return [name, Object.assign({ depth: [config.depth] }, ...stated) as Record<string, string[]>] as const;
    }),
  );
  const readers = printedAudiences(config).flatMap((audience) => config.languages.map((lang) => ({ audience, lang })));
  return { lineages, properties, values, readers };
}
