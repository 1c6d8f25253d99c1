/** Earlier releases in the folder of releases: what each audience has had until now. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../platform/hash.ts';
import { isVersion } from './layout.ts';
import { parseManifest, type ReleaseManifest } from './manifest.ts';
import { readSums } from './sums.ts';
import { bareVersion, compareVersions } from './versions.ts';

/** A release that is there, as a folder or a ZIP file. */
export interface EarlierRelease {
  readonly version: string;
  /** Absolute path. */
  readonly place: string;
  readonly audiences: readonly string[];
  /** A file of it; undefined if it is not there. */
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
}

/** What one audience had. */
export interface EarlierFolder {
  readonly release: EarlierRelease;
  readonly audience: string;
  readonly manifest: ReleaseManifest;
  /** A document by its path in the audience's folder. */
  readonly read: (name: string) => Promise<Uint8Array | undefined>;
}

/** An earlier release that is not whole: what is said of it would be wrong. */
export class BrokenRelease extends Error {}

/** The releases in a folder, the newest first. */
export async function releasesIn(folder: string): Promise<EarlierRelease[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: EarlierRelease[] = [];
  for (const entry of entries) {
    const version = entry.isFile() && entry.name.endsWith('.zip') ? entry.name.slice(0, -'.zip'.length) : entry.name;
    if (!isVersion(version)) continue;
    const place = path.join(folder, entry.name);
    const release = entry.isDirectory()
      ? await inFolder(version, place)
      : entry.isFile() && version !== entry.name
        ? zipped(version, place)
        : undefined;
    if (release !== undefined && (await release).audiences.length > 0) found.push(await release);
  }
  return found.sort((a, b) => compareVersions(b.version, a.version));
}

async function inFolder(version: string, place: string): Promise<EarlierRelease> {
  const read = (name: string) => readFile(path.join(place, ...name.split('/'))).catch(() => undefined);
  const names = (await readdir(place, { withFileTypes: true })).filter((one) => one.isDirectory()).map(({ name }) => name);
  const isAudience = await Promise.all(names.map(async (name) => (await read(`${name}/manifest.json`)) !== undefined));
  return { version, place, audiences: names.filter((_, index) => isAudience[index]).sort(), read };
}

async function zipped(version: string, place: string): Promise<EarlierRelease> {
  const { readZip } = await import('./zip.ts');
  const files = await readZip(place).catch(() => new Map<string, Uint8Array>());
  const audiences = [...files.keys()].flatMap((name) => /^([^/]+)\/manifest\.json$/.exec(name)?.[1] ?? []);
  return { version, place, audiences: audiences.sort(), read: (name) => Promise.resolve(files.get(name)) };
}

/**
 * What an audience had, once it is known to be whole.
 * @returns undefined if the release has nothing for the audience
 * @throws BrokenRelease if files of it are missing or altered
 */
export async function folderOf(release: EarlierRelease, audience: string): Promise<EarlierFolder | undefined> {
  if (!release.audiences.includes(audience)) return undefined;
  const read = (name: string) => release.read(`${audience}/${name}`);
  const sums = readSums(Buffer.from((await read('SHA256SUMS')) ?? []).toString('utf8'));
  if (typeof sums === 'string') throw new BrokenRelease(`${audience}/SHA256SUMS: ${sums}`);
  for (const [name, sum] of sums) {
    const bytes = await read(name);
    if (bytes === undefined) throw new BrokenRelease(`${audience}/${name} is missing`);
    if (sha256(bytes) !== sum) throw new BrokenRelease(`${audience}/${name} is not the file that was released`);
  }
  const manifest = parseManifest(Buffer.from((await read('manifest.json')) ?? []).toString('utf8'));
  if (manifest === undefined) throw new BrokenRelease(`${audience}/manifest.json cannot be read`);
  return { release, audience, manifest, read };
}

/** The newest release before a version that each audience has had documents of. */
export async function lastBefore(
  releases: readonly EarlierRelease[],
  version: string,
  audiences: readonly string[],
): Promise<ReadonlyMap<string, EarlierFolder>> {
  const older = releases.filter((one) => compareVersions(bareVersion(one.version), bareVersion(version)) < 0);
  const found = new Map<string, EarlierFolder>();
  for (const audience of audiences) {
    const release = older.find((one) => one.audiences.includes(audience));
    const folder = release && (await folderOf(release, audience));
    if (folder !== undefined) found.set(audience, folder);
  }
  return found;
}
