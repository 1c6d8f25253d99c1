/** `manifest.json` of an audience's folder: what a release says of its documents. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Artifact } from '../publish/types.ts';
import type { Placed } from './layout.ts';

/** Counts of what a document was searched for; hashes would follow from a key of the machine. */
interface Counts {
  readonly strings: Readonly<Record<string, { readonly count: number }>>;
  readonly rules: number;
  readonly images: number;
  readonly permitted: number;
  readonly short: number;
}

export interface ReleasedDocument extends Omit<Artifact, 'proof' | 'pictures'> {
  readonly proof: Counts;
}

export interface ReleaseManifest {
  readonly version: 1;
  readonly release: {
    readonly version: string;
    /** Full hash; null if the source was in no repository. */
    readonly commit: string | null;
    /** Whether the source was exactly that commit. */
    readonly isSourceClean: boolean;
    /** Folders of the packs in the repository. */
    readonly folders: readonly string[];
  };
  readonly artifacts: readonly ReleasedDocument[];
}

/** The manifest of one audience's documents. It names no other audience. */
export function releaseManifest(placed: readonly Placed[], release: ReleaseManifest['release']): ReleaseManifest {
  return { version: 1, release, artifacts: placed.map(documentOf) };
}

function documentOf({ artifact, path: name }: Placed): ReleasedDocument {
  const { pack, audience, lang, kind, pages, bytes, sha256, claims, proof } = artifact;
  const { rules, images, permitted, short } = proof;
  const strings = Object.fromEntries(Object.entries(proof.strings).map(([sort, { count }]) => [sort, { count }]));
  return { path: name, pack, audience, lang, kind, pages, bytes, sha256, claims, proof: { strings, rules, images, permitted, short } };
}

/** What names a document in a release, whatever its file is called. */
export const documentKey = ({ pack, audience, lang, kind }: Pick<Artifact, 'pack' | 'audience' | 'lang' | 'kind'>): string =>
  JSON.stringify([pack, audience, lang, kind]);

/** The manifest of a folder; undefined if there is none that could be read. */
export async function readReleaseManifest(folder: string): Promise<ReleaseManifest | undefined> {
  try {
    const found = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as ReleaseManifest;
    const { release, artifacts } = found;
    const isSound =
      Array.isArray(artifacts) &&
      artifacts.every((one) =>
        [one.path, one.pack, one.audience, one.lang, one.kind, one.sha256].every((word) => typeof word === 'string'),
      ) &&
      (release.commit === null || /^[0-9a-f]{7,64}$/.test(release.commit)) &&
      Array.isArray(release.folders) &&
      release.folders.every((one) => typeof one === 'string' && !one.split('/').includes('..') && !path.isAbsolute(one));
    return isSound ? found : undefined;
  } catch {
    return undefined;
  }
}
