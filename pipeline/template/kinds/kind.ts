import { millimetres, paperOf } from '../../source/config/paper.ts';
import type { EditionOptions } from '../../source/types.ts';
import type { Transformed } from '../../transform/types.ts';

/** A page in CSS pixels (96 per inch) and in CSS syntax. */
export interface PageSize {
  readonly name: string;
  readonly width: string;
  readonly height: string;
  /** Whether margins and type have to be others than on A4: `small`, `large`, or `other` for what is about as wide. */
  readonly size?: 'small' | 'large' | 'other' | '';
}

/** The text of the running header from the element with this id on. */
export interface RunningHead {
  readonly id: string;
  readonly text: string;
}

/** A part of a composed kind: another kind's document, or a PDF of the pack. */
export type KindPart = {
  /** The name of a destination on its first page; templates link to it. */
  readonly id: string;
  readonly prefix: string;
} & ({ readonly kind: string } | { readonly file: string; readonly title: string; readonly lang: string });

/** One kind of document: how an edition is turned into it. */
export interface Kind {
  /** Its name on the command line, in `pack.yaml`, in the manifest, and of its layout and style sheet in `templates/`. */
  readonly name: string;
  /** The kind whose layout it has, if not its own. */
  readonly layout?: string;
  /** It is printed on a larger sheet, with bleed and crop marks. */
  readonly isPrintShop?: boolean;
  /** Description for the help. */
  readonly description: string;
  /** File name of the artifact. */
  readonly file: string;
  readonly page: (edition: Transformed) => PageSize;
  /** It shows the deck and nothing else, so that what the deck says of itself is said of the file. */
  readonly isDeck?: boolean;
  /** Data for the layout, besides that about the document as a whole. */
  readonly view: (edition: Transformed) => Readonly<Record<string, unknown>>;
  /** Whether it prints speaker notes. */
  readonly hasNotes?: (options: EditionOptions) => boolean;
  /** The running header's text from each of these places on, in document order: an empty text clears it. */
  readonly running?: (edition: Transformed) => readonly RunningHead[];
  /** How a viewer opens the file: with or without the outline, and the page layout. */
  readonly opens: (options: EditionOptions) => {
    readonly outline: boolean;
    readonly layout: 'SinglePage' | 'OneColumn' | 'TwoColumnRight';
  };
  /** For a composed kind: the parts after its own pages in the same file. */
  readonly parts?: (edition: Transformed) => readonly KindPart[];
  /** The prefix of its page labels when it is part of another kind. */
  readonly prefix?: string;
  /** False if an edition has no content for this kind. */
  readonly applies: (edition: Transformed) => boolean;
}

/** The paper size of the pack or the audience, for one kind of document. */
export function paperFor(kind: 'briefing' | 'handout', { paper }: EditionOptions): PageSize {
  const written = typeof paper === 'string' ? paper : paper[kind];
  const { name, width, height } = paperOf(written) ?? { name: 'A4', width: '210mm', height: '297mm' };
  const across = millimetres(width);
  // A4 and Letter are what the styles are made for.
  const size = across < 170 ? 'small' : across > 250 ? 'large' : name === 'A4' || name === 'Letter' ? '' : 'other';
  return { name, width, height, size };
}
