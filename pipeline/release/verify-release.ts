/** `dossier verify` of a release: is every file the one that was released, and what is known of its origin? */
import type { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic } from '../model/diagnostic.ts';
import { PdfDocument } from '../pdf/objects/index.ts';
import { pemCertificates } from '../pdf/signing/key.ts';
import { checkChain } from '../pdf/verify/chain.ts';
import { sha256 } from '../platform/hash.ts';
import { type Envelope, openEnvelope, provenanceType, readStatement, releaseType, type Statement } from './statements.ts';
import { readSums, sumsName } from './sums.ts';
import { bundlesName, readBundles } from './verify-bundles.ts';

/** What was found of one audience's folder. */
export interface VerifiedFolder {
  readonly folder: string;
  readonly files: number;
  /** Who signed the statement of origin; null if nobody did. */
  readonly signer: string | null;
  readonly isTrusted: boolean;
  readonly version: string | null;
  readonly commit: string | null;
}

export interface FolderRequest {
  readonly roots: readonly X509Certificate[];
  readonly now: Date;
  readonly shown: (file: string) => string;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Folders at or below this one that have a list of checksums: one for each audience. */
export async function releasedFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name === sumsName)
    .map((entry) => entry.parentPath)
    .sort();
}

/** Checks one folder, apart from what its PDFs say of themselves. */
export async function verifyFolder(folder: string, request: FolderRequest): Promise<VerifiedFolder> {
  const { shown, report } = request;
  const place = { file: shown(path.join(folder, sumsName)) };
  const sums = readSums(await readFile(path.join(folder, sumsName), 'utf8'));
  if (typeof sums === 'string') {
    report(diagnostic('RELEASE_SUMS', { why: sums }, place));
    return { folder: shown(folder), files: 0, signer: null, isTrusted: false, version: null, commit: null };
  }
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const present = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => name !== sumsName);
  for (const name of [...sums.keys()].filter((one) => !present.includes(one))) report(diagnostic('RELEASE_MISSING', { name }, place));
  for (const name of present.filter((one) => !sums.has(one)).sort()) report(diagnostic('RELEASE_UNLISTED', { name }, place));
  const found = new Map<string, string>();
  for (const [name, sum] of sums) {
    if (!present.includes(name)) continue;
    const bytes = await readFile(path.join(folder, ...name.split('/'))).catch(() => undefined);
    const own = bytes && sha256(bytes);
    const isSigned = own !== sum && bytes !== undefined && (await wasSigned(folder, name, bytes, sum));
    if (own !== sum) report(diagnostic(isSigned ? 'RELEASE_SIGNED' : 'RELEASE_DIFFERS', { name }, place));
    if (own !== undefined) found.set(name, isSigned ? sum : own);
  }
  return { folder: shown(folder), files: sums.size, ...(await checkOrigin(folder, found, request)) };
}

/** Whether a document was signed in the folder, after it was released. */
async function wasSigned(folder: string, name: string, file: Buffer, sum: string): Promise<boolean> {
  const [{ readReleaseManifest }, { isSignedSince }] = await Promise.all([import('./manifest.ts'), import('./signed-since.ts')]);
  const manifest = await readReleaseManifest(folder);
  const entry = manifest?.artifacts.find(({ path: own }) => own === name);
  return entry !== undefined && isSignedSince(file, { bytes: entry.bytes, sha256: sum }, PdfDocument.read);
}

type Origin = Pick<VerifiedFolder, 'signer' | 'isTrusted' | 'version' | 'commit'>;
const unknown: Origin = { signer: null, isTrusted: false, version: null, commit: null };

