/** `manifest.json`: the published documents, for programs and for `dossier verify`. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomic } from '../platform/write-atomic.ts';
import type { Artifact, PackFile } from './types.ts';

/** Licences of a pack's own fonts, beside its documents. */
export const licencesFile = 'font-licences.txt';

/**
 * Writes `manifest.json`: the documents of this build, and those of earlier builds that still exist.
 * @param kept entries of the last manifest to keep, unless this build made the document again
 * @param beside files beside the documents
 */
export async function writeManifest(
  artifacts: readonly Artifact[],
  kept: readonly Artifact[],
  beside: readonly PackFile[],
  output: string,
): Promise<void> {
  const file = path.join(output, 'manifest.json');
  const paths = new Set(artifacts.map((artifact) => artifact.path));
  const all = [...artifacts, ...kept.filter((artifact) => !paths.has(artifact.path))];
  const sorted = all.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = beside.length > 0 ? { files: [...beside].sort((a, b) => (a.path < b.path ? -1 : 1)) } : {};
  const text = `${JSON.stringify({ version: 1, artifacts: sorted, ...files }, undefined, 2)}\n`;
  // A build without changes writes nothing.
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeAtomic(file, text);
}

/** The entries of the last build's manifest; none if there is no readable manifest. */
export async function readManifest(output: string): Promise<{ readonly artifacts: Artifact[]; readonly files: PackFile[] }> {
  try {
    const { artifacts, files } = JSON.parse(await readFile(path.join(output, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    return {
      artifacts: Array.isArray(artifacts) ? artifacts.filter(isArtifact) : [],
      files: Array.isArray(files) ? files.filter(isPackFile) : [],
    };
  } catch {
    return { artifacts: [], files: [] };
  }
}

/** Whether an entry is one of the files that a build may remove. */
export function isPackFile(entry: unknown): entry is PackFile {
  const { path: file, pack, sha256 } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  return (
    typeof pack === 'string' && typeof sha256 === 'string' && file === `${pack}/${licencesFile}` && !pack.includes('/') && !isNoName(pack)
  );
}

/** Whether an entry is valid. Anyone can edit the file, and a build removes the documents it names. */
export function isArtifact(entry: unknown): entry is Artifact {
  const { path: file, pack, audience, lang, kind, sha256 } = (entry ?? {}) as Readonly<Record<string, unknown>>;
  const words = [file, pack, audience, lang, kind, sha256];
  if (!words.every((word): word is string => typeof word === 'string')) return false;
  const steps = words[0]?.split('/') ?? [];
  return steps.length === 4 && steps.slice(0, 3).join('/') === [pack, audience, lang].join('/') && !steps.some(isNoName);
}

const isNoName = (step: string): boolean => step === '' || step === '.' || step === '..' || step.includes('\\');
