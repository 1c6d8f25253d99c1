/** Writes a folder that is given to somebody: documents with manifest, bill of materials, statements and sums. */
import { X509Certificate } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256 } from '../platform/hash.ts';
import { releaseManifest } from './manifest.ts';
import { type Made, originOf, releaseOf } from './origin.ts';
import { bodyOf, envelope, payloadType, type Statement, type Subject, statements } from './statements.ts';
import { sumsName, sumsText } from './sums.ts';
import type { Folder, ReleaseRequest } from './types.ts';
import { bundlesName } from './verify-bundles.ts';

/** Writes a folder. Gives the names of its files. */
export async function writeFolder(folder: Folder, made: Made, request: ReleaseRequest): Promise<string[]> {
  const { at, files, notes } = folder;
  const sums = new Map<string, string>();
  const write = async (name: string, bytes: string | Uint8Array) => {
    const file = path.join(at, ...name.split('/'));
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, bytes);
    sums.set(name, sha256(bytes));
  };
  for (const [name, bytes] of [...files, ...notes]) await write(name, bytes);
  const release = releaseOf(folder, made, request);
  const listed = [...notes].filter(([name]) => name.endsWith('.pdf'));
  const ofNotes = listed.map(([name, bytes]) => ({ path: name, bytes: bytes.length, sha256: sha256(bytes) }));
  await write('manifest.json', json(releaseManifest(folder.placed, release, ofNotes)));
  // Of the tool chain there is one in the audience's own folder.
  if (folder.copy === undefined) await write('sbom.cdx.json', made.tool.sbom);
  const subject = [...sums].map(([name, sum]): Subject => ({ name, digest: { sha256: sum } })).sort(byName);
  await writeStatements(write, statements(subject, originOf(folder, made, release)), request);
  await writeFile(path.join(at, sumsName), sumsText(sums));
  return [...sums.keys(), sumsName].sort();
}

const byName = (a: Subject, b: Subject): number => (a.name < b.name ? -1 : 1);
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** With one signature each, in the order of the statements; unsigned, as they are. */
async function writeStatements(
  write: (name: string, bytes: string) => Promise<void>,
  all: readonly Statement[],
  { attest, keyless }: ReleaseRequest,
): Promise<void> {
  if (keyless !== undefined) {
    const bundles: string[] = [];
    for (const statement of all) bundles.push(`${await keyless(bodyOf(statement), payloadType)}\n`);
    await write(bundlesName, bundles.join(''));
  }
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
