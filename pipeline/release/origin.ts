/** What an audience's folder says of its release and of where it came from. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../platform/hash.ts';
import type { Correction, ReleaseManifest } from './manifest.ts';
import type { Origin, ToolIdentity } from './statements.ts';
import type { Folder, Released, ReleaseRequest } from './types.ts';

/** What the folders of all audiences are made from. */
export interface Made extends Released {
  readonly tool: ToolIdentity;
  readonly locks: Origin['locks'];
}

export async function madeFrom(released: Released, request: ReleaseRequest): Promise<Made> {
  const { source } = released;
  return { ...released, tool: await request.tool(), locks: source === undefined ? {} : await lockFiles(source.root) };
}

type Whose = Pick<Folder, 'audience' | 'placed' | 'copy'>;

/** The release as one audience may know it. */
export function releaseOf({ audience, placed, copy }: Whose, made: Made, { version, packs }: ReleaseRequest): ReleaseManifest['release'] {
  const { source, issue, corrected } = made;
  const own = new Set(placed.map(({ artifact }) => artifact.pack));
  const folders = packs
    .filter((folder) => own.has(path.basename(folder)))
    .map((folder) => (source === undefined ? path.basename(folder) : path.relative(source.root, folder).split(path.sep).join('/')));
  const replaces = [...own].sort().flatMap((pack) => {
    const before = issue.replaces?.[`${pack}/${audience}`];
    return before === undefined ? [] : [[pack, before] as const];
  });
  const corrects = correctionOf(corrected.get(audience)?.manifest);
  // An audience without an embargo must not learn that others had one.
  const isLifted = issue.isEmbargoLifted && made.facts.some((one) => own.has(one.pack) && hasEmbargo(one, audience));
  return {
    version,
    commit: source?.commit ?? null,
    isSourceClean: isClean(made),
    folders,
    ...(replaces.length > 0 && { replaces: Object.fromEntries(replaces) }),
    ...(corrects && { corrects }),
    ...(isLifted && { isEmbargoLifted: true }),
    ...(copy !== undefined && { copy }),
  };
}

const hasEmbargo = ({ audiences }: Released['facts'][number], audience: string): boolean =>
  audiences.some((one) => one.name === audience && one.hasEmbargo);

function correctionOf(manifest: ReleaseManifest | undefined): Correction | undefined {
  if (manifest === undefined) return undefined;
  const documents = manifest.artifacts.map(({ pack, path: name, sha256: sum }) => ({ pack, path: name, sha256: sum }));
  return { version: manifest.release.version, documents };
}

const isClean = ({ source }: Pick<Made, 'source'>): boolean => source !== undefined && source.changed.length === 0;

export function originOf({ audience, placed }: Whose, made: Made, release: ReleaseManifest['release']): Origin {
  const { source, tool, locks } = made;
  const packs = [...new Set(placed.map(({ artifact }) => artifact.pack))].sort();
  const { version, replaces, corrects, isEmbargoLifted } = release;
  const asked = { ...(replaces && { replaces }), ...(corrects && { corrects }), ...(isEmbargoLifted && { isEmbargoLifted }) };
  return { packs, audience, version, asked, commit: source?.commit, isClean: isClean(made), remote: source?.remote, locks, tool };
}

const lockNames = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'];

/** Lock files of the repository: which Dossier was installed. */
async function lockFiles(root: string): Promise<Record<string, string>> {
  const names = (await readdir(root)).filter((name) => lockNames.includes(name)).sort();
  const sums = await Promise.all(names.map(async (name) => [name, sha256(await readFile(path.join(root, name)))] as const));
  return Object.fromEntries(sums);
}
