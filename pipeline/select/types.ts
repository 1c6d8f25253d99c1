/** What selection gives: one edition, and what its audience may read. */
import type { Root } from 'mdast';
import type { Place } from '../model/place.ts';
import type { OwnFamily } from '../platform/own-fonts/types.ts';
import type { GlossaryEntry } from '../source/config/glossary-schema.ts';
import type { BibliographyEntry, DataFiles, EditionOptions, SourceName } from '../source/types.ts';

/** One pack for one audience in one language, with the options that hold for it. */
export interface Edition {
  readonly pack: string;
  readonly folder: string;
  /** `pack.yaml`, for what concerns an edition as a whole. */
  readonly place: Place;
  /** Where `pack.yaml` names each annex, by its file. */
  readonly annexPlaces?: ReadonlyMap<string, Place>;
  /** Where `pack.yaml` asks for standards; undefined if it leaves them to the default. */
  readonly conformancePlace?: Place | undefined;
  readonly audience: string;
  /** The audience, the one that it inherits from, and so on. */
  readonly lineage: readonly string[];
  readonly lang: string;
  /** A draft for review, with change marks: it is never signed, and has names of its own. */
  readonly isReview?: boolean;
  /** Blocks say where they are in the source: for the preview. */
  readonly hasPlaces?: boolean;
  readonly options: EditionOptions;
  /** Files that the edition gives away in part: what its reader may have of each, by the path that `pack.yaml` names. */
  readonly rewritten: ReadonlyMap<string, Uint8Array>;
  /** Absolute paths of the files that rules of `data` withhold from its reader as a whole: no document may show them. */
  readonly withheldFiles: ReadonlySet<string>;
  /** Fonts that the pack brings along for this audience. */
  readonly fonts: readonly OwnFamily[];
}

declare const mark: unique symbol;

/** One file as its audience may read it. The file's text is not here: it holds what was cut. */
export interface SelectedFile {
  readonly source: SourceName;
  readonly matter: SelectedMatter;
  readonly tree: Root;
}

/** Front matter as the audience reads it. */
export interface SelectedMatter {
  readonly title?: string;
  readonly short?: string;
  readonly standfirst?: string;
  /** Title of the part that begins with it. */
  readonly part?: string;
  readonly appendix?: boolean | 'normative' | 'informative';
  /** Its fixed number. */
  readonly number?: string;
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
  readonly bibliographyEntries: readonly BibliographyEntry[];
  /** Who made images, by their absolute paths: it is printed only of those that the edition shows. */
  readonly credits: ReadonlyMap<string, string>;
  /**
   * Names that exist but are withheld, as `secret` makes them, so that a link to one can be told from a broken link: chapters and
   * headings as they are, others by their sort, `source x`, `cite x`, `term x`.
   */
  readonly withheld: ReadonlySet<string>;
}
