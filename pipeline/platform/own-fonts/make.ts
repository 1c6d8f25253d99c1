/** A pack's own fonts as files that Chrome loads and embeds as TrueType: as they are, or made once and kept in the cache. */
import type { Context } from '../context.ts';
import { sha256 } from '../hash.ts';
import type { Resource } from '../resource.ts';
import type { OwnRule } from './rules.ts';

/** Fonts with more glyphs than this are cut down to the characters of a document before their outlines are changed. */
const manyPoints = 3000;

/** What a font is made of, how, and for which characters: the name of its file follows from it. */
export interface OwnFile {
  readonly url: string;
  readonly rule: OwnRule;
  /** The characters that it is made for; all if it is undefined. */
  readonly points: readonly number[] | undefined;
}

/** The file for a rule. @param points characters of the document */
export function fileFor(rule: OwnRule, points: readonly number[]): OwnFile {
  const { face, making } = rule;
  const { axes, isSlanted, isBolder } = making;
  const hash = face.hash.slice(0, 32);
  if (isPlain(rule)) return { url: `/fonts/own-${hash}.${face.type.slice(5)}`, rule, points: undefined };
  const isMuch = (face.outlines === 'cff' || isSlanted || isBolder) && countOf(face.spans) > manyPoints;
  const own = isMuch ? [...points].sort((a, b) => a - b) : undefined;
  const values = Object.entries(axes).map(([tag, value]) => `${tag}${value}`);
  const parts = [hash, face.index, ...values, ...(isSlanted ? ['slanted'] : []), ...(isBolder ? ['bolder'] : [])];
  return { url: `/fonts/own-${[...parts, ...(own ? [sha256(own.join()).slice(0, 16)] : [])].join('-')}.ttf`, rule, points: own };
}

const isPlain = ({ face, making }: OwnRule): boolean => face.isPlain && !making.isSlanted && !making.isBolder;

function countOf(spans: readonly number[]): number {
  let count = 0;
  for (let at = 0; at < spans.length; at += 2) count += (spans[at + 1] as number) - (spans[at] as number) + 1;
  return count;
}

/** The files, made where they are not there yet, by their URLs. */
export async function readyFiles(
  all: readonly OwnFile[],
  { cache, files }: Pick<Context, 'cache' | 'files'>,
): Promise<Map<string, Resource>> {
  const ready = new Map<string, Resource>();
  for (const { url, rule, points } of all) {
    const { face } = rule;
    if (isPlain(rule)) {
      ready.set(url, { path: face.file, type: face.type });
      continue;
    }
    let made: Uint8Array | undefined;
    const make = async () => {
      const { madeFont } = await import('./made.ts');
      made = await madeFont(await files.bytes(face.file), rule, points);
      return made;
    };
    const path = await cache.file(`own font 1 ${url}`, '.ttf', make);
    ready.set(url, path === undefined ? { path: face.file, type: 'font/ttf', bytes: made ?? (await make()) } : { path, type: 'font/ttf' });
  }
  return ready;
}
