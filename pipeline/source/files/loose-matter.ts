/**
 * The front matter of a text that is no pack's yet, read without complaint: what it says of title, date and language makes the
 * configuration of a pack without `pack.yaml`. The text is parsed and checked later.
 */
import { parse } from 'yaml';

/** Front matter as it may be written: keys in lower case. */
export type LooseMatter = Readonly<Record<string, unknown>>;

const block = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/;

/** What a text's front matter says; empty without one. */
export function looseMatter(text: string): LooseMatter {
  const written = block.exec(text)?.[1];
  if (written === undefined) return {};
  try {
    const value: unknown = parse(written, { uniqueKeys: false });
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return lowered(Object.entries(value));
  } catch {
    // Marp's users write what is no YAML, such as `header: **bold**`.
  }
  return lowered([...written.matchAll(/^(\w[\w-]*):[ \t]*(.*)$/gm)].map(([, key, value]) => [key as string, unquoted(value as string)]));
}

const lowered = (entries: readonly (readonly [string, unknown])[]): LooseMatter =>
  Object.fromEntries(entries.map(([key, value]) => [key.toLowerCase(), value]));

const unquoted = (value: string) => value.trim().replace(/^(["'])(.*)\1$/, '$2');

/** The text behind the front matter. */
export const withoutMatter = (text: string): string => text.replace(block, '');
