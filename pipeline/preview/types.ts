/** What the server of the preview and its page say to each other. */
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';

/** What one window looks at. */
export interface Selection {
  /** Number of the pack in the list of packs. */
  readonly pack: number;
  readonly lang: string;
  readonly kind: string;
  /** One audience, or two side by side. */
  readonly audiences: readonly string[];
}

/** One document that a pack plans. */
export interface PlannedDocument {
  readonly audience: string;
  readonly lang: string;
  readonly kind: string;
}

/** One pack with everything that a window can look at. */
export interface PackView {
  readonly name: string;
  /** Where it is, as people see it. */
  readonly shown: string;
  readonly title: string;
  readonly documents: readonly PlannedDocument[];
  /** What the pack calls its audiences, where it does. */
  readonly labels: Readonly<Record<string, string>>;
  /** It was deleted while it was watched. */
  readonly isGone: boolean;
}

/** The last good file of a document. */
export interface FileView {
  readonly audience: string;
  /** Address of the file; it differs for every content. */
  readonly url: string;
  readonly pages: number;
  readonly bytes: number;
  readonly claims: readonly string[];
  /** An error stopped the newest one: these are the pages before it. */
  readonly isOld: boolean;
  /** Names what is on each page: a page that is the same in two files has the same name in both. */
  readonly keys: readonly string[];
}

/** What is being done. */
export interface Work {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/** What a window is shown. */
export interface View {
  readonly version: string;
  readonly packs: readonly PackView[];
  /** What it looks at, if that exists; else what is nearest to it. */
  readonly selection: Selection | null;
  /** One for each audience; missing while there is none yet. */
  readonly files: readonly FileView[];
  readonly diagnostics: readonly Diagnostic[];
  /** What is being built now. */
  readonly work: Work | null;
  /** How long the last build took, from the save to the files. */
  readonly milliseconds: number | null;
  /** Counts changes of the source: what is made without printing is asked for again when it changes. */
  readonly edits: number;
  /** Counts builds. */
  readonly revision: number;
  /** The edits that the files were built after: with fewer than all, something newer is on its way. */
  readonly built: number;
}

/** The HTML of a document as what differs from a version that a window has: between what stays at its start and at its end. */
export interface FlowChange {
  readonly id: string;
  /** The version that it differs from; null for the whole. */
  readonly of: string | null;
  /** How many characters of that version stay at its start, and at its end. */
  readonly start: number;
  readonly end: number;
  readonly html: string;
}

/** A block of a document, and where it is in the source. */
export interface PlacedBlock {
  readonly place: Place;
  /** Name of its element: `p`, `td`, `h2`. */
  readonly tag: string;
  readonly text: string;
}

/** Notes of one slide. */
export interface SlideNotes {
  /** Name of the slide’s destination in the file. */
  readonly id: string;
  /** Its place among the slides, from 0. */
  readonly index: number;
  readonly html: string;
}

/** One token of the brand. */
export interface TokenView {
  readonly name: string;
  readonly value: string;
  /** Whether pack.yaml itself sets it. */
  readonly isOwn: boolean;
  readonly sort: 'colour' | 'length' | 'font' | 'other';
}
