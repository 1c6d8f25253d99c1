/** What transform gives: an edition as HTML fragments. */
import type { Place } from '../model/place.ts';
import type { Resources } from '../platform/resource.ts';
import type { Edition } from '../select/types.ts';
import type { Fit } from '../source/config/design-fields.ts';
import type { Format } from '../source/data/formats.ts';
import type { SpanOf } from '../source/data/merges.ts';
import type { Decimal } from '../source/data/number-signs.ts';
import type { DeckLook } from './look/types.ts';

/** A heading inside a chapter, for contents and links. */
export interface Heading {
  readonly id: string;
  /** 2 to 6; the chapter's own title is its level 1. */
  readonly level: number;
  /** `2.1` where sections are numbered, else null. */
  readonly number: string | null;
  /** Whether the number has words: `Article 5`. */
  readonly isWorded: boolean;
  /** Inline HTML of the heading. */
  readonly html: string;
  readonly text: string;
}

/** A chapter as HTML. */
export interface Chapter {
  readonly id: string;
  readonly name: string;
  /** 1, 2, 3 … in printed order. */
  readonly number: number;
  /** Its number as a mark beside the title: `2`; null without, or where `label` says it. */
  readonly mark: string | null;
  /** Its number with words, as part of the title: `Annex A`, `Chapter IV`; else null. */
  readonly label: string | null;
  /** `normative` or `informative`, for an annex that is one of them. */
  readonly status: 'normative' | 'informative' | null;
  /** The part that begins with it. */
  readonly part: { readonly id: string; readonly label: string; readonly title: string } | null;
  /** Inline HTML of the title, for every place of it. */
  readonly title: string;
  /** The same with the calls of its notes, for the one place at the head of the chapter. */
  readonly heading: string;
  readonly short: string;
  readonly standfirst: string | null;
  readonly html: string;
  /** Notes as HTML, where they are at the end of the document; else null. */
  readonly notes: string | null;
  readonly headings: readonly Heading[];
  /** Language of its text. */
  readonly lang: string;
  readonly place: Place;
}

/** Images and colours that fill a slide's ground or one side of it (Marp's `![bg]`). */
export interface SlideBackground {
  readonly html: string;
  readonly side: 'all' | 'left' | 'right';
  /** How much of the width a side has, from 0 to 1. */
  readonly share: number;
  /** Several stand one above the other. */
  readonly isVertical: boolean;
  /** Whether colours fill the slide, and which words are readable on them; null for images. */
  readonly ground: 'dark' | 'light' | null;
  /** Whether an image under words is dark, or is darkened so that they can be read; null for others. */
  readonly photo: 'veiled' | 'dark' | null;
}

/** A part of a deck: it begins with a section slide. */
export interface DeckPart {
  readonly number: number;
  readonly total: number;
  readonly title: string;
}

/** A slide as HTML. */
export interface Slide {
  readonly id: string;
  /** 1, 2, 3 … in the deck; null for one that its author does not count. */
  readonly number: number | null;
  /** The number as it is printed at its foot; null without. */
  readonly folio: string | null;
  /** How many slides are counted. */
  readonly total: number;
  /** The layout that its author names, or the one that fits its content. */
  readonly layout: string;
  readonly isLayoutNamed: boolean;
  /** Whether Dossier composes it on its grid: no style sheet of the deck lays it out, and it was written for no other program. */
  readonly isComposed: boolean;
  /** The part of the deck that it is in: 1, 2, 3 … of how many; null in a deck without parts, and before the first. */
  readonly part: DeckPart | null;
  /** Classes that its author gives it, and whether to it alone. */
  readonly classes: readonly string[];
  readonly hasOwnClass: boolean;
  /** Style sheets for it alone. */
  readonly scoped: readonly string[];
  /** Inline HTML of the title; null for a slide without one. */
  readonly title: string | null;
  /** Level of its heading as the author wrote it. */
  readonly depth: number;
  /** Whether the title is sized so that it fills one line. */
  readonly isTitleFitted: boolean;
  /** What is done if it is too full. */
  readonly fit: Fit;
  readonly html: string;
  readonly background: SlideBackground | null;
  /** Inline HTML above the title; empty or null without. */
  readonly header: string | null;
  /** Inline HTML at the foot; empty for none, null where the deck says nothing. */
  readonly footer: string | null;
  /** HTML of a picture or gradient behind everything; null without. */
  readonly ground: string | null;
  /** Colours of the ground and of its text, as CSS; null for those of the theme. */
  readonly colours: { readonly ground: string | null; readonly ink: string | null };
  /** Speaker notes, or the narrative of the chapter that the slide is in; null if there is neither. */
  readonly notes: string | null;
  /** Minutes that its speaker needs, where the author says so. */
  readonly minutes: number | null;
  /** Language of its text. */
  readonly lang: string;
  readonly place: Place;
}

