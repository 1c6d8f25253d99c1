/** What the first two stages give: a pack as it is on disk, and the same as trees. */
import type { Root } from 'mdast';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { CslItem } from './bibliography/csl.ts';
import type { FrontMatter } from './config/front-matter-schema.ts';
import type { GlossaryEntry } from './config/glossary-schema.ts';
import type { Marking } from './config/marking.ts';
import type { PackConfig } from './config/schema.ts';
import type { Readings } from './data/columns.ts';
import type { Format } from './data/format.ts';
import type { ChapterRole } from './files/order-files.ts';
import type { PackFonts } from './fonts/families.ts';
import type { Imports } from './markdown/decks/types.ts';
import type { Rules } from './rules/rules.ts';

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
  /** What the pack or another program's order of chapters says that it is. */
  readonly role?: ChapterRole;
}

/** One text file of a pack, as it was read. */
export interface SourceFile extends SourceName {
  readonly text: string;
  /** Files that it takes slides from. */
  readonly imports?: Imports;
}

/** What a release says of its documents, beside what `pack.yaml` says. Earlier versions are named to those who have had them. */
export interface Issue {
  readonly version?: string | undefined;
  /** The version that an audience has had until now, by `pack/audience`. */
  readonly replaces?: Readonly<Record<string, string>> | undefined;
  /** The version that is corrected, by `pack/audience`. */
  readonly corrects?: Readonly<Record<string, string>> | undefined;
  /** Documents are printed without their embargo. */
  readonly isEmbargoLifted?: boolean | undefined;
}

/** What a pack is on disk, in one language: its configuration and the texts of its chapters and deck. */
export interface Source {
  /** The pack's folder name, which also names its folder in `output/`. */
  readonly pack: string;
  /** Absolute path of the pack's folder. */
  readonly folder: string;
  readonly lang: string;
  readonly config: PackConfig;
  /** False if `pack.yaml` has errors: nothing may be printed with what could be read of it. */
  readonly isUsable: boolean;
  /** It is built for review: proposed changes are shown as such. */
  readonly isReview?: boolean;
  /** What a release says of its documents. */
  readonly issue?: Issue;
  /** Blocks say where they are in the source: for the preview. */
  readonly hasPlaces?: boolean;
  readonly configFile: SourceFile;
  /** The files that `data` of `pack.yaml` names. */
  readonly fileKeys: FileKeys;
  /** Where `pack.yaml` has what is at a path; with `key`, where its key is. */
  readonly at: (path: readonly PropertyKey[], key?: boolean) => Place;
  /** Whether `pack.yaml` itself has something at a path, so that it is not a default. */
  readonly has: (path: readonly PropertyKey[]) => boolean;
  /** Fonts that the pack brings along. */
  readonly fonts: PackFonts;
  /** Chapters in reading order. */
  readonly chapters: readonly SourceFile[];
  /** `slides.md`, if the pack has one. */
  readonly deck: SourceFile | undefined;
  /** What has no translation, reported only when this language is built. */
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
  /** Directives whose fences do not match: they stop only the editions that hold the file. */
  readonly fenceProblems: readonly Diagnostic[];
  /** False if it has errors: then a rule of it may not have been read. */
  readonly isSound: boolean;
  /** Slides of `slides.md` are `slide` container directives here, like those of chapters. */
  readonly tree: Root;
}

/** One data file as it was read; without records if `problems` says why. */
export interface DataFile {
  /** Path relative to the pack, as documents name it; a translation goes by the name of its original. */
  readonly name: string;
  readonly shown: string;
  /** Keys of `data` in `pack.yaml` whose rules hold for it. */
  readonly keys: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Where each row begins. */
  readonly places: readonly Place[];
  readonly problems: readonly Diagnostic[];
  /** How its columns write numbers, found from all of its records. */
  readonly readings?: Readings;
  /** Where the cell of a column is, by the place of its row. */
  readonly at?: (row: Place, column: string) => Place;
  /** Its columns in the order of the file, where it has a head. */
  readonly head?: readonly string[];
  /** Names of columns that the file has outside of the part that is read: a rule for one of them is none for this part, but no mistake. */
  readonly elsewhere?: ReadonlySet<string>;
  /** Words above the cells of each column, where columns go by their letters: rules of columns go by them. */
  readonly heads?: ReadonlyMap<string, ReadonlySet<string>>;
  /** How a workbook writes single cells, by line and column. */
  readonly formats?: ReadonlyMap<string, Format>;
  /** Cells that are one, by the lines of their rows and the names of their columns. */
  readonly merges?: readonly { readonly first: number; readonly last: number; readonly columns: readonly string[] }[];
  /** What is worth knowing of how it was read. */
  readonly notes?: readonly Diagnostic[];
}

/** What is read of a data file before it is known whose rules hold for it. */
export interface DataRecords extends Omit<DataFile, 'keys'> {
  /** What separates its columns. */
  readonly separator?: string;
}

/** Keys of `data` in `pack.yaml` by the absolute path of the file that they name; several may name one file, and then all hold. */
export type FileKeys = ReadonlyMap<string, readonly string[]>;

/** Data files by absolute path. */
export type DataFiles = ReadonlyMap<string, DataFile>;

/** A whole pack as trees: nothing has been cut yet. */
export interface Parsed {
  readonly source: Source;
  readonly chapters: readonly ParsedFile[];
  readonly deck: ParsedFile | undefined;
  /** Every data file that the pack names. */
  readonly data: DataFiles;
  /** Where the numbers among the pack's variables are: the key of their data, by the variable's name. */
  readonly numbers: ReadonlyMap<string, string>;
  /** Terms and abbreviations in the language of the edition; undefined for a pack without glossary. */
  readonly glossary: readonly { readonly entry: GlossaryEntry; readonly place: Place }[] | undefined;
  /** Who made images, by their absolute paths. */
  readonly credits: ReadonlyMap<string, string>;
  /** Everything that may be cited. */
  readonly bibliographyEntries: readonly BibliographyEntry[];
  /** The rules of the pack, which all its audiences share. */
  readonly rules: Rules;
}

/** One entry of a bibliography, with the rule that it states. */
export interface BibliographyEntry {
  readonly item: CslItem;
  readonly place: Place;
  readonly stated: Readonly<Partial<Record<'for' | 'audience' | 'except', readonly string[]>>>;
}

/** The pack's configuration with the audience's own values laid over it. */
export type EditionOptions = Omit<
  PackConfig,
  'audiences' | 'languages' | 'variables' | 'properties' | 'data' | 'strict' | 'accept' | 'fonts' | 'cache' | 'marking' | 'embargo'
> & {
  /** The protective marking as it is printed. */
  readonly marking?: string | undefined;
  /** Until when nothing may be published; false for an audience that is excepted. */
  readonly embargo?: string | false | undefined;
  /** The version that this one replaces. */
  readonly replaces?: string | undefined;
  /** The version that this one corrects. */
  readonly corrects?: string | undefined;
  /** What documents call the audience; empty where the pack names none. */
  readonly label: string;
  /** Whether the audience may read speaker notes; where they are printed is the handout's business. */
  readonly speakerNotes: boolean;
};

/** The same before it is known what the audience may read, and with that the marking. */
export type AudienceOptions = Omit<EditionOptions, 'marking'> & { readonly marking?: Marking | undefined };

/** Every file of a pack: its chapters, then its deck. */
export const filesOf = ({ chapters, deck }: Parsed): readonly ParsedFile[] => [...chapters, ...(deck ? [deck] : [])];
