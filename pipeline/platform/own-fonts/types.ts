/** Fonts that a pack brings along. */

/** What the fallback for a font is chosen by. */
export type FontSort = 'serif' | 'sans' | 'mono';

/** What one face of a font file says of itself. */
export interface FaceFacts {
  /** Its place in a collection; 0 in any other file. */
  readonly index: number;
  readonly family: string;
  /** Other names that style sheets may have for the family. */
  readonly aliases: readonly string[];
  readonly postScript: string;
  readonly sort: FontSort;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  /** Code point ranges: from, to, from, to. */
  readonly spans: readonly number[];
  /** Of a variable font: each axis with its least, usual and greatest value. */
  readonly axes: Readonly<Record<string, readonly [number, number, number]>>;
  readonly outlines: 'truetype' | 'cff';
  /** OS/2 `fsType`: what its owner allows. */
  readonly embedding: number;
  readonly licence: FontLicence;
}

/** What a font's name table says of its licence. */
export interface FontLicence {
  readonly copyright: string;
  readonly text: string;
  readonly url: string;
}

/** One face of a file of the pack or its project. */
export interface OwnFace extends FaceFacts {
  /** Absolute path. */
  readonly file: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** Media type of the file. */
  readonly type: string;
  /** Whether Chrome can load the file as it is, and prints it as a TrueType font. */
  readonly isPlain: boolean;
}

export interface OwnFamily {
  readonly family: string;
  readonly sort: FontSort;
  readonly faces: readonly OwnFace[];
}

/** A file that is no font, or not one that can be used. */
export class BrokenFont extends Error {}

/** Why nobody may embed a font; undefined if it may be. Of several statements the most generous holds. */
export function embeddingBarred(fsType: number): string | undefined {
  if ((fsType & 0x0e) === 0x02) return 'its licence forbids embedding (fsType 2, restricted licence)';
  if (fsType & 0x100) return 'its licence allows only the whole font to be embedded, and PDFs hold subsets (fsType 256)';
  return fsType & 0x200 ? 'its licence allows only bitmaps to be embedded, which it does not have (fsType 512)' : undefined;
}
