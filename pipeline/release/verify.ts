/** `dossier verify`: is a finished file whole, whose is it, and what does it claim to be? */
import type { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic, hasErrors } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import { type PdfReport, type SignatureReport, verifyPdf } from '../pdf/verify/index.ts';
import { sha256 } from '../platform/hash.ts';
import type { Artifact } from '../publish/types.ts';
import type { RebuildRequest } from './rebuild.ts';
import type { VerifiedFolder } from './verify-release.ts';

export interface VerifyRequest {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Absolute paths of folders of releases, or parts of them: everything in them is checked. */
  readonly folders?: readonly string[];
  /** PEM files with the certificates that are trusted. */
  readonly trust: readonly string[];
  /** A manifest; without one it is looked for in the folders above each file. */
  readonly manifest?: string | undefined;
  /** Whether a file without signature is a problem. */
  readonly isSignatureWanted?: boolean;
  /** Opens files that are encrypted. */
  readonly password?: string | undefined;
  /** Builds what releases name as their source, to compare with it. */
  readonly rebuild?: Pick<RebuildRequest, 'repository' | 'build'> | undefined;
  readonly now: Date;
  /** How a path is shown. */
  readonly shown: (file: string) => string;
}

/** What was found in one file. */
export interface Verified {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly pages: number;
  /** Path of the manifest that names the file; null if none does. */
  readonly manifest: string | null;
  readonly signatures: readonly SignatureReport[];
  /** Fields that nobody has signed yet. */
  readonly openFields: readonly string[];
  readonly claims: readonly string[];
}

export interface VerifyResult {
  readonly files: readonly Verified[];
  /** A release has a folder for each audience. */
  readonly releases: readonly VerifiedFolder[];
  /** How many documents their source has given again; undefined if nothing was built. */
  readonly rebuilt?: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly isSound: boolean;
}

/** @throws Error if a trusted certificate cannot be read, which is bad usage */
export async function verify(request: VerifyRequest): Promise<VerifyResult> {
  const { pemCertificates } = await import('../pdf/signing/key.ts');
  const texts = await Promise.all(request.trust.map((file) => readFile(file, 'latin1')));
  const roots = texts.flatMap((text, index) => {
    const found = pemCertificates(text);
    if (found.length === 0) throw new Error(`${request.trust[index]} contains no certificate`);
    return found;
  });
  const files: Verified[] = [];
  const diagnostics: Diagnostic[] = [];
  const releases: VerifiedFolder[] = [];
  let rebuilt: number | undefined;
  const report = (one: Diagnostic) => void diagnostics.push(one);
  const ofReleases: string[] = [];
  const ofFolders: string[] = [];
  for (const folder of request.folders ?? []) {
    const { releasedFolders, verifyFolder } = await import('./verify-release.ts');
    const found = await releasedFolders(folder);
    if (found.length === 0) throw new Error(`${request.shown(folder)} is no release: there is no SHA256SUMS in it`);
    for (const one of found) {
      ofFolders.push(one);
      releases.push(await verifyFolder(one, { roots, now: request.now, shown: request.shown, report }));
      ofReleases.push(...(await documentsIn(one)));
    }
  }
  for (const file of [...request.files, ...ofReleases]) {
    const found = await verifyFile(file, roots, request, report);
    if (found) files.push(found);
  }
  if (request.rebuild && !hasErrors(diagnostics)) {
    const { rebuild } = await import('./rebuild.ts');
    rebuilt = await rebuild({ ...request.rebuild, folders: ofFolders, shown: request.shown, report });
  }
  return { files, releases, rebuilt, diagnostics, isSound: !hasErrors(diagnostics) };
}

async function documentsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.pdf'));
  return found.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

type Report = (diagnostic: Diagnostic) => void;

async function verifyFile(
  file: string,
  roots: readonly X509Certificate[],
  request: VerifyRequest,
  report: Report,
): Promise<Verified | undefined> {
  const place = { file: request.shown(file) };
  const bytes = await readFile(file);
  let found: PdfReport;
  try {
    const { openEncrypted } = await import('../pdf/encryption/index.ts');
    found = await verifyPdf(bytes, { roots, now: request.now, open: (part) => openEncrypted(part, request.password) });
  } catch (cause) {
    report(diagnostic('PDF_UNREADABLE', { why: (cause as Error).message }, place));
    return undefined;
  }
  const sum = sha256(bytes);
  const manifest = await checkManifest(file, bytes, sum, request, place, report);
  for (const name of found.openFields) report(diagnostic(request.isSignatureWanted ? 'FIELD_MISSING' : 'FIELD_OPEN', { name }, place));
  if (found.signatures.every(({ isTimestamp }) => isTimestamp) && request.isSignatureWanted)
    report(diagnostic('SIGNATURE_MISSING', {}, place));
  for (const signature of found.signatures) tellSignature(signature, roots.length > 0, place, report);
  const claim = found.claims.names.join(' and ');
  for (const why of found.claims.problems) report(diagnostic('CLAIM_FALSE', { claim, why }, place));
  return {
    file: place.file,
    bytes: bytes.length,
    sha256: sum,
    pages: found.pages,
    manifest,
    signatures: found.signatures,
    openFields: found.openFields,
    claims: found.claims.names,
  };
}

