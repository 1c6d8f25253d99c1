/** What `dossier init` is asked for, and what it would write. */

/** A file that does not exist yet. */
export interface NewFile {
  /** Absolute path. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** Answers to the questions; without an answer the starting point's own value stays. */
export interface Answers {
  readonly title?: string | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Audiences as people write them; the first one reads everything. */
  readonly audiences?: readonly string[] | undefined;
  /** BCP 47 tag. */
  readonly lang?: string | undefined;
  /** Date of issue, as `2025-10-15`. */
  readonly date: string;
}

/** The pack's folder and files, before those of the project. */
export interface PlannedPack {
  /** Absolute path. */
  readonly pack: string;
  /** By path inside of that folder. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly lost: readonly string[];
  readonly notes: readonly string[];
}

/** What is written, and what there is to say about it. */
export interface InitPlan {
  /** Absolute path of the pack's folder. */
  readonly pack: string;
  readonly files: readonly NewFile[];
  /** What the source has and the pack has not. */
  readonly lost: readonly string[];
  /** Anything else worth knowing. */
  readonly notes: readonly string[];
}

/** Continuous integration services that a workflow can be written for. */
export type CiName = 'github' | 'gitlab';

/** Something that `init` was asked for cannot be done; the message says why and what to write instead. */
export class InitError extends Error {
  override readonly name = 'InitError';
}
