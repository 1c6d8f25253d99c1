/** Fingerprints of documents, and what is remembered of the artifacts printed from them. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finished } from '../finish/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import type { Templated } from '../template/types.ts';
import type { Artifact } from './types.ts';

interface Memory {
  readonly artifact: Artifact;
  /** Digest of the plan by which it was proven. */
  readonly proven: string;
  readonly diagnostics: readonly Diagnostic[];
}

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Hash of everything that the printed bytes follow from: HTML, files that it may load, options, browser, and Dossier itself. */
export async function fingerprintOf(
  { html, resources, edition, kind, running, attachments, parts }: Templated,
  context: Context,
  sealed = '',
): Promise<string> {
  const hash = createHash('sha256');
  const version = await context.version();
  hash.update(JSON.stringify([version, await context.browser.identity(), kind, edition.pack, edition.lang, edition.options, running]));
  hash.update(html);
  hash.update(sealed);
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

/** Whether an artifact stands in the output folder as it is remembered. */
export const stands = async (artifact: Artifact, output: string): Promise<boolean> => (await standing(artifact, output)) !== undefined;

/** Its bytes, if it does. */
export async function standing({ path: name, sha256: sum }: Artifact, output: string): Promise<Uint8Array | undefined> {
  const bytes = await readFile(path.join(output, name)).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === sum ? bytes : undefined;
}

const keyOf = (fingerprint: string) => `artifact ${fingerprint}`;

/** What is remembered of the artifact with this fingerprint. */
export async function recall(fingerprint: string, name: string, context: Context): Promise<Memory | undefined> {
  const memory = (await context.cache.get(keyOf(fingerprint))) as Memory | undefined;
  return memory?.artifact?.path === name ? memory : undefined;
}

/** The remembered bytes of an artifact that is not in the output folder any more, or not as it was. */
export async function recallBytes(fingerprint: string, { sha256: sum }: Artifact, context: Context): Promise<Uint8Array | undefined> {
  // The cache answers with a path only if the bytes under it are whole; there is nothing here that could make them.
  const absent = new Error('not in the cache');
  const file = await context.cache.file(keyOf(fingerprint), '.pdf', () => Promise.reject(absent)).catch(() => undefined);
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === sum ? bytes : undefined;
}

/** Remembers an artifact with everything that was told about it, so that a build that reuses it tells the same story. */
export async function remember({ fingerprint, pdf }: Finished, memory: Memory, context: Context): Promise<void> {
  await context.cache.set(keyOf(fingerprint), memory);
  await context.cache.file(keyOf(fingerprint), '.pdf', () => Promise.resolve(pdf));
}
