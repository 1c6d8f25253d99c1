/** What templates are given. The guide's reference is made from these types and their comments. */
import type { Caption, Chapter, Heading, Slide } from '../transform/types.ts';

/** `document`: names, dates and markings. */
export interface DocumentData {
  /** `briefing`, `slides`, `handout`, `speaker` or `pack`. */
  readonly kind: string;
  /** Name and place of the signature that is shown on the cover; null without. */
  readonly signature: { readonly name: string; readonly place: string } | null;
  /** Who signs the finished document, each with the address of a link that becomes the field; none in a draft. */
  readonly signatureFields: readonly { readonly name: string; readonly place: string }[];
  /** Name of the pack's folder. */
  readonly pack: string;
  /** Language, as BCP 47. */
  readonly lang: string;
  /** `rtl` for a language that runs from right to left, else null. */
  readonly dir: 'rtl' | null;
  /** The side where lines begin, for margin boxes. */
  readonly start: 'left' | 'right';
  /** The side where lines end. */
  readonly end: 'left' | 'right';
  /** Name of the audience. */
  readonly audience: string;
  /** Name of the look; null without. */
  readonly look: string | null;
  /** The audience’s `label`; empty without. */
  readonly label: string;
  /** Title of the pack. */
  readonly title: string;
  /** Short title, or the title. */
  readonly short: string;
  /** How long the title is, for the size of its type. */
  readonly titleSize: 'short' | 'long' | 'longest';
  /** More than four authors. */
  readonly hasManyAuthors: boolean;
  /** Subtitle; null without. */
  readonly subtitle: string | null;
  /** Each with name, role and organisation. */
  readonly authors: readonly { readonly name: string; readonly role: string | null; readonly organisation: string | null }[];
  /** Issuing organisation; null without. */
  readonly issuer: string | null;
  /** Date as ISO 8601; null without. */
  readonly date: string | null;
  /** The date as the language writes it. */
  readonly dateText: string | null;
  /** The version in words, with the one that it replaces or corrects; null without. */
  readonly version: string | null;
  /** The state in words, as “Draft”; null without. */
  readonly status: string | null;
  /** The embargo in words, with its zone; null without. */
  readonly embargo: string | null;
  /** What is at head and foot of every page: protective marking, state and embargo; null without. */
  readonly marking: string | null;
  /** The size of its type, in points, so that it stays on one line. */
  readonly markingSize: number;
  /** Whether this is a draft with change marks. */
  readonly isReview: boolean;
  /** The watermark’s word; null without. */
  readonly watermark: string | null;
  /** The watermark as a CSS image; null without. */
  readonly watermarkImage: string | null;
  /** Where chapters begin: `page` or `run`. */
  readonly chapterStart: string;
  /** `chapter` or `section`. */
  readonly running: string;
  /** `n` or `n-of-n`. */
  readonly pageNumbers: string;
  /** Whether pages are printed on both sides. */
  readonly duplex: boolean;
  /** Whether the briefing has a cover. */
  readonly cover: boolean;
  /** The logo as HTML; null without. */
  readonly logo: string | null;
}

/** `page`: the paper. */
export interface PageData {
  /** `A4`, or another name of the paper. */
  readonly name: string;
  /** CSS length. */
  readonly width: string;
  /** CSS length. */
  readonly height: string;
  /** Empty on A4 and Letter; else `small`, `large` or `other`. */
  readonly size: string;
}

/** Data of all kinds. */
export interface CommonData {
  /** Names, dates and markings. */
  readonly document: DocumentData;
  /** The paper. */
  readonly page: PageData;
  /** Marks that finishing fills in. */
  readonly marks: Readonly<Record<string, unknown>>;
  /** Tokens that the brand sets. */
  readonly brand: readonly { readonly name: string; readonly value: string }[];
  /** The same for a deck on dark ground; null unless `scheme` is `dark`. */
  readonly dark: readonly { readonly name: string; readonly value: string }[] | null;
  /** Font faces of the text: print them once, in a style. */
  readonly fonts: string;
  /** Links that load fonts early: print them once, in the head. */
  readonly preloads: string;
}

/** A chapter in the table of contents. */
export type ContentsEntry = Pick<Chapter, 'id' | 'number' | 'mark' | 'label' | 'status' | 'part' | 'title'> & {
  readonly sections: readonly Heading[];
};