function tellSignature(signature: SignatureReport, hasRoots: boolean, place: Place, report: Report): void {
  const name = signature.signer ?? signature.field;
  if (!signature.isIntact) report(diagnostic('SIGNATURE_BROKEN', { name, why: signature.problem ?? '' }, place));
  for (const { what, isHarmless } of signature.changes) if (!isHarmless) report(diagnostic('SIGNATURE_CHANGED', { name, what }, place));
  const allowed = signature.changes.filter(({ isHarmless }) => isHarmless).map(({ what }) => what);
  if (allowed.length > 0) report(diagnostic('SIGNATURE_ADDED', { name, what: allowed.join('; ') }, place));
  if (signature.signer === null) return;
  if (signature.isRevoked) {
    report(diagnostic('SIGNATURE_REVOKED', { name, why: signature.revocation }, place));
    return;
  }
  if (signature.revocationGap !== null) report(diagnostic('SIGNATURE_REVOCATION', { name, why: signature.revocationGap }, place));
  if (hasRoots && signature.stampDistrust !== null)
    report(diagnostic('SIGNATURE_STAMP_UNTRUSTED', { name, why: signature.stampDistrust }, place));
  if (signature.isTrusted) return;
  const why = signature.distrust ?? '';
  report(hasRoots ? diagnostic('SIGNATURE_UNTRUSTED', { name, why }, place) : diagnostic('SIGNATURE_UNCHECKED', { name }, place));
}

/** Compares a file with its line in the manifest. Gives the manifest's path. */
async function checkManifest(
  file: string,
  bytes: Buffer,
  sum: string,
  request: VerifyRequest,
  place: Place,
  report: Report,
): Promise<string | null> {
  const at = request.manifest ?? (await manifestAbove(file));
  if (at === undefined) return null;
  const manifest = request.shown(at);
  const entry = (await entriesOf(at)).find((one) => path.resolve(path.dirname(at), one.path) === file);
  if (entry === undefined) {
    report(diagnostic('MANIFEST_UNLISTED', { manifest }, place));
    return null;
  }
  if (entry.sha256 !== sum) {
    const { length } = bytes;
    const sizes = entry.bytes === length ? `the size is ${length} bytes in both` : `the size is ${length} bytes instead of ${entry.bytes}`;
    const why = `its SHA-256 is ${sum} instead of ${entry.sha256}; ${sizes}`;
    const isSigned = await wasSigned(bytes, entry, request.password);
    report(isSigned ? diagnostic('MANIFEST_SIGNED', { manifest }, place) : diagnostic('MANIFEST_DIFFERS', { manifest, why }, place));
  }
  return manifest;
}

async function wasSigned(bytes: Buffer, entry: Pick<Artifact, 'bytes' | 'sha256'>, password: string | undefined): Promise<boolean> {
  const [{ isSignedSince }, { openEncrypted }] = await Promise.all([import('./signed-since.ts'), import('../pdf/encryption/index.ts')]);
  return isSignedSince(bytes, entry, (part) => openEncrypted(part, password));
}

/** `<output>/manifest.json` is three folders above an artifact. */
async function manifestAbove(file: string): Promise<string | undefined> {
  let folder = path.dirname(file);
  for (let steps = 0; steps < 5; steps += 1) {
    const candidate = path.join(folder, 'manifest.json');
    if ((await entriesOf(candidate)).length > 0) return candidate;
    folder = path.dirname(folder);
  }
  return undefined;
}

/** A file as a manifest lists it. */
type Listed = Pick<Artifact, 'path' | 'sha256' | 'bytes'>;

async function entriesOf(manifest: string): Promise<readonly Listed[]> {
  try {
    const { artifacts, notes } = JSON.parse(await readFile(manifest, 'utf8')) as { artifacts?: unknown; notes?: unknown };
    return [artifacts, notes].flatMap((list) => (Array.isArray(list) ? (list as Listed[]) : []));
  } catch {
    return [];
  }
}
