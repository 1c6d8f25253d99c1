/** Verifies a finished PDF: its signatures, later changes, and the conformance it claims. */
import { PdfDocument } from '../objects/index.ts';
import { signatureFields } from '../signature-fields.ts';
import { type Claims, claimsOf } from './claims.ts';
import type { Trust } from './found.ts';
import { checkSignatures, type SignatureReport } from './signatures.ts';

export type { SignatureReport } from './signatures.ts';

export interface PdfReport {
  readonly pages: number;
  readonly signatures: readonly SignatureReport[];
  /** Names of fields that nobody has signed yet. */
  readonly openFields: readonly string[];
  readonly claims: Claims;
}

/** @throws Error if the file is not a PDF or cannot be read */
export async function verifyPdf(bytes: Uint8Array, trust: Omit<Trust, 'open'> & { readonly open?: Trust['open'] }): Promise<PdfReport> {
  const open = trust.open ?? PdfDocument.read;
  const document = open(bytes);
  return {
    pages: document.pages().length,
    signatures: await checkSignatures(document, { ...trust, open }),
    openFields: signatureFields(document)
      .filter(({ signature }) => signature === undefined)
      .map(({ name }) => name),
    claims: claimsOf(document),
  };
}