/** Further data of a briefing. */
export interface BriefingData {
  /** Chapters in printed order. */
  readonly chapters: readonly Chapter[];
  /** Whether the margin column is narrow, because hardly anything stands in it. */
  readonly isMarginNarrow: boolean;
  /** Each letter of running heads that only the print knows; empty where there are none. */
  readonly headLetters: string;
  /** Notes, glossary and so on at the end: id, name of the page, and the word that is the title. */
  readonly backMatter: readonly { readonly id: string; readonly page: string; readonly name: string; readonly isThere: boolean }[];
  /** Named pages behind the chapters, with the words for what stands on each. */
  readonly backPages: readonly { readonly page: string; readonly names: readonly string[] }[];
  /** Whether chapters have numbers. */
  readonly numbering: { readonly chapters: boolean };
  /** Lists of figures and of tables, each with its entries. */
  readonly lists: readonly { readonly name: string; readonly sort: string; readonly entries: readonly Caption[] }[];
  /** The table of contents: chapters with their sections. */
  readonly contents: readonly ContentsEntry[];
  /** Whether footnotes are printed at the end. */
  readonly hasEndnotes: boolean;
  /** The colophon’s publisher, contact, citation, licence and credits; null without. */
  readonly colophon: object | null;
  /** Works that are cited, as HTML. */
  readonly bibliography: readonly { readonly id: string; readonly html: string }[];
  /** The glossary as HTML; null without. */
  readonly glossary: string | null;
  /** The index as HTML; null without. */
  readonly index: string | null;
  /** Sources that the chapters name: id, title, publisher, date, URL. */
  readonly sources: readonly object[];
}

/** The measures that slides are laid out in. */
export interface FrameData {
  /** CSS pixels. */
  readonly width: number;
  /** CSS pixels. */
  readonly height: number;
  /** A page of the deck is so many times as large. */
  readonly zoom: number;
}

/** Further data of a deck. */
export interface SlidesData {
  /** Slides in order. */
  readonly slides: readonly Slide[];
  /** The measures that slides are laid out in. */
  readonly frame: FrameData;
}

/** What is on a sheet of a handout: the title of a part of the deck, or a row of slides. */
export type HandoutRow =
  | { readonly band: Slide }
  | {
      readonly band: null;
      /** `heading` is the title in words; `isLong`: its notes go on below the frame; `isEndless`: they are longer than a page. */
      readonly slides: readonly (Slide & { readonly heading: string | null; readonly isLong: boolean; readonly isEndless: boolean })[];
    };

/** Further data of a handout. */
export interface HandoutData {
  /** Slides in rows of one or two. */
  readonly rows: readonly (readonly Slide[])[];
  /** What is on each sheet, from its top. */
  readonly sheets: readonly (readonly HandoutRow[])[];
  /** Whether the first page has title and date at its head. */
  readonly hasMasthead: boolean;
  /** Slides on a page. */
  readonly perPage: number;
  /** `beside`, `below`, `lines` or `none`. */
  readonly notes: string;
  /** Slides in a row. */
  readonly columns: number;
  /** The measures that slides are laid out in. */
  readonly frame: FrameData;
}

/** A slide on a page of speaker notes. */
export interface SpeakerSlide {
  /** The slide. */
  readonly slide: Slide;
  /** The one after it, without ids and links; null behind the last. */
  readonly next: Slide | null;
  /** Whether its minutes follow from its notes. */
  readonly isEstimated: boolean;
  /** How many minutes it takes. */
  readonly minutes: string;
  /** The minute when it begins. */
  readonly from: string;
  /** The minute when it ends. */
  readonly until: string;
}

/** Further data of speaker notes. */
export interface SpeakerData {
  /** Slides in order, each with the next one. */
  readonly talk: readonly SpeakerSlide[];
  /** The measures that slides are laid out in. */
  readonly frame: FrameData;
}

/** Further data of a combined PDF. */
export interface PackData {
  /** Its parts: id, kind or title, and the prefix of its page numbers. */
  readonly parts: readonly { readonly id: string; readonly kind: string | null; readonly title: string | null; readonly prefix: string }[];
}
