/**
 * One value type for each boundary between stages. A stage takes the type before its own and gives
 * its own, so that the wrong order does not compile.
 */
import type { Root as HastRoot } from 'hast';
import type { Root as MdastRoot } from 'mdast';
import type { Among, Attachment } from './finish/plan.ts';
import type { Slot } from './finish/print/folios.ts';
import type { CslItem } from './source/bibliography/csl.ts';
import type { FrontMatter, GlossaryEntry, PackConfig } from './source/config/schema.ts';
import type { DataFiles } from './source/data/files.ts';
import type { Rules } from './source/rules/rules.ts';
import type { Records } from './transform/data.ts';

/** Where something stands in the source: lines and columns count from 1, as editors do. */
export interface Place {
  /** Path as it is shown to people: relative to the folder that Dossier was started in. */
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** `error` stops the artifact, `warning` does not (unless `--strict`), `info` is only told. */
export type Severity = 'error' | 'warning' | 'info';

/** One message about the source: what is wrong, where, and what to do about it. */
export interface Diagnostic {
  readonly severity: Severity;
  readonly code: string;
  readonly place: Place;
  readonly message: string;
  readonly remedy: string;
}

/** A text file of a pack, without its text. */
export interface SourceName {
  /** Path relative to the pack's folder, with forward slashes: `01-launch.md`; a translation has the name of its original. */
  readonly name: string;
  /** Absolute path. */
  readonly path: string;
  /** Path for diagnostics. */
  readonly shown: string;
  /** Language of its text: that of the edition, or the pack's first where there is no translation. */
  readonly lang: string;
}

/** One text file of a pack, as it was read. */
export interface SourceFile extends SourceName {
  readonly text: string;
}

/** What a pack is on disk, in one language: its configuration and the texts of its chapters and deck. */
export interface Source {
  /** The pack's folder name, which also names its folder in `output/`. */
  readonly pack: string;
  /** Absolute path of the pack's folder. */
  readonly folder: string;
  readonly lang: string;
  readonly config: PackConfig;
  readonly configFile: SourceFile;
  /** Where `pack.yaml` has what stands at a path; with `key`, where its key is. */
  readonly at: (path: readonly PropertyKey[], key?: boolean) => Place;
  /** Chapters in reading order. */
  readonly chapters: readonly SourceFile[];
  /** `slides.md`, if the pack has one. */
  readonly deck: SourceFile | undefined;
  /** What has no translation, told only when this language is built. */
  readonly untranslated: readonly Diagnostic[];
}

/** One Markdown file as a tree, with its checked front matter. */
export interface ParsedFile {
  readonly source: SourceFile;
  readonly matter: FrontMatter;
  /** Whether the front matter could be read. Otherwise it may have said who must not read the file. */
  readonly isReadable: boolean;
  /** Where the front matter names audiences. */
  readonly rulePlace: Place;
  /** Where the front matter has each of its fields, and each item of a list: `title`, `title.0`. */
  readonly places: Readonly<Record<string, Place>>;
  /** Absolute paths of the data files that it names, by the names that it has for them. */
  readonly data: ReadonlyMap<string, string>;
  /** Slides of `slides.md` are `slide` container directives here, like those of chapters. */
  readonly tree: MdastRoot;
}

/** A whole pack as trees: nothing has been cut yet. */
export interface Parsed {
  readonly source: Source;
  readonly chapters: readonly ParsedFile[];
  readonly deck: ParsedFile | undefined;
  /** Every data file that the pack names. */
  readonly data: DataFiles;
  /** Terms and abbreviations in the language of the edition; undefined for a pack without glossary. */
  readonly glossary: readonly { readonly entry: GlossaryEntry; readonly place: Place }[] | undefined;
  /** Everything that may be cited. */
  readonly works: readonly Work[];
  /** The rules of the pack, which all its audiences share. */
  readonly rules: Rules;
}

/** One entry of a bibliography, with the rule that it states. */
export interface Work {
  readonly item: CslItem;
  readonly place: Place;
  readonly stated: Readonly<Partial<Record<'for' | 'audience' | 'except', readonly string[]>>>;
}

/** One pack for one audience in one language, with the options that hold for it. */
export interface Edition {
  readonly pack: string;
  readonly folder: string;
  /** `pack.yaml`, for what concerns an edition as a whole. */
  readonly place: Place;
  /** Where `pack.yaml` names each annex, by its file. */
  readonly annexPlaces?: ReadonlyMap<string, Place>;
  readonly audience: string;
  /** The audience, the one that it inherits from, and so on. */
  readonly lineage: readonly string[];
  readonly lang: string;
  readonly options: EditionOptions;
  /** Files that the edition gives away in part: what its reader may have of each, by the path that `pack.yaml` names. */
  readonly rewritten: ReadonlyMap<string, Uint8Array>;
}

/** The pack's configuration with the audience's own values laid over it. */
export type EditionOptions = Omit<PackConfig, 'audiences' | 'languages' | 'variables' | 'properties' | 'data'> & { readonly label: string };

declare const mark: unique symbol;

/** One file as its audience may read it. The file's text is not here: it holds what was cut. */
export interface SelectedFile {
  readonly source: SourceName;
  readonly matter: SelectedMatter;
  readonly tree: MdastRoot;
}

/** Front matter as the audience reads it. */
export interface SelectedMatter {
  readonly title?: string;
  readonly short?: string;
  readonly standfirst?: string;
}

/** What one audience may read, and nothing else. Only `select` makes one. */
export interface Selected {
  readonly [mark]: true;
  readonly edition: Edition;
  readonly chapters: readonly SelectedFile[];
  readonly deck: SelectedFile | undefined;
  /** The data files that are left in it, with the records and columns that are. */
  readonly data: DataFiles;
  readonly glossary: readonly GlossaryEntry[] | undefined;
  readonly works: readonly Work[];
  /**
   * Names that exist but are withheld, as `secret` makes them, so that a link to one can be told from a broken link: chapters and
   * headings as they are, others by their sort, `source x`, `cite x`, `term x`.
   */
  readonly withheld: ReadonlySet<string>;
}

/** A heading inside a chapter, for contents and links. */
export interface Heading {
  readonly id: string;
  /** 2 to 6; the chapter's own title is its level 1. */
  readonly level: number;
  /** `2.1` where sections are numbered, else null. */
  readonly number: string | null;
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
  readonly title: string;
  readonly short: string;
  readonly standfirst: string | null;
  readonly html: string;
  /** Notes as HTML, where they stand at the end of the document; else null. */
  readonly notes: string | null;
  readonly headings: readonly Heading[];
  /** Language of its text. */
  readonly lang: string;
  readonly place: Place;
}

/** A slide as HTML. */
export interface Slide {
  readonly id: string;
  /** 1, 2, 3 … in the deck. */
  readonly number: number;
  readonly layout: string;
  /** Inline HTML of the title; null for a slide without one. */
  readonly title: string | null;
  readonly html: string;
  /** Image that fills the slide's ground or one half of it (Marp's `![bg]`). */
  readonly background: { readonly html: string; readonly side: 'all' | 'left' | 'right' } | null;
  /** Speaker notes, or the narrative of the chapter that the slide stands in; null if there is neither. */
  readonly notes: string | null;
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

/** A file that the printed page may ask for, by URL path. */
export type Resources = ReadonlyMap<string, Resource>;

/** Bytes with their type, read only when the browser asks. */
export interface Resource {
  readonly path: string;
  readonly type: string;
}

/** An edition as HTML fragments: not yet any kind of document. */
export interface Transformed {
  readonly edition: Edition;
  /** The chapters that the briefing prints, in order. */
  readonly chapters: readonly Chapter[];
  readonly slides: readonly Slide[];
  /** Numbered figures and tables of the printed chapters, in order, for lists of them. */
  readonly captions: readonly Caption[];
  /** The glossary as HTML; null if there is none, or if it stands in a chapter. */
  readonly glossary: string | null;
  /** The index as HTML; null without marks. */
  readonly index: string | null;
  /** Every work that the printed chapters cite, as the style words and orders them. */
  readonly bibliography: readonly { readonly id: string; readonly html: string }[];
  readonly resources: Resources;
  /** The records that tables, charts and timelines show, by the names of their files. */
  readonly data: ReadonlyMap<string, Records>;
  /** Ids of the pack's sources that the chapters name: only they are listed. */
  readonly cited: ReadonlySet<string>;
  /** Where each character beyond Latin-1 stands first, for the diagnostic of one that no font has. */
  readonly characters: ReadonlyMap<string, Place>;
}

/** One document ready to print: the final HTML, and every file that it may load. */
export interface Templated {
  readonly edition: Edition;
  readonly kind: string;
  readonly html: string;
  readonly resources: Resources;
  /** What the running header names from each id on; empty where it names nothing that only the print knows. */
  readonly running: readonly { readonly id: string; readonly text: string }[];
  /** Words that are written into the PDF beside its text. */
  readonly words: PdfWords;
  /** Files that go into the PDF. */
  readonly attachments: readonly Attachment[];
  /** For a kind that is composed: what follows. */
  readonly parts: readonly TemplatedPart[];
}

/** Words of the document's language that are written into the PDF beside its text. */
export interface PdfWords {
  readonly note: string;
  /** What this kind of document is called; empty where the language has no word for it. */
  readonly kind: string;
  /** `{title}, page {page} of {total}`: a page that is a picture. */
  readonly facsimile: string;
  /** `1 page` and `{} pages`. */
  readonly pages: { readonly one: string; readonly many: string };
  /** `Signature of {name}` */
  readonly signature: string;
}

/** A part of a composed document: another document of the edition, or a PDF of the pack. */
export type TemplatedPart = PartName &
  ({ readonly document: Templated } | { readonly file: string; readonly name: string; readonly title: string; readonly lang: string });

interface PartName {
  /** Names a destination at its first page. */
  readonly id: string;
  /** Stands before its page labels. */
  readonly prefix: string;
}

/** A document as Chrome printed it, and what is still to be filled in. */
export interface Printed {
  readonly edition: Edition;
  readonly kind: string;
  /** One, or several that make up a long document. */
  readonly pieces: readonly PrintedPiece[];
  /** Where there are several: pages before the one that is numbered 1. */
  readonly front: number;
  readonly words: PdfWords;
  readonly attachments: readonly Attachment[];
  /** For a kind that is composed: what follows. */
  readonly parts: readonly PrintedPart[];
}

/** A print by Chrome. */
export interface PrintedPiece {
  /** Names it in the cache, where it is a piece of a document. */
  readonly key: string;
  /** Whether it was printed now. */
  readonly isFresh: boolean;
  readonly pdf: () => Promise<Uint8Array>;
  readonly pages: number;
  /** Texts of all headings in order, for the outline. */
  readonly headings: readonly string[];
  /** Places for page numbers that hold placeholders. */
  readonly slots: readonly Slot[];
  /** What running headers name from each id on; null where the margins hold no marks. */
  readonly running: Templated['running'] | null;
  /** Id of the element on the page that is numbered 1; null where that is the first, or in another piece. */
  readonly firstPage: string | null;
  /** Where it stands in the whole. */
  readonly among?: Among;
}

export type PrintedPart = PartName &
  (
    | { readonly printed: Printed }
    | { readonly pdf: Uint8Array; readonly file: string; readonly name: string; readonly title: string; readonly lang: string }
  );

/** One finished file, not yet where readers find it. */
export interface Finished {
  readonly edition: Edition;
  readonly kind: string;
  readonly pdf: Uint8Array;
  readonly pages: number;
  readonly sha256: string;
  /** Everything that the bytes follow from; equal fingerprints need no new print. */
  readonly fingerprint: string;
}

/** What was looked for in a finished file and is not in it: counts, and hashes that only the holder of the key can make. */
export interface Proof {
  /** Strings by what they were in the source: how many, and one hash over all of them. */
  readonly strings: Readonly<Record<string, { readonly count: number; readonly hash: string }>>;
  /** Withheld images. */
  readonly images: number;
  /** Strings that permitted text says too. */
  readonly permitted: number;
  /** Strings that are too short to say anything. */
  readonly short: number;
  /** What the hashes are salted with. */
  readonly salt: string;
}

/** A finished file in which nothing was found that its audience may not read. */
export interface Proven extends Finished {
  readonly proof: Proof;
}

/** One line of `output/manifest.json`. */
export interface Artifact {
  /** Path relative to the output folder, with forward slashes. */
  readonly path: string;
  readonly pack: string;
  readonly audience: string;
  readonly lang: string;
  readonly kind: string;
  readonly pages: number;
  readonly bytes: number;
  readonly sha256: string;
  readonly proof: Proof;
}

/** What a unified step may need of hast and mdast without importing either. */
export type { HastRoot, MdastRoot };
