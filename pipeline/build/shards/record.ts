/** `shard.json`: what one shard of a build has made, for `dossier merge`. It is not part of what readers get. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeAtomic } from '../../platform/write-atomic.ts';
import type { Shard, Times } from './split.ts';

export const recordFile = 'shard.json';

/** Where times of editions are kept, beside the manifest of a merged build. */
export const timesFile = 'times.json';

const times = z.record(z.string(), z.number().nonnegative());

const record = z.strictObject({
  version: z.literal(1),
  /** Counted from 1. */
  shard: z.int().positive(),
  of: z.int().positive(),
  /** Of all editions of the build; the same in each shard. */
  plan: z.strictObject({ editions: z.int().nonnegative(), sha256: z.string() }),
  /** What this shard was to make. */
  editions: z.array(z.string()),
  /** Paths of documents, or names of packs, that it could not make. */
  failed: z.array(z.string()),
  /** Milliseconds by edition, as far as they are known. */
  times,
});

export type ShardRecord = z.infer<typeof record>;

/** A shard's record; undefined if there is none, or none that can be read. */
export async function readRecord(folder: string): Promise<ShardRecord | undefined> {
  const text = await readFile(path.join(folder, recordFile), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return record.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export const writeRecord = (folder: string, { index, count }: Shard, own: Omit<ShardRecord, 'version' | 'shard' | 'of'>): Promise<void> =>
  writeAtomic(path.join(folder, recordFile), `${JSON.stringify({ version: 1, shard: index, of: count, ...own }, undefined, 2)}\n`);

/** @throws Error if the file is there and holds something else */
export async function readTimes(file: string): Promise<Times> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '{}';
    throw cause;
  });
  return times.parse(JSON.parse(text));
}

export const writeTimes = (folder: string, of: Times): Promise<void> => {
  const sorted = Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
  return writeAtomic(path.join(folder, timesFile), `${JSON.stringify(sorted, undefined, 2)}\n`);
};
