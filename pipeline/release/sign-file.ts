/** `dossier sign`: the next person signs a finished file. What others have signed stays as it is, byte for byte. */
import { readFile } from 'node:fs/promises';
import { type Diagnostic, diagnostic, Stop } from '../model/diagnostic.ts';
import { PdfDocument, writeUpdate } from '../pdf/objects/index.ts';
import { type FieldState, signatureFields } from '../pdf/signature-fields.ts';
import { reserveIn } from '../pdf/signing/open-fields.ts';
import { verifyPdf } from '../pdf/verify/index.ts';
import type { SignatureWishes, Signer } from '../platform/signer.ts';
import { writeAtomic } from '../platform/write-atomic.ts';

export interface SignFileRequest {
  /** Absolute path. */
  readonly file: string;
  /** Where the signed file goes: absolute path, by default the same. */
  readonly out: string;
  /** Who signs; by default the first who has not. */
  readonly field?: string | undefined;
  readonly signer: Signer;
  readonly wishes: SignatureWishes;
  readonly reason?: string | undefined;
  readonly location?: string | undefined;
  readonly now: Date;
  /** How a path is shown. */
  readonly shown: (file: string) => string;
}

export interface SignedFile {
  readonly field: string;
  readonly signer: string;
  /** Fields that are still to be signed. */
  readonly openFields: readonly string[];
}

/** @throws Stop if the file cannot be signed; then nothing is written */
export async function signFile(request: SignFileRequest): Promise<SignedFile> {
  const { file, out, signer, wishes, reason, location, now, shown } = request;
  const place = { file: shown(file) };
  const bytes = await readFile(file);
  const document = await sound(bytes, place.file, now);
  const fields = signatureFields(document);
  const field = next(fields, request.field, place.file);
  const { name, notBefore } = await signer.identity();
  const date = notBefore > now ? notBefore : now;
  const capacity = await signer.capacity(wishes);
  const { signatureLook } = await import('./signature-look.ts');
  const look = await signatureLook(document, field, name, date);
  const { contents } = reserveIn(document, field, { name, date, reason, location, capacity }, look);
  const signed = await signer.sign(writeUpdate(document), contents.length, wishes);
  await writeAtomic(out, signed);
  const openFields = fields.filter((one) => one !== field && one.signature === undefined).map((one) => one.name);
  return { field: field.name, signer: name, openFields };
}

const refused = (one: Diagnostic) => new Stop(2, [one]);

/** A file that can be signed: complete, not encrypted, and still as others have signed it. */
async function sound(bytes: Buffer, file: string, now: Date): Promise<PdfDocument> {
  let document: PdfDocument;
  try {
    document = PdfDocument.read(bytes);
    if (document.start < 0) throw new Error('the file is damaged: its cross-reference table cannot be read');
  } catch (cause) {
    throw refused(diagnostic('PDF_UNREADABLE', { why: (cause as Error).message }, { file }));
  }
  if (document.isEncrypted) throw refused(diagnostic('FIELD_ENCRYPTED', {}, { file }));
  const { signatures } = await verifyPdf(bytes, { roots: [], now });
  for (const { signer, field, isIntact, problem, changes } of signatures) {
    const name = signer ?? field;
    const change = changes.find(({ isHarmless }) => !isHarmless);
    const why = isIntact ? change && `changed afterwards: ${change.what}` : (problem ?? '');
    if (why !== undefined) throw refused(diagnostic('FIELD_BROKEN', { name, why }, { file }));
  }
  return document;
}

/** The field to sign: the one that is asked for, if it is its turn. */
function next(fields: readonly FieldState[], asked: string | undefined, file: string): FieldState {
  const open = fields.filter(({ signature, ref }) => signature === undefined && ref !== undefined);
  const [first] = open;
  if (asked === undefined) {
    if (first === undefined) throw refused(diagnostic('FIELD_NONE', {}, { file }));
    return first;
  }
  const field = fields.find(({ name }) => name === asked || name === asked.replaceAll('.', ''));
  if (field === undefined) throw refused(diagnostic('FIELD_UNKNOWN', { name: asked, known: fields.map(({ name }) => name) }, { file }));
  if (field.signature !== undefined) throw refused(diagnostic('FIELD_SIGNED', { name: asked }, { file }));
  if (first !== undefined && first !== field) throw refused(diagnostic('FIELD_ORDER', { name: asked, other: first.name }, { file }));
  return field;
}
