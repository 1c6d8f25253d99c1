import type { EditionOptions } from '../../source/types.ts';
import type { Transformed } from '../../transform/types.ts';

/** A page in CSS pixels (96 to the inch) and as CSS writes it. */
export interface PageSize {
  readonly name: string;
  readonly width: string;
  readonly height: string;
}

/** From the element with this id on, the running header says this. */
export interface RunningHead {
  readonly id: string;
  readonly text: string;
}

/** A part of a kind that is composed of others: a print of another kind, or a PDF of the pack. */
export type KindPart = {
  /** Names a destination at its first page; templates link to it. */
  readonly id: string;
  readonly prefix: string;
} & ({ readonly kind: string } | { readonly file: string; readonly title: string; readonly lang: string });

/** One kind of document: how an edition becomes it. */
export interface Kind {
  /** Names the kind on the command line, in `pack.yaml`, in the manifest, and its layout and style sheet in `templates/`. */
  readonly name: string;
  /** What the help says of it. */
  readonly description: string;
  /** File name of the artifact. */
  readonly file: string;
  readonly page: (options: EditionOptions) => PageSize;
  /** What the layout is given beside the words about the document as a whole. */
  readonly view: (edition: Transformed) => Readonly<Record<string, unknown>>;
  /** Whether it prints speaker notes. */
  readonly hasNotes?: (options: EditionOptions) => boolean;
  /** What the running header names from each of these places on: an empty text clears it. In document order. */
  readonly running?: (edition: Transformed) => readonly RunningHead[];
  /** How a viewer opens the file: with the outline beside it or without, and how the pages are laid. */
  readonly opens: (options: EditionOptions) => {
    readonly outline: boolean;
    readonly layout: 'SinglePage' | 'OneColumn' | 'TwoColumnRight';
  };
  /** For a kind that is composed: what follows its own pages in the same file. */
  readonly parts?: (edition: Transformed) => readonly KindPart[];
  /** Stands before its page labels where it is part of another kind. */
  readonly prefix?: string;
  /** False when an edition has nothing to print in this kind. */
  readonly applies: (edition: Transformed) => boolean;
}

const papers = {
  A4: { name: 'A4', width: '210mm', height: '297mm' },
  Letter: { name: 'Letter', width: '8.5in', height: '11in' },
} as const;

/** The paper that the pack or the audience chose. */
export const paper = (options: EditionOptions): PageSize => papers[options.paper];
