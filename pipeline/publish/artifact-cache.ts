/** The artifact cache: what an artifact depends on, and its cached data. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import type { Templated } from '../template/types.ts';
import { sharedCache } from './shared-cache.ts';
import type { Artifact, DocumentName } from './types.ts';

/** Cached data of an artifact besides its bytes, so that a build that reuses it reports the same diagnostics. */
interface Memory {
  readonly artifact: Artifact;
  /** Digest of the leak check's plan that it passed. */
  readonly provenBy: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** An artifact that an earlier build made of the same document. */
export interface Earlier extends Memory {
  readonly pdf: Uint8Array;
  /** Whether the output folder contains it. */
  readonly isUpToDate: boolean;
}

/** Hash of everything that the printed bytes depend on: HTML, loadable files, options, browser, and Dossier itself. */
export async function fingerprintOf(
  { html, resources, edition, kind, running, attachments, parts }: Templated,
  context: Context,
  security = '',
): Promise<string> {
  const hash = createHash('sha256');
  const version = await context.version();
  hash.update(JSON.stringify([version, await context.browser.identity(), kind, edition.pack, edition.lang, edition.options, running]));
  hash.update(html);
  hash.update(security);
  for (const { bytes, ...about } of attachments) hash.update(JSON.stringify([about, sha256(bytes)]));
  for (const [url, { path: file }] of [...resources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // A font's bytes depend on its package version, which the lock file pins; a pack's file may change at any time.
    hash.update(url.startsWith('/fonts/') ? url : `${url} ${sha256(await context.files.bytes(file))}`);
  }
  for (const part of parts) {
    const own = 'document' in part ? await fingerprintOf(part.document, context) : sha256(await context.files.bytes(part.file));
    hash.update(JSON.stringify([part.id, part.prefix, 'title' in part ? part.title : '', own]));
  }
  return hash.digest('hex');
}

type InOutput = Pick<Artifact, 'path' | 'sha256'>;

/** Whether the output folder contains an artifact, or a picture of its pages, unchanged. */
export const isArtifactUpToDate = async (file: InOutput, output: string): Promise<boolean> => (await inOutput(file, output)) !== undefined;

/** The artifact's bytes from the output folder, if unchanged. */
async function inOutput({ path: name, sha256: sum }: InOutput, output: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path.join(output, name)).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === sum ? bytes : undefined;
}

const keyOf = (fingerprint: string) => `artifact ${fingerprint}`;

/** The artifact with this fingerprint, from the output folder or the cache; undefined if it must be printed. */
export async function recallArtifact(
  name: DocumentName,
  fingerprint: string,
  output: string,
  context: Context,
): Promise<Earlier | undefined> {
  const own = await fromHere(name, fingerprint, output, context);
  context.telemetry.cache('disk', own !== undefined);
  return own ?? fromOthers(name, fingerprint, output, context);
}

/** The artifact as this machine has made it. */
async function fromHere(name: DocumentName, fingerprint: string, output: string, context: Context): Promise<Earlier | undefined> {
  const memory = (await context.cache.get(keyOf(fingerprint))) as Memory | undefined;
  if (memory?.artifact?.path !== name.path) return undefined;
  const there = await inOutput(memory.artifact, output);
  const pdf = there ?? (await inCache(fingerprint, memory.artifact, context));
  return pdf && { ...memory, pdf, isUpToDate: there !== undefined };
}

/** The artifact as another machine has made it. What was proven there is proven again here. */
async function fromOthers(name: DocumentName, fingerprint: string, output: string, context: Context): Promise<Earlier | undefined> {
  const others = othersOf(context);
  const found = await others?.get(name, fingerprint);
  if (others !== undefined) context.telemetry.cache('shared', found !== undefined);
  return found && { ...found, provenBy: '', isUpToDate: await isArtifactUpToDate(found.artifact, output) };
}

const othersOf = ({ remote, secret }: Context) => remote && sharedCache(remote, secret('DOSSIER_CACHE_KEY'));

/** Gives an artifact that was printed here to other machines, in the background. */
export const shareArtifact = (fingerprint: string, pdf: Uint8Array, { artifact, diagnostics }: Memory, context: Context): void =>
  othersOf(context)?.put(artifact, fingerprint, { artifact, diagnostics, pdf });

/** The bytes of an artifact that is missing or changed in the output folder. */
async function inCache(fingerprint: string, { sha256: sum }: Artifact, context: Context): Promise<Uint8Array | undefined> {
  // The cache returns a path only if the file is intact; here it cannot be made again.
  const absent = new Error('not in the cache');
  const file = await context.cache.file(keyOf(fingerprint), '.pdf', () => Promise.reject(absent)).catch(() => undefined);
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === sum ? bytes : undefined;
}

/** Caches an artifact with all its diagnostics. */
export async function rememberArtifact(fingerprint: string, pdf: Uint8Array, memory: Memory, context: Context): Promise<void> {
  await context.cache.set(keyOf(fingerprint), memory);
  await context.cache.file(keyOf(fingerprint), '.pdf', () => Promise.resolve(pdf));
}
