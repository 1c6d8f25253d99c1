/** One shard of a build: which editions it makes, how long they take, and what it leaves to the others. */
import type { Files } from '../../platform/files.ts';
import { type BuildRequest, type BuildResult, outputFolder, type Progress, type ShardRequest } from '../types.ts';
import { digestOf, unitsOf } from './plan.ts';
import { writeRecord } from './record.ts';
import { split } from './split.ts';

/** A request for the editions of one shard. */
export interface Sharded {
  readonly request: BuildRequest;
  /** Says what was made, in the output folder. */
  readonly record: (result: BuildResult) => Promise<void>;
  /** How many editions there are, and how many of them are made here. */
  readonly counts: { readonly all: number; readonly own: number };
}

/** Narrows a request to one shard of it. Packs of which it makes nothing are not read. */
export async function sharded(request: BuildRequest & { readonly shard: ShardRequest }, files: Files): Promise<Sharded> {
  const { shard, onProgress } = request;
  const units = await unitsOf(request.packs, request, shard.times, files);
  const own = split(units, shard.count)[shard.index - 1] ?? [];
  const editions = new Set(own.map(({ name }) => name));
  const times = new Map<string, number>();
  const measured = (event: Progress): void => {
    const edition = editionOf(event.path);
    if (event.milliseconds !== undefined) times.set(edition, (times.get(edition) ?? 0) + event.milliseconds);
    onProgress?.(event);
  };
  return {
    // Documents of other packs are made by other shards, so that none is outdated for not being planned here.
    request: { ...request, packs: [...new Set(own.map(({ folder }) => folder))], editions, isEveryPack: false, onProgress: measured },
    record: ({ failed }) =>
      writeRecord(outputFolder(request), shard, {
        plan: { editions: units.length, sha256: digestOf(units) },
        editions: [...editions],
        failed: [...failed],
        times: Object.fromEntries([...editions].flatMap((name) => timeOf(name, times, shard.times))),
      }),
    counts: { all: units.length, own: own.length },
  };
}

const editionOf = (path: string): string => path.split('/').slice(0, 3).join('/');

/** As measured now, for whole packs by all of their editions; what was not printed keeps the time that is known. */
function timeOf(name: string, now: ReadonlyMap<string, number>, before: ShardRequest['times']): [string, number][] {
  const found = [...now].filter(([edition]) => edition === name || edition.startsWith(`${name}/`));
  const measured = found.reduce((sum, [, milliseconds]) => sum + milliseconds, 0);
  const time = measured > 0 ? Math.round(measured) : before[name];
  return time === undefined ? [] : [[name, time]];
}
