/** The artifact cache: what an artifact follows from, and what is remembered of it. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import type { Templated } from '../template/types.ts';
import type { Artifact, DocumentName } from './types.ts';

/** What is remembered beside an artifact's bytes, so that a build that uses it again reports the same. */
interface Memory {
  readonly artifact: Artifact;
  /** Digest of the plan by which it was proven. */
  readonly provenBy: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** An artifact that an earlier build made of the same document. */
export interface Earlier extends Memory {
  readonly pdf: Uint8Array;
  /** Whether the output folder has it. */
  readonly isUpToDate: boolean;
}

/** Hash of everything that the printed bytes follow from: HTML, files that it may load, options, browser, and Dossier itself. */
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
    // A font's bytes follow from its package's version, which the lock file fixes; a pack's file may change at any time.
    hash.update(url.startsWith('/fonts/') ? url : `${url} ${sha256(await context.files.bytes(file))}`);
  }
  for (const part of parts) {
    const own = 'document' in part ? await fingerprintOf(part.document, context) : sha256(await context.files.bytes(part.file));
    hash.update(JSON.stringify([part.id, part.prefix, 'title' in part ? part.title : '', own]));
  }
  return hash.digest('hex');
}

/** Whether the output folder has an artifact as it is remembered. */
export const isArtifactUpToDate = async (artifact: Artifact, output: string): Promise<boolean> =>
  (await inOutput(artifact, output)) !== undefined;

/** Its bytes, if it has. */
async function inOutput({ path: name, sha256: sum }: Artifact, output: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path.join(output, name)).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === sum ? bytes : undefined;
}

const keyOf = (fingerprint: string) => `artifact ${fingerprint}`;

/** The artifact with this fingerprint, from the output folder or from the cache; undefined if it must be printed. */
export async function recallArtifact(
  { path: name }: DocumentName,
  fingerprint: string,
  output: string,
  context: Context,
): Promise<Earlier | undefined> {
  const memory = (await context.cache.get(keyOf(fingerprint))) as Memory | undefined;
  if (memory?.artifact?.path !== name) return undefined;
  const there = await inOutput(memory.artifact, output);
  const pdf = there ?? (await inCache(fingerprint, memory.artifact, context));
  return pdf && { ...memory, pdf, isUpToDate: there !== undefined };
}

/** The bytes of an artifact that the output folder has not any more, or not as it was. */
async function inCache(fingerprint: string, { sha256: sum }: Artifact, context: Context): Promise<Uint8Array | undefined> {
  // The cache answers with a path only if the bytes under it are whole; there is nothing here that could make them.
  const absent = new Error('not in the cache');
  const file = await context.cache.file(keyOf(fingerprint), '.pdf', () => Promise.reject(absent)).catch(() => undefined);
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === sum ? bytes : undefined;
}

/** Remembers an artifact with everything that was reported of it. */
export async function rememberArtifact(fingerprint: string, pdf: Uint8Array, memory: Memory, context: Context): Promise<void> {
  await context.cache.set(keyOf(fingerprint), memory);
  await context.cache.file(keyOf(fingerprint), '.pdf', () => Promise.resolve(pdf));
}
