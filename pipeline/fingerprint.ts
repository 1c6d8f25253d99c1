/** Fingerprints of documents, and what is remembered of the artifacts printed from them. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Context } from './context.ts';
import { home } from './resources/home.ts';
import type { Artifact, Diagnostic, Templated } from './types.ts';

interface Memory {
  readonly artifact: Artifact;
  readonly diagnostics: readonly Diagnostic[];
}

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Names this very Dossier: its files in `dist/` carry their hashes in their names, and fonts.json the versions of the fonts. */
async function dossierIdentity(): Promise<string> {
  const dist = path.join(home, 'dist');
  const [fonts, notes] = await Promise.all(['fonts.json', 'notes.js'].map((name) => readFile(path.join(dist, name))));
  return sha256([...(await readdir(dist)).sort(), sha256(fonts as Uint8Array), sha256(notes as Uint8Array)].join(' '));
}

/** Hash of everything that the printed bytes follow from: HTML, files that it may load, date, browser, and Dossier itself. */
export async function fingerprintOf({ html, resources, edition, kind }: Templated, context: Context): Promise<string> {
  const hash = createHash('sha256');
  const version = await dossierIdentity();
  const { date, title, subtitle, subject, keywords, authors, issuer, licence, conformance } = edition.options;
  // What the PDF says beside its pages.
  const properties = { date, title, subtitle, subject, keywords, authors, issuer, licence, conformance };
  hash.update(JSON.stringify([version, await context.browser.identity(), kind, properties, edition.pack]));
  hash.update(html);
  for (const [url, { path: file }] of [...resources].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // A font's bytes follow from its package's version, which the lock file fixes; a pack's file may change at any time.
    hash.update(url.startsWith('/fonts/') ? url : `${url} ${sha256(await context.files.bytes(file))}`);
  }
  return hash.digest('hex');
}

/** What is remembered, if the artifact in the output folder is still that one. */
export async function recall(fingerprint: string, name: string, output: string, context: Context): Promise<Memory | undefined> {
  const memory = (await context.cache.get(fingerprint)) as Memory | undefined;
  if (memory?.artifact?.path !== name) return undefined;
  const bytes = await readFile(path.join(output, name)).catch(() => undefined);
  return bytes !== undefined && sha256(bytes) === memory.artifact.sha256 ? memory : undefined;
}

/** Remembers an artifact with everything that was told about it, so that a build that reuses it tells the same story. */
export async function remember(fingerprint: string, memory: Memory, context: Context): Promise<void> {
  await context.cache.set(fingerprint, memory);
}
