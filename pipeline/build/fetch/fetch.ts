/** `dossier fetch`: copies the remote images of a pack into it, so that builds need no network. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { contained } from '../../model/contained.ts';
import { type Diagnostic, diagnostic, hasErrors } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { type Context, collecting } from '../../platform/context.ts';
import { sha256 } from '../../platform/hash.ts';
import { addressPolicy } from '../../platform/network/addresses.ts';
import { DownloadError } from '../../platform/network/download.ts';
import { writeAtomic } from '../../platform/write-atomic.ts';
import { type FetchedImage, lockFrom, lockName, lockText } from '../../source/data/fetch-lock.ts';
import { packPlace, shownFile } from '../../source/files/pack-place.ts';
import { parse } from '../../source/parse.ts';
import { source } from '../../source/source.ts';
import { kindNames } from '../../template/kinds/index.ts';
import { fetchedFolder, fetchImage, maxBytes } from './image.ts';
import { addRemoteImages, type RemoteImages } from './remote-images.ts';

export interface FetchOptions {
  /** Whether servers of this machine and its network may be asked. */
  readonly isLocalAllowed?: boolean;
  /** Lists what would be fetched; asks no server and writes nothing. */
  readonly isDry?: boolean;
  /** Takes images anew that are there already, changed or not. */
  readonly isUpdate?: boolean;
  /** Removes copies that no text of the pack shows any more. */
  readonly isPruning?: boolean;
  /** Which addresses may be connected to, in place of the usual policy; for tests. */
  readonly isAllowed?: (address: string) => boolean;
  readonly maxBytes?: number;
  readonly idleTimeout?: number;
  readonly onProgress?: (image: FetchProgress) => void;
}

/** What became of one address. */
export interface FetchOutcome {
  readonly address: string;
  readonly state: 'fetched' | 'present' | 'planned' | 'refused' | 'failed' | 'unused' | 'removed';
  /** Path in the pack. */
  readonly file?: string;
  readonly bytes?: number;
  readonly why?: string;
}

export type FetchProgress = FetchOutcome & { readonly done: number; readonly total: number };

export interface FetchResult {
  readonly pack: string;
  readonly images: readonly FetchOutcome[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Requests at the same time. */
const parallel = 4;

/**
 * Fetches what a pack lacks.
 * @param given absolute path of its folder, or of the one file that it consists of
 */
export async function fetchPack(given: string, options: FetchOptions, own: Context): Promise<FetchResult> {
  const { context, diagnostics } = collecting(own);
  const { pack, folder, only } = packPlace(given);
  const wanted = await remoteImages(given, context);
  // One that cannot be read, `source` has reported.
  const before = await lockOf(folder, context);
  if (wanted === undefined || before === undefined) return { pack, images: [], diagnostics };
  const lock = new Map(before);
  const limit = pLimit(parallel);
  let done = 0;
  const report = (image: FetchOutcome) => options.onProgress?.({ ...image, done: ++done, total: wanted.size });
  const images = await Promise.all(
    [...wanted].map(([address, at]) =>
      limit(async () => {
        const outcome = await fetchOne(address, at, { folder, lock, options, context });
        report(outcome);
        return outcome;
      }),
    ),
  );
  // Other files of the folder may show what this one does not.
  const unused = [...lock.values()].filter(({ address }) => only === undefined && !wanted.has(address));
  const isPruning = options.isPruning === true && options.isDry !== true && !hasErrors(diagnostics);
  for (const { address } of isPruning ? unused : []) await prune(address, folder, lock, context);
  if (options.isDry !== true && lockText(lock.values()) !== lockText(before.values()))
    await writeAtomic(path.join(folder, lockName), lockText(lock.values()));
  const left = unused.map(({ address, file }): FetchOutcome => ({ address, file, state: isPruning ? 'removed' : 'unused' }));
  return { pack, images: [...images, ...left], diagnostics };
}

/** What the pack shows in all its languages; undefined if its configuration cannot be read, which is reported. */
async function remoteImages(given: string, context: Context): Promise<RemoteImages | undefined> {
  const found: RemoteImages = new Map();
  try {
    const own = collecting(context);
    const languages = await source(given, kindNames, own.context);
    // What else is wrong, a build reports.
    own.diagnostics.filter(({ severity, code }) => severity === 'error' || code === 'FETCH_LOCK').forEach(context.report);
    for (const language of languages ?? []) addRemoteImages(await parse(language, own.context), found);
    return languages && found;
  } catch (cause) {
    context.report(contained(cause, 'reading the pack', { file: context.files.shown(shownFile(given)) }));
    return undefined;
  }
}

async function lockOf(folder: string, { files }: Context): Promise<ReadonlyMap<string, FetchedImage> | undefined> {
  const file = path.join(folder, lockName);
  return (await files.isFile(file)) ? lockFrom(await files.text(file)) : new Map();
}

interface Fetching {
  readonly folder: string;
  readonly lock: Map<string, FetchedImage>;
  readonly options: FetchOptions;
  readonly context: Context;
}

async function fetchOne(address: string, place: Place, { folder, lock, options, context }: Fetching): Promise<FetchOutcome> {
  const known = lock.get(address);
  if (known && options.isUpdate !== true && (await isPresent(known, folder, context))) {
    const { file, bytes } = known;
    return { address, state: 'present', file, bytes };
  }
  if (options.isDry) return { address, state: 'planned' };
  try {
    const isAllowed = options.isAllowed ?? addressPolicy(options.isLocalAllowed === true);
    const { idleTimeout } = options;
    const limits = { isAllowed, maxBytes: options.maxBytes ?? maxBytes, ...(idleTimeout === undefined ? {} : { idleTimeout }) };
    const { entry, bytes } = await fetchImage(address, limits);
    if (known && known.sha256 !== entry.sha256 && options.isUpdate !== true)
      throw new DownloadError('refused', 'the server has another image now than the one in the lock file (--update takes it)');
    const target = path.join(folder, entry.file);
    if (!(await isInPack(entry.file, folder, context))) throw new DownloadError('refused', `${entry.file} leads out of the pack`);
    await writeAtomic(target, bytes);
    lock.set(address, entry);
    return { address, state: 'fetched', file: entry.file, bytes: entry.bytes };
  } catch (cause) {
    if (!(cause instanceof DownloadError)) throw cause;
    const { sort, message: why } = cause;
    context.report(diagnostic(sort === 'failed' ? 'FETCH_FAILED' : 'FETCH_REFUSED', { name: address, why }, place));
    return { address, state: sort, why };
  }
}

/** A folder on the way to a file that does not exist yet may be a link out of the pack. */
async function isInPack(file: string, folder: string, { files }: Context): Promise<boolean> {
  const steps = file.split('/').map((_, index, all) => all.slice(0, index + 1).join('/'));
  const found = await Promise.all(steps.map((step) => files.confine(folder, step)));
  return found.every((one) => one !== undefined);
}

async function isPresent({ file, sha256: sum }: FetchedImage, folder: string, { files }: Context): Promise<boolean> {
  const found = await files.confine(folder, file);
  if (found === undefined || !(await files.isFile(found))) return false;
  return sha256(await files.bytes(found)) === sum;
}

/** Removes a copy, if it is where copies are. */
async function prune(address: string, folder: string, lock: Map<string, FetchedImage>, { files }: Context): Promise<void> {
  const file = lock.get(address)?.file ?? '';
  const found = await files.confine(folder, file);
  if (found?.startsWith(path.join(folder, fetchedFolder) + path.sep)) await rm(found, { force: true });
  lock.delete(address);
}
