/** release: finished bytes → files where readers find them. Each is written beside its place and renamed; the manifest comes last. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from '../platform/write-atomic.ts';
import type { Proven } from '../prove/types.ts';
import type { Edition } from '../select/types.ts';
import { kindNamed } from '../template/kinds/index.ts';
import type { Artifact } from './types.ts';

/** Path of an artifact, relative to the output folder. */
export function artifactPath({ pack, audience, lang }: Edition, kind: string): string {
  return [pack, audience, lang, kindNamed(kind).file].join('/');
}

/** Writes one artifact. An older one stays until the new one is whole. */
export async function release(finished: Proven, output: string): Promise<Artifact> {
  const { edition, kind, pages, sha256, pdf, proof } = finished;
  const relative = artifactPath(edition, kind);
  await writeAtomic(path.join(output, relative), pdf);
  const { pack, audience, lang } = edition;
  return { path: relative, pack, audience, lang, kind, pages, bytes: pdf.length, sha256, proof };
}

/** Writes an artifact that was made before. */
export async function restore({ path: relative }: Artifact, pdf: Uint8Array, output: string): Promise<void> {
  await writeAtomic(path.join(output, relative), pdf);
}

/**
 * Writes `manifest.json`: what this build made, and what an earlier one made that still stands.
 * @param replaced whether an old entry belongs to what was built now, so that it stays only if it was built again or kept
 */
export async function releaseManifest(artifacts: readonly Artifact[], kept: (old: Artifact) => boolean, output: string): Promise<void> {
  const file = path.join(output, 'manifest.json');
  const old = await readManifest(output);
  const paths = new Set(artifacts.map((artifact) => artifact.path));
  const all = [...artifacts, ...old.filter((artifact) => !paths.has(artifact.path) && kept(artifact))];
  const sorted = all.sort((a, b) => (a.path < b.path ? -1 : 1));
  const text = `${JSON.stringify({ version: 1, artifacts: sorted }, undefined, 2)}\n`;
  // A build in which nothing changed writes nothing.
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeAtomic(file, text);
}

/** The entries of the last build's manifest; none if there is no manifest that can be read. */
export async function readManifest(output: string): Promise<Artifact[]> {
  try {
    const { artifacts } = JSON.parse(await readFile(path.join(output, 'manifest.json'), 'utf8')) as { artifacts: Artifact[] };
    return artifacts;
  } catch {
    return [];
  }
}