/** The statements of origin: who signed them, and whether they are about these very files. */
async function checkOrigin(folder: string, found: ReadonlyMap<string, string>, request: FolderRequest): Promise<Origin> {
  const { shown, report } = request;
  const isSigned = found.has('provenance.intoto.jsonl');
  const name = isSigned ? 'provenance.intoto.jsonl' : 'provenance.json';
  const place = { file: shown(path.join(folder, name)) };
  let statements: readonly Statement[];
  let signers: X509Certificate[] = [];
  try {
    const text = await readFile(path.join(folder, name), 'utf8');
    if (isSigned) {
      signers = pemCertificates(await readFile(path.join(folder, 'provenance.pem'), 'utf8'));
      const [own] = signers;
      if (own === undefined) throw new Error('it comes without the certificate of who signed it');
      statements = text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => openEnvelope(JSON.parse(line) as Envelope, own));
    } else statements = (JSON.parse(text) as unknown[]).map((one) => readStatement(JSON.stringify(one)));
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is not there' : (cause as Error).message;
    report(diagnostic('RELEASE_STATEMENT', { name, why }, place));
    return unknown;
  }
  for (const type of [provenanceType, releaseType])
    if (!statements.some(({ predicateType }) => predicateType === type))
      report(diagnostic('RELEASE_STATEMENT', { name, why: `it has nothing of the type ${type}` }, place));
  for (const { subject } of statements) compareSubjects(subject, found, place.file, report);
  const bundled = found.has(bundlesName) ? await readBundles(folder, shown(path.join(folder, bundlesName)), report) : [];
  for (const { subject } of bundled) compareSubjects(subject, found, shown(path.join(folder, bundlesName)), report);
  const signer = await checkSigner(signers, place.file, bundled.length > 0, request);
  return { ...signer, ...saidOf(statements) };
}

/** Names of files that are about the others, and so cannot be subjects. */
const aboutOthers = ['provenance.json', 'provenance.intoto.jsonl', 'provenance.pem', bundlesName];

function compareSubjects(
  subject: Statement['subject'],
  found: ReadonlyMap<string, string>,
  file: string,
  report: FolderRequest['report'],
): void {
  const stated = new Map(subject.map(({ name, digest }) => [name, digest.sha256]));
  for (const [name, sum] of found) {
    if (aboutOthers.includes(name)) continue;
    const own = stated.get(name);
    const why = own === undefined ? 'it does not name the file' : 'it states another SHA-256';
    if (own !== sum) report(diagnostic('RELEASE_STATED', { name, why }, { file }));
  }
  for (const name of stated.keys())
    if (!found.has(name)) report(diagnostic('RELEASE_STATED', { name, why: 'the file is not in the release' }, { file }));
}

async function checkSigner(
  certificates: readonly X509Certificate[],
  file: string,
  isBundled: boolean,
  { roots, now, report }: FolderRequest,
): Promise<Pick<Origin, 'signer' | 'isTrusted'>> {
  const [own, ...others] = certificates;
  if (own === undefined) {
    if (!isBundled) report(diagnostic('RELEASE_UNSIGNED', {}, { file }));
    return { signer: null, isTrusted: false };
  }
  const { isTrusted, path: above, why = '' } = await checkChain(own, others, roots, now);
  const [name = 'unknown'] = above;
  if (!isTrusted)
    report(
      roots.length > 0 ? diagnostic('RELEASE_UNTRUSTED', { name, why }, { file }) : diagnostic('RELEASE_UNCHECKED', { name }, { file }),
    );
  return { signer: above.join(' < '), isTrusted };
}

/** Version and commit, as the provenance states them. */
function saidOf(statements: readonly Statement[]): Pick<Origin, 'version' | 'commit'> {
  const predicate = statements.find(({ predicateType }) => predicateType === provenanceType)?.predicate as
    | {
        readonly buildDefinition?: {
          readonly externalParameters?: { readonly version?: string };
          readonly resolvedDependencies?: readonly { readonly digest?: { readonly gitCommit?: string } }[];
        };
      }
    | undefined;
  const { externalParameters, resolvedDependencies } = predicate?.buildDefinition ?? {};
  const commit = Array.isArray(resolvedDependencies)
    ? resolvedDependencies.map((one) => one?.digest?.gitCommit).find((one) => one !== undefined)
    : undefined;
  return { version: externalParameters?.version ?? null, commit: commit ?? null };
}

/** What was found, for people. */
export function folderText({ folder, files, signer, isTrusted, version, commit }: VerifiedFolder): string {
  const all = [
    ['release', version ?? 'no version stated'],
    ['files', `${files} in the list of checksums`],
    ['origin', commit === null ? 'no commit stated' : `commit ${commit}`],
    ['signer', signer === null ? 'nobody signed the statement of origin' : `${signer}${isTrusted ? ', trusted' : ', trust unknown'}`],
  ];
  return `${folder}\n${all.map(([name = '', text = '']) => `  ${name.padEnd(10)} ${text}`).join('\n')}\n`;
}
