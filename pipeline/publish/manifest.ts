/** `manifest.json`: what was published, for programs and for `dossier verify`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from '../platform/write-atomic.ts';
import type { Artifact } from './types.ts';

/**
 * Writes `manifest.json`: what this build made, and what an earlier one made that is still there.
 * @param isKept whether an old entry that this build has not made again stays
 */
export async function writeManifest(artifacts: readonly Artifact[], isKept: (old: Artifact) => boolean, output: string): Promise<void> {
  const file = path.join(output, 'manifest.json');
  const old = await readManifest(output);
  const paths = new Set(artifacts.map((artifact) => artifact.path));
  const all = [...artifacts, ...old.filter((artifact) => !paths.has(artifact.path) && isKept(artifact))];
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
