/** What is in a queue. Names and digests only: texts are in the store. */
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Artifact, PackFile } from '../../publish/types.ts';
import type { Filters } from '../types.ts';

/** What all editions of a submission have in common. */
export interface Wishes {
  readonly kinds?: readonly string[] | undefined;
  readonly strict: boolean;
  readonly isReview: boolean;
  readonly isEmbargoLifted: boolean;
  /** Most seconds for one edition. */
  readonly limit: number;
  /** The first edition that fails ends the submission. */
  readonly failFast: boolean;
}

/** An edition to build, or a whole pack whose editions cannot be known. */
export interface Unit {
  /** `pack/audience/language`, or the name of a pack. */
  readonly name: string;
  /** The pack as it was given, relative to the root of the bundle. */
  readonly folder: string;
  /** Paths of its documents, as planned. */
  readonly documents: readonly string[];
  /** Hash of everything that it follows from. */
  readonly fingerprint: string;
}

/** A job of a worker: build one edition. */
export interface EditionJob extends Unit, Wishes {
  readonly version: string;
  /** Id of the submission. */
  readonly submission: string;
  /** SHA-256 of the sources in the store. */
  readonly bundle: string;
}

/** A job of a worker: put together what the editions are. It runs when all of them have ended. */
export interface AssembleJob {
  readonly version: string;
  readonly editions: number;
  /** Packs that were submitted. */
  readonly packs: readonly string[];
  readonly filters: Omit<Filters, 'editions'>;
  readonly isCancelled?: boolean;
  /** Set when it has run: every document was made. */
  readonly isComplete?: boolean;
}

/** What an edition has become, in the store. */
export interface EditionResult {
  readonly name: string;
  readonly browser: string;
  readonly milliseconds: number;
  readonly artifacts: readonly Artifact[];
  readonly files: readonly PackFile[];
  readonly failed: readonly string[];
  /** Documents that were not made for a mistake: older ones of their names stay. */
  readonly kept: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a submission has become, in the store: what one machine would have written, but for the bytes. */
export type SubmissionResult = Omit<EditionResult, 'name' | 'browser' | 'milliseconds'>;

/** Return value of a job: SHA-256 of its result in the store. */
export type Returned = string;

export const jobNames = { edition: 'edition', assemble: 'assemble' } as const;

/** Ids of jobs: that of an edition is its fingerprint within its submission. */
export const editionId = (submission: string, fingerprint: string): string => `${submission}.${fingerprint}`;

/** The first is served first. */
export const priorities = ['high', 'normal', 'low'] as const;
export type Priority = (typeof priorities)[number];
