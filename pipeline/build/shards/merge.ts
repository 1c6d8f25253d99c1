/** Puts the outputs of all shards of a build together: one folder, one manifest, as one machine would have made it. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { Context } from '../../platform/context.ts';
import { sha256 } from '../../platform/hash.ts';
import { writeAtomic } from '../../platform/write-atomic.ts';
import { readManifest, writeManifest } from '../../publish/manifest.ts';
import { clearOutdated } from '../../publish/outdated.ts';
import type { Artifact, PackFile } from '../../publish/types.ts';
import { readRecord, type ShardRecord, writeTimes } from './record.ts';

/** What a merge has made. */
export interface Merged {
  /** None where something is wrong: then nothing is written. */
  readonly artifacts: readonly Artifact[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Part {
  /** Absolute path of the output folder, and how it is shown. */
  readonly folder: string;
  readonly name: string;
  readonly record: ShardRecord;
  readonly artifacts: readonly Artifact[];
  readonly files: readonly PackFile[];
}

/**
 * Merges output folders. Everything is checked before anything is written; documents of an earlier merge that are in none of the
 * parts are removed, as a build does.
 * @param folders absolute paths of the shards' output folders
 * @param output absolute path of the folder that gets everything; it may be one of them
 */
export async function merge(folders: readonly string[], output: string, files: Context['files']): Promise<Merged> {
  const diagnostics: Diagnostic[] = [];
  const report: Context['report'] = (one) => void diagnostics.push(one);
  const context = { files, report };
  const read = await Promise.all(folders.map((folder) => partIn(folder, context)));
  const parts = read.filter((part) => part !== undefined);
  if (diagnostics.length === 0) checkParts(parts, report);
  const { found, damaged } = await collect(parts);
  for (const one of damaged) report(one);
  if (diagnostics.length > 0) return { artifacts: [], diagnostics };
  const { artifacts: old, files: oldFiles } = await readManifest(output);
  for (const [name, { folder }] of found)
    if (folder !== output) await writeAtomic(path.join(output, name), await readFile(path.join(folder, name)));
  const artifacts = parts.flatMap((part) => part.artifacts);
  const planned = new Set(found.keys());
  await clearOutdated(
    [...old.flatMap((one) => [one, ...(one.pictures ?? [])]), ...oldFiles].filter((one) => !planned.has(one.path)),
    { output, planned, isDry: false },
    context,
  );
  const beside = new Map(parts.flatMap(({ files }) => files).map((file) => [file.path, file]));
  await writeManifest(artifacts, [], [...beside.values()], output);
  await writeTimes(output, Object.assign({}, ...parts.map(({ record }) => record.times)) as Record<string, number>);
  return { artifacts, diagnostics };
}

async function partIn(folder: string, { files, report }: Pick<Context, 'files' | 'report'>): Promise<Part | undefined> {
  const name = files.shown(folder);
  const record = await readRecord(folder);
  if (record === undefined) return void report(diagnostic('SHARD_RECORD', { name }, { file: name }));
  const { artifacts, files: beside } = await readManifest(folder);
  // A folder may hold documents of earlier builds, which this shard did not make.
  const mine = artifacts.filter(
    (one) => record.editions.includes(`${one.pack}/${one.audience}/${one.lang}`) || record.editions.includes(one.pack),
  );
  const packs = new Set(mine.map(({ pack }) => pack));
  return { folder, name, record, artifacts: mine, files: beside.filter(({ pack }) => packs.has(pack)) };
}

/** Whether the parts are all parts of one build. */
function checkParts(parts: readonly Part[], report: Context['report']): void {
  const [first] = parts;
  if (first === undefined) return;
  const { of: count, plan } = first.record;
  for (const { name, record } of parts) {
    const why =
      record.of !== count
        ? `it is one of ${record.of} shards, and ${first.name} is one of ${count}`
        : record.plan.sha256 !== plan.sha256
          ? `its build had ${record.plan.editions} editions, and that of ${first.name} ${plan.editions}, or others`
          : undefined;
    if (why !== undefined) report(diagnostic('SHARD_OTHER', { name, why }, { file: name }));
    if (record.failed.length > 0) report(diagnostic('SHARD_FAILED', { name, documents: record.failed }, { file: name }));
  }
  const place = { file: first.name };
  const missing: string[] = [];
  for (let shard = 1; shard <= count; shard += 1) {
    const names = parts.filter(({ record }) => record.shard === shard).map(({ name }) => name);
    if (names.length === 0) missing.push(String(shard));
    if (names.length > 1) report(diagnostic('SHARD_TWICE', { shard, names }, place));
  }
  if (missing.length > 0) report(diagnostic('SHARD_MISSING', { shards: missing, count }, place));
  else if (parts.length === count) checkEditions(parts, plan.editions, report);
}

/** Whether each edition is in one shard: they differ where shards were divided by different times. */
function checkEditions(parts: readonly Part[], count: number, report: Context['report']): void {
  const found = new Map<string, string[]>();
  for (const { name, record } of parts) for (const edition of record.editions) found.set(edition, [...(found.get(edition) ?? []), name]);
  const place = { file: parts[0]?.name ?? '' };
  for (const [name, names] of found) if (names.length > 1) report(diagnostic('SHARD_OVERLAP', { name, names }, place));
  if (found.size < count) report(diagnostic('SHARD_GAP', { lost: count - found.size, count }, place));
}

/** Every file of the parts, with the part that has it. */
async function collect(parts: readonly Part[]): Promise<{ readonly found: ReadonlyMap<string, Part>; readonly damaged: Diagnostic[] }> {
  const found = new Map<string, Part>();
  const damaged: Diagnostic[] = [];
  for (const part of parts) {
    const all = [...part.artifacts, ...part.artifacts.flatMap(({ pictures = [] }) => pictures), ...part.files];
    for (const { path: name, sha256: sum } of all) {
      const bytes = await readFile(path.join(part.folder, name)).catch(() => undefined);
      const place = { file: `${part.name}/${name}` };
      if (bytes === undefined) damaged.push(diagnostic('SHARD_DAMAGED', { name, why: 'it is missing' }, place));
      else if (sha256(bytes) !== sum)
        damaged.push(diagnostic('SHARD_DAMAGED', { name, why: 'its SHA-256 differs from the manifest' }, place));
      found.set(name, part);
    }
  }
  return { found, damaged };
}
