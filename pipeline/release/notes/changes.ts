/**
 * What has changed in an audience's documents since the release before: found in the two files that the audience has, and in nothing
 * else, so that it can hold no word that the audience does not have already.
 */
import type { EarlierFolder } from '../earlier.ts';
import type { Placed } from '../layout.ts';
import { documentKey } from '../manifest.ts';
import { stepsBetween } from './sequence.ts';
import { type Block, blocksOf } from './texts.ts';

/** A part of a text, and whether both versions have it. */
export interface Run {
  readonly sort: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface Change {
  readonly sort: 'changed' | 'removed' | 'added';
  /** In the new document; of what was removed, in the old one. */
  readonly page: number;
  readonly runs: readonly Run[];
}

export interface DocumentChanges {
  readonly pack: string;
  readonly kind: string;
  readonly lang: string;
  /** `uncompared`: its text cannot or must not be read, as that of an encrypted file. */
  readonly state: 'added' | 'removed' | 'same' | 'changed' | 'uncompared';
  readonly changes: readonly Change[];
}

/** What documents of a pack print as their version, earlier and now: that it has changed is no news. */
export type VersionLines = (pack: string, lang: string) => Promise<readonly string[]>;

/** @param bytes of the new documents, by their paths in the audience's folder */
export async function changesIn(
  before: EarlierFolder,
  placed: readonly Placed[],
  bytes: ReadonlyMap<string, Uint8Array>,
  lines: VersionLines,
): Promise<DocumentChanges[]> {
  const old = new Map(before.manifest.artifacts.map((one) => [documentKey(one), one]));
  const found: DocumentChanges[] = [];
  for (const { artifact, path } of placed) {
    const { pack, kind, lang } = artifact;
    const earlier = old.get(documentKey(artifact));
    old.delete(documentKey(artifact));
    const file = earlier && (await before.read(earlier.path));
    if (file === undefined) found.push({ pack, kind, lang, state: 'added', changes: [] });
    else found.push({ pack, kind, lang, ...compared(file, bytes.get(path) ?? new Uint8Array(), await lines(pack, lang)) });
  }
  for (const { pack, kind, lang } of old.values()) found.push({ pack, kind, lang, state: 'removed', changes: [] });
  return found;
}

function compared(one: Uint8Array, other: Uint8Array, lines: readonly string[]): Pick<DocumentChanges, 'state' | 'changes'> {
  if (Buffer.compare(one, other) === 0) return { state: 'same', changes: [] };
  const [before, after] = [blocksOf(one), blocksOf(other)].map((blocks) => blocks && without(lines, blocks));
  // Who may not open a file must not read it here.
  if (before === undefined || after === undefined) return { state: 'uncompared', changes: [] };
  const changes = changesBetween(before, after);
  return { state: changes.length > 0 ? 'changed' : 'same', changes };
}

/** Blocks without these texts. The longest comes first, because it may hold another. */
function without(lines: readonly string[], blocks: readonly Block[]): readonly Block[] {
  const sorted = [...new Set(lines)].sort((a, b) => b.length - a.length);
  const bare = (text: string) => sorted.reduce((rest, line) => rest.replace(line, ' '), text);
  return blocks.map(({ text, page }) => ({ text: bare(text).replace(/\s+/g, ' ').trim(), page })).filter(({ text }) => text !== '');
}

/** Changes from one list of blocks to another; a block that is much like one in the same place is the same block, changed. */
export function changesBetween(before: readonly Block[], after: readonly Block[]): Change[] {
  const steps = stepsBetween(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
  );
  const changes: Change[] = [];
  let [removed, added]: [Block[], Block[]] = [[], []];
  const flush = () => {
    changes.push(...paired(removed, added));
    [removed, added] = [[], []];
  };
  for (const { sort, before: at, after: there } of steps) {
    if (sort === 'same') flush();
    else if (sort === 'removed') removed.push(before[at] as Block);
    else added.push(after[there] as Block);
  }
  flush();
  return changes;
}

function paired(removed: readonly Block[], added: readonly Block[]): Change[] {
  const left = [...removed];
  const changes: Change[] = [];
  for (const block of added) {
    const runs = left.map((one) => runsBetween(one.text, block.text));
    const likest = runs.findIndex(isLike);
    if (likest < 0) {
      changes.push({ sort: 'added', page: block.page, runs: [{ sort: 'added', text: block.text }] });
      continue;
    }
    // What was before it has no counterpart.
    for (const one of left.splice(0, likest)) changes.push(removal(one));
    left.shift();
    changes.push({ sort: 'changed', page: block.page, runs: runs[likest] as readonly Run[] });
  }
  return [...changes, ...left.map(removal)];
}

const removal = ({ page, text }: Block): Change => ({ sort: 'removed', page, runs: [{ sort: 'removed', text }] });

/** At least half of the longer text is the same. */
function isLike(runs: readonly Run[]): boolean {
  const length = (wanted: Run['sort']) => runs.reduce((sum, { sort, text }) => sum + (sort === wanted ? text.length : 0), 0);
  return length('same') * 2 >= length('same') + Math.max(length('removed'), length('added'));
}

/** Words with the space behind them; where there are no spaces, letters. */
const wordsOf = (text: string): string[] =>
  text.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]|[^\s\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}]+\s*|\s+/gu) ?? [];

export function runsBetween(before: string, after: string): Run[] {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  const bare = (list: readonly string[]) => list.map((word) => word.trim());
  const runs: { sort: Run['sort']; text: string }[] = [];
  for (const { sort, before: at, after: there } of stepsBetween(bare(one), bare(other))) {
    const text = (sort === 'removed' ? one[at] : other[there]) as string;
    const last = runs.at(-1);
    if (last?.sort === sort) last.text += text;
    else runs.push({ sort, text });
  }
  return runs;
}
