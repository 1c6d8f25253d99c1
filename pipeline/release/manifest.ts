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
    /** The version that the audience has had until now, by the name of the pack. */
    readonly replaces?: Readonly<Record<string, string>>;
    readonly corrects?: Correction;
    /** Its documents had an embargo, and are printed without it. */
    readonly isEmbargoLifted?: true;
    /** Which copy this is; who has it is in the publisher's ledger only. */
    readonly copy?: string;
  };
  readonly artifacts: readonly ReleasedDocument[];
  /** PDFs beside the documents: what has changed, and a notice of correction. */
  readonly notes?: readonly NoteFile[];
}

/** What a release corrects. */
export interface Correction {
  readonly version: string;
  /** The documents that are not to be used any more, with their digests. */
  readonly documents: readonly { readonly pack: string; readonly path: string; readonly sha256: string }[];
}

export type NoteFile = Pick<ReleasedDocument, 'path' | 'bytes' | 'sha256'>;

/** The manifest of one audience's documents. It names no other audience. */
export const releaseManifest = (
  placed: readonly Placed[],
  release: ReleaseManifest['release'],
  notes: readonly NoteFile[],
): ReleaseManifest => ({ version: 1, release, artifacts: placed.map(documentOf), ...(notes.length > 0 && { notes }) });

function documentOf({ artifact, path: name }: Placed): ReleasedDocument {
  const { pack, audience, lang, kind, pages, bytes, sha256, claims, proof, issue } = artifact;
  const { rules, images, permitted, short } = proof;
  const strings = Object.fromEntries(Object.entries(proof.strings).map(([sort, { count }]) => [sort, { count }]));
  const counts = { strings, rules, images, permitted, short };
  return { path: name, pack, audience, lang, kind, pages, bytes, sha256, claims, proof: counts, ...(issue && { issue }) };
}

/** What names a document in a release, whatever its file is called. */
export const documentKey = ({ pack, audience, lang, kind }: Pick<Artifact, 'pack' | 'audience' | 'lang' | 'kind'>): string =>
  JSON.stringify([pack, audience, lang, kind]);

/** The manifest of a folder; undefined if there is none that could be read. */
export const readReleaseManifest = async (folder: string): Promise<ReleaseManifest | undefined> =>
  parseManifest(await readFile(path.join(folder, 'manifest.json'), 'utf8').catch(() => ''));

const isText = (value: unknown): value is string => typeof value === 'string';
const isInside = (name: unknown): boolean => isText(name) && !name.split('/').includes('..') && !path.isAbsolute(name);

/** The manifest of a text; undefined if it is none that could be relied on. */
export function parseManifest(text: string): ReleaseManifest | undefined {
  try {
    const found = JSON.parse(text) as ReleaseManifest;
    const { release, artifacts } = found;
    const isSound =
      Array.isArray(artifacts) &&
      artifacts.every((one) => [one.path, one.pack, one.audience, one.lang, one.kind, one.sha256].every(isText) && isInside(one.path)) &&
      isText(release.version) &&
      (release.commit === null || /^[0-9a-f]{7,64}$/.test(release.commit)) &&
      Array.isArray(release.folders) &&
      release.folders.every(isInside);
    return isSound ? found : undefined;
  } catch {
    return undefined;
  }
}
