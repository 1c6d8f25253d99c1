/** Combines several prints and external files into one file: each is parsed once, and the result is written once. */
import { createHash } from 'node:crypto';
import { DecryptionError, openEncrypted } from '../pdf/encryption/index.ts';
import { addHeadAndFoot } from '../pdf/head-and-foot.ts';
import { tagAsFigures } from '../pdf/join/facsimile.ts';
import { type JoinPart, join } from '../pdf/join/index.ts';
import { Name, PdfDocument, StreamTooLarge } from '../pdf/objects/index.ts';
import { claimsOf } from '../pdf/verify/claims.ts';
import type { MarkingStamp } from '../render/types.ts';
import { signaturePlace } from '../template/marks.ts';
import { writeFinished } from './file/write.ts';
import { type FinishedPiece, joinPieces } from './join.ts';
import { claimNamed, type FileAdditions, type FilePlan, type FinishedPdf, type FinishPlan } from './plan.ts';
import { finishPrint, fontNames } from './print/finish.ts';
import { internal } from './print/links.ts';

/** A print of this edition. */
export type PrintedPart = PartName & PrintContent;

export type PrintContent =
  | { readonly bytes: Uint8Array; readonly plan: FinishPlan }
  /** A long document, already finished. */
  | { readonly pieces: readonly FinishedPiece[]; readonly front: number };

interface PartName {
  /** Undefined for the cover. */
  readonly title?: string;
  readonly id?: string;
  readonly prefix?: string;
}

/** An external file. */
export interface AnnexPart {
  readonly bytes: Uint8Array;
  readonly title: string;
  readonly id: string;
  readonly prefix: string;
  readonly lang: string;
  /** Alternative text of a page without tags: `{page}` and `{total}` are replaced. */
  readonly facsimile: string;
}

/** What a combined file is made of. */
export interface PackParts {
  readonly parts: readonly (PrintedPart | AnnexPart)[];
  /** Drawn at head and foot of the pages of annexes. */
  readonly marking?: MarkingStamp | undefined;
}

/** A problem with an annex. */
export interface AnnexFinding {
  /** Its `id`. */
  readonly id: string;
  readonly what: 'unreadable' | 'untagged' | 'unclaimed' | 'signed';
  readonly why: string;
}

export interface PackPdf extends FinishedPdf {
  readonly findings: readonly AnnexFinding[];
}

/** Creates the combined file. An annex that cannot be read is skipped and reported. */
export async function finishPack({ parts, marking }: PackParts, plan: FilePlan, additions: FileAdditions = {}): Promise<PackPdf> {
  const findings: AnnexFinding[] = [];
  const hash = createHash('sha256');
  let unfilled = 0;
  const fonts = new Set<string>();
  const joined: JoinPart[] = [];
  for (const part of parts) {
    const { title, id, prefix } = part;
    if (!('facsimile' in part)) {
      const print = 'pieces' in part ? joinPieces(part.pieces, part.front) : await finishPrint(part.bytes, part.plan);
      if (title !== undefined) dropSignaturePlace(print.pdf);
      hash.update(print.hash);
      unfilled += print.unfilled;
      for (const name of 'pieces' in part ? part.pieces.flatMap((piece) => piece.fonts) : fontNames(print.pdf)) fonts.add(name);
      joined.push({ document: print.pdf, title, id, prefix, ...(title === undefined ? ({ numerals: 'R' } as const) : {}) });
      continue;
    }
    const document = openAnnex(part, plan, findings);
    if (document === undefined) continue;
    hash.update(part.bytes);
    if (marking) addHeadAndFoot(document, { ...marking, pdf: PdfDocument.read(marking.pdf) }, marking.size / marking.typeSize);
    joined.push({ document, title, id, prefix, isForeign: true });
  }
  const whole = join(joined, { internal });
  const pages = whole.pages().length;
  const content = `${hash.digest('hex')} ${JSON.stringify([plan, parts.map(({ title, id, prefix }) => [title, id, prefix])])}`;
  return { ...writeFinished(whole, plan, content, additions), pages, fonts: [...fonts], unfilled, findings };
}

/** The pack is signed on its own cover; on a part's cover, the link for the signature field becomes a link to its own page. */
function dropSignaturePlace(pdf: PdfDocument): void {
  for (const page of pdf.pages().slice(0, 3)) {
    for (const one of pdf.array(pdf.dict(page)?.get('Annots')) ?? []) {
      const link = pdf.dict(one);
      if (link === undefined || pdf.text(pdf.dict(link.get('A'))?.get('URI')) !== signaturePlace) continue;
      link.delete('A');
      link.set('Dest', [page, new Name('Fit')]);
    }
  }
}

/** Content that is too large to read could not be searched for withheld text. @throws StreamTooLarge */
function rejectOversizedStreams(document: PdfDocument): void {
  for (const page of document.pages()) {
    const contents = document.dict(page)?.get('Contents');
    for (const one of document.array(contents) ?? [contents]) {
      const stream = document.stream(one);
      const isSmall = stream === undefined || (stream.raw.length < 65_536 && !document.array(stream.dict.get('Filter')));
      if (isSmall) continue;
      try {
        document.data(stream);
      } catch (cause) {
        if (cause instanceof StreamTooLarge) throw cause;
      }
    }
  }
}

function openAnnex({ bytes, id, title, lang, facsimile }: AnnexPart, plan: FilePlan, findings: AnnexFinding[]): PdfDocument | undefined {
  const report = (what: AnnexFinding['what'], why = '') => void findings.push({ id, what, why });
  try {
    const document = openEncrypted(bytes);
    if (document.isEncrypted) throw new DecryptionError('it is encrypted; ask its issuer for an open copy');
    const { catalog } = document;
    const form = document.dict(catalog.get('AcroForm'));
    if (form?.has('XFA')) throw new Error('it is a dynamic form (XFA), which has no pages of its own');
    if (document.pages().length === 0) throw new Error('it has no pages');
    if (((document.number(form?.get('SigFlags')) ?? 0) & 1) === 1) report('signed');
    const claims = claimsOf(document).names;
    const isTagged =
      document.dict(catalog.get('StructTreeRoot')) !== undefined && document.dict(catalog.get('MarkInfo'))?.get('Marked') === true;
    if (!isTagged) {
      catalog.delete('StructTreeRoot');
      tagAsFigures(document, lang, (page, total) =>
        facsimile.replace('{title}', title).replace('{page}', String(page)).replace('{total}', String(total)),
      );
    } else {
      rejectOversizedStreams(document);
      for (const page of document.pages()) document.dict(page)?.set('Tabs', new Name('S'));
    }
    if (plan.conformance.includes('ua-1') && !isTagged) report('untagged');
    else if (plan.conformance.includes('ua-1') && !claims.some((name) => name.startsWith('PDF/UA'))) report('unclaimed', 'PDF/UA-1');
    const archival = plan.conformance.find((name) => name.startsWith('a-'));
    if (archival && !claims.some((name) => /^PDF\/A-[123]a$/.test(name))) report('unclaimed', claimNamed(archival));
    return document;
  } catch (cause) {
    report('unreadable', (cause as Error).message);
    return undefined;
  }
}