/** One line of a list of figures or tables. */
export interface Caption {
  readonly sort: 'figure' | 'table';
  readonly id: string;
  readonly number: string;
  /** Inline HTML of the caption. */
  readonly html: string;
}

/** One `:index[term]` in the text. */
export interface IndexMark {
  /** `council!members` is `['council', 'members']`. */
  readonly path: readonly string[];
  /** The entry to look under instead. */
  readonly see: string | undefined;
  /** Id of the mark in the page. */
  readonly id: string;
  readonly report: (known: readonly string[]) => void;
  /** Reports that the entry to look under is withheld. */
  readonly withheld: () => void;
}

/** Records of a data file that a directive shows. */
export interface Records {
  /** Absolute path. */
  readonly file: string;
  /** Path relative to the pack. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Where each row begins in its file. */
  readonly places: readonly Place[];
  /** The decimal sign of a column's numbers. */
  readonly decimalFor: (column: string) => Decimal;
  /** Where a cell is in its file. */
  readonly cellAt: (row: Readonly<Record<string, unknown>>, column: string) => Place;
  /** How the workbook writes the numbers of a column. */
  readonly formatFor: (column: string) => Format | undefined;
  /** What the cells of some rows and columns span. */
  readonly spansIn: (rows: readonly Readonly<Record<string, unknown>>[], columns: readonly string[]) => SpanOf;
  /** Reports where it is not sure what the numbers of a column say. */
  readonly checkNumbers: (columns: readonly string[]) => void;
}

/** What an edition shows of a data file. */
export interface ShownData {
  /** Absolute path. */
  readonly file: string;
  /** Whether slides show it, and not chapters. */
  readonly isOnSlide: boolean;
  /** Path relative to the pack. */
  readonly name: string;
  /** Columns of the file, in its order. */
  readonly columns: readonly string[];
  /** Records of the file, in its order. */
  readonly all: Records['rows'];
  /** The columns that are shown of each record that is. */
  readonly cells: Map<Records['rows'][number], ReadonlySet<string>>;
}

/** Who made an image that the edition shows. */
export interface ImageCredit {
  readonly text: string;
  readonly isOnSlide: boolean;
  /** The caption's number, such as “Figure 3”; null without. */
  readonly label: string | null;
}

/** An edition as HTML fragments: not yet any kind of document. */
export interface Transformed {
  readonly edition: Edition;
  /** The chapters that the briefing prints, in order. */
  readonly chapters: readonly Chapter[];
  readonly slides: readonly Slide[];
  /** What the deck says of itself: size, style sheets, properties. */
  readonly deck: DeckLook;
  /** Numbered figures and tables of the printed chapters, in order, for lists of them. */
  readonly captions: readonly Caption[];
  /** The glossary as HTML; null if there is none, or if it is in a chapter. */
  readonly glossary: string | null;
  /** The index as HTML; null without marks. */
  readonly index: string | null;
  /** Every work that the printed chapters cite, as the style words and orders them. */
  readonly bibliography: readonly { readonly id: string; readonly html: string }[];
  /** Credits of the images, in their order. */
  readonly credits: readonly ImageCredit[];
  readonly resources: Resources;
  /** What tables, charts and timelines show of data files, by name. */
  readonly data: readonly ShownData[];
  /** Ids of the pack's sources that the chapters name: only they are listed. */
  readonly cited: ReadonlySet<string>;
  /** Where each character beyond Latin-1 is first in each file, for the diagnostic of one that no font has. */
  readonly characters: ReadonlyMap<string, ReadonlyMap<string, Place>>;
}
