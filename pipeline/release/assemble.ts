/** The folders of a release: documents of one audience each, with manifest, bill of materials, statements and sums. */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Artifact } from '../publish/types.ts';
import type { Placed } from './layout.ts';
import { type ReleaseManifest, releaseManifest } from './manifest.ts';
import type { SourceState } from './source-state.ts';
import { envelope, type Origin, type Statement, type Subject, statements } from './statements.ts';
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
  const audiences: AudienceFiles[] = [];
  for (const [name, documents] of placed)
    audiences.push({ name, files: await audienceFolder(path.join(whole, name), name, built, documents, source, request) });
  await copyLicences(
    built,
    whole,
    [...placed.values()].flat().map(({ artifact }) => artifact),
  );
  return audiences;
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
  built: string,
  placed: readonly Placed[],
  source: SourceState | undefined,
  request: ReleaseRequest,
): Promise<string[]> {
  const sums = new Map<string, string>();
  const write = async (name: string, bytes: string | Uint8Array) => {
    const file = path.join(folder, ...name.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
    sums.set(name, createHash('sha256').update(bytes).digest('hex'));
  };
  for (const { artifact, path: name } of placed) {
    await write(name, await readFile(path.join(built, ...artifact.path.split('/'))));
    for (const picture of artifact.pictures ?? [])
      await write(besides(name, picture.path), await readFile(path.join(built, ...picture.path.split('/'))));
  }
  await write('manifest.json', json(releaseManifest(placed, releaseOf(placed, source, request))));
  await write('sbom.cdx.json', (await request.tool()).sbom);
  const subject = [...sums].map(([name, sha256]): Subject => ({ name, digest: { sha256 } })).sort(byName);
  const origin = await originOf(audience, placed, source, request);
  await writeStatements(write, statements(subject, origin), request);
  const lines = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sum]) => `${sum}  ${name}\n`);
  await writeFile(path.join(folder, 'SHA256SUMS'), lines.join(''));
  return [...sums.keys(), 'SHA256SUMS'].sort();
}

const byName = (a: Subject, b: Subject): number => (a.name < b.name ? -1 : 1);
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** A picture of a page lies beside its document and has its name. */
const besides = (document: string, picture: string): string => {
  const page = /\.\d+\.png$/.exec(picture)?.[0] ?? `.${picture.split('/').at(-1)}`;
  return document.replace(/\.pdf$/, '') + page;
};

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
  await write('provenance.pem', certificates.map(pem).join(''));
}

const pem = (der: Uint8Array): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
};

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

async function originOf(
  audience: string,
  placed: readonly Placed[],
  source: SourceState | undefined,
  request: ReleaseRequest,
): Promise<Origin> {
  return {
    packs: [...new Set(placed.map(({ artifact }) => artifact.pack))].sort(),
    audience,
    version: request.version,
    commit: source?.commit,
    isClean: isClean(source),
    remote: source?.remote,
    locks: source === undefined ? {} : await lockFiles(source.root),
    tool: await request.tool(),
  };
}

const lockNames = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'];

/** Lock files of the repository: which Dossier was installed. */
async function lockFiles(root: string): Promise<Record<string, string>> {
  const names = (await readdir(root)).filter((name) => lockNames.includes(name)).sort();
  const sums = await Promise.all(
    names.map(
      async (name) =>
        [
          name,
          createHash('sha256')
            .update(await readFile(path.join(root, name)))
            .digest('hex'),
        ] as const,
    ),
  );
  return Object.fromEntries(sums);
}
