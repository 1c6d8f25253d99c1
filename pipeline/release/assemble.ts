/** The folders of a release: documents of one audience each, with manifest, bill of materials, statements and sums. */
import { X509Certificate } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../platform/hash.ts';
import type { Artifact } from '../publish/types.ts';
import type { Placed } from './layout.ts';
import { type ReleaseManifest, releaseManifest } from './manifest.ts';
import type { SourceState } from './source-state.ts';
import { envelope, type Origin, type Statement, type Subject, statements, type ToolIdentity } from './statements.ts';
import type { AudienceFiles, ReleaseRequest } from './types.ts';

/**
 * Lays out the folder of every audience.
 * @param built what a build has written
 * @param whole the folder of the release, which is made
 */
export async function assembled(
  built: string,
  whole: string,
  placed: ReadonlyMap<string, readonly Placed[]>,
  source: SourceState | undefined,
  request: ReleaseRequest,
): Promise<AudienceFiles[]> {
  await mkdir(whole, { recursive: true });
  const from = { built, source, tool: await request.tool(), locks: source === undefined ? {} : await lockFiles(source.root) };
  const audiences: AudienceFiles[] = [];
  for (const [name, documents] of placed)
    audiences.push({ name, files: await audienceFolder(path.join(whole, name), name, documents, from, request) });
  await copyLicences(
    built,
    whole,
    [...placed.values()].flat().map(({ artifact }) => artifact),
  );
  return audiences;
}

/** What the folders of all audiences are made from. */
interface Made {
  /** The folder that a build has written. */
  readonly built: string;
  readonly source: SourceState | undefined;
  readonly tool: ToolIdentity;
  readonly locks: Origin['locks'];
}

/** Licences of fonts are those of all audiences' fonts: they are for the publisher, beside the folders of audiences. */
async function copyLicences(built: string, whole: string, artifacts: readonly Artifact[]): Promise<void> {
  const packs = [...new Set(artifacts.map((one) => one.pack))];
  for (const pack of packs) {
    const from = path.join(built, pack, 'font-licences.txt');
    const name = packs.length === 1 ? 'font-licences.txt' : `font-licences-${pack}.txt`;
    await copyFile(from, path.join(whole, name)).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'ENOENT') throw cause;
    });
  }
}

async function audienceFolder(
  folder: string,
  audience: string,
  placed: readonly Placed[],
  made: Made,
  request: ReleaseRequest,
): Promise<string[]> {
  const sums = new Map<string, string>();
  const write = async (name: string, bytes: string | Uint8Array) => {
    const file = path.join(folder, ...name.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
    sums.set(name, sha256(bytes));
  };
  for (const { artifact, path: name } of placed) await write(name, await readFile(path.join(made.built, ...artifact.path.split('/'))));
  await write('manifest.json', json(releaseManifest(placed, releaseOf(placed, made.source, request))));
  await write('sbom.cdx.json', made.tool.sbom);
  const subject = [...sums].map(([name, sum]): Subject => ({ name, digest: { sha256: sum } })).sort(byName);
  await writeStatements(write, statements(subject, originOf(audience, placed, made, request)), request);
  const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => `${sum}  ${name}\n`);
  await writeFile(path.join(folder, 'SHA256SUMS'), lines.join(''));
  return [...sums.keys(), 'SHA256SUMS'].sort();
}

const byName = (a: Subject, b: Subject): number => (a.name < b.name ? -1 : 1);
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** With one signature each, in the order of the statements; unsigned, as they are. */
async function writeStatements(
  write: (name: string, bytes: string) => Promise<void>,
  all: readonly Statement[],
  { attest }: ReleaseRequest,
): Promise<void> {
  if (attest === undefined) return write('provenance.json', json(all));
  let certificates: readonly Uint8Array[] = [];
  const lines: string[] = [];
  for (const statement of all) {
    const signed = await envelope(statement, async (bytes) => {
      const attestation = await attest(bytes);
      certificates = attestation.certificates;
      return attestation;
    });
    lines.push(`${JSON.stringify(signed)}\n`);
  }
  await write('provenance.intoto.jsonl', lines.join(''));
  await write('provenance.pem', certificates.map((der) => new X509Certificate(der).toString()).join(''));
}

function releaseOf(
  placed: readonly Placed[],
  source: SourceState | undefined,
  { version, packs }: ReleaseRequest,
): ReleaseManifest['release'] {
  const own = new Set(placed.map(({ artifact }) => artifact.pack));
  const folders = packs
    .filter((folder) => own.has(path.basename(folder)))
    .map((folder) => (source === undefined ? path.basename(folder) : path.relative(source.root, folder).split(path.sep).join('/')));
  return { version, commit: source?.commit ?? null, isSourceClean: isClean(source), folders };
}

const isClean = (source: SourceState | undefined): boolean => source !== undefined && source.changed.length === 0;

function originOf(audience: string, placed: readonly Placed[], { source, tool, locks }: Made, { version }: ReleaseRequest): Origin {
  const packs = [...new Set(placed.map(({ artifact }) => artifact.pack))].sort();
  return { packs, audience, version, commit: source?.commit, isClean: isClean(source), remote: source?.remote, locks, tool };
}

const lockNames = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'];

/** Lock files of the repository: which Dossier was installed. */
async function lockFiles(root: string): Promise<Record<string, string>> {
  const names = (await readdir(root)).filter((name) => lockNames.includes(name)).sort();
  const sums = await Promise.all(names.map(async (name) => [name, sha256(await readFile(path.join(root, name)))] as const));
  return Object.fromEntries(sums);
}
