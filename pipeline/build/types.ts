/** A build's request, progress events and results. */
import path from 'node:path';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Artifact, DocumentName, PackFile } from '../publish/types.ts';
import type { Issue } from '../source/types.ts';
import type { Shard, Times } from './shards/split.ts';

/** One part of a build, and what is known of how long its editions take. */
export interface ShardRequest extends Shard {
  readonly times: Times;
}

/** What one build makes. */
export interface BuildRequest {
  /** Absolute paths of pack folders, or of single Markdown files. */
  readonly packs: readonly string[];
  /** Filters: build only these, if set. */
  readonly audiences?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Build only these editions, `pack/audience/language`, or all of a pack by its name, if set. */
  readonly editions?: ReadonlySet<string> | undefined;
  /** Build only this part; `editions` follow from it. */
  readonly shard?: ShardRequest | undefined;
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Number of pages printed in parallel. */
  readonly jobs: number;
  /** Folders of packs that are known to have changed: they are built without checking. */
  readonly stale?: ReadonlySet<string>;
  /** Print even unchanged documents. */
  readonly force?: boolean;
  /** Whether `packs` are all existing packs: then documents of other packs are outdated. */
  readonly isEveryPack?: boolean;
  /** Keep documents of earlier builds that no pack plans any more. */
  readonly keepOutdated?: boolean;
  /** Drafts with change marks, in the folder `review` of the output folder. */
  readonly isReview?: boolean;
  /** What a release says of its documents. */
  readonly issue?: Issue | undefined;
  /** Warnings stop an artifact as errors do, also in packs that do not ask for it. */
  readonly strict?: boolean;
  /** Warnings stop nothing, also in packs that ask for it: somebody is looking at work in progress. */
  readonly isLenient?: boolean;
  /** Draw the pages of every document as pictures, too: pixels for each CSS pixel. */
  readonly pictures?: { readonly scale: number } | undefined;
  /** `check` lays out and reports; `plan` only lists what would be built. */
  readonly mode: 'build' | 'check' | 'plan';
  /** Called if something has changed, before it is built. */
  readonly onWork?: () => void;
  readonly onProgress?: (event: Progress) => void;
}

/** The folder that documents go to. Drafts have one of their own, with a manifest: neither build removes documents of the other. */
export const outputFolder = ({ output, isReview = false }: Pick<BuildRequest, 'output' | 'isReview'>): string =>
  isReview ? path.join(output, 'review') : output;

/** One artifact changed its state. */
export interface Progress {
  readonly path: string;
  /** What document it is; undefined if its pack does not say so. */
  readonly name?: Omit<DocumentName, 'path'>;
  readonly state: 'started' | 'built' | 'unchanged' | 'checked' | 'failed' | 'planned';
  readonly done: number;
  readonly total: number;
  readonly pages?: number;
  readonly milliseconds?: number;
}

/** A document in the output folder, and whether it already existed. */
export type BuiltArtifact = Artifact & { readonly unchanged: boolean };

/** The result of building one pack. */
export interface PackResult {
  readonly pack: string;
  /** Documents that the configuration plans, requested in this build or not. */
  readonly planned: readonly DocumentName[];
  /** Whether the configuration was read completely, so that unplanned documents are outdated. */
  readonly isPlanCertain: boolean;
  readonly artifacts: readonly BuiltArtifact[];
  /** Files beside them. */
  readonly files: readonly PackFile[];
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The result of a build. */
export interface BuildResult {
  /** Of a shard, how many editions there are and how many of them are its own. */
  readonly shard?: { readonly all: number; readonly own: number };
  readonly artifacts: readonly BuiltArtifact[];
  /** Paths of artifacts that were not made; an older file may still exist there. */
  readonly failed: readonly string[];
  /** All diagnostics, each reported once. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The planned documents of a build's packs. */
export interface Plans {
  /** Packs that plan only documents in `paths`. */
  readonly packs: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

/** The filters of a request. */
export type Filters = Pick<BuildRequest, 'audiences' | 'languages' | 'kinds' | 'editions'>;

/** Whether a document matches the requested audiences, languages, kinds and editions. */
export const isWanted = (name: Omit<DocumentName, 'path'>, filters: Filters): boolean =>
  wants(filters.kinds, name.kind) && wantsEdition(filters, name);

/** Whether an edition matches them. */
export const wantsEdition = (
  { audiences, languages, editions }: Filters,
  { pack, audience, lang }: Pick<DocumentName, 'pack' | 'audience' | 'lang'>,
): boolean =>
  wants(audiences, audience) &&
  wants(languages, lang) &&
  (editions === undefined || editions.has(pack) || editions.has(`${pack}/${audience}/${lang}`));

/** Whether a name is among the chosen ones, if any were chosen. */
export const wants = (chosen: readonly string[] | undefined, name: string): boolean => chosen === undefined || chosen.includes(name);
