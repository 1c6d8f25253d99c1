/** What a build is asked for, what it says on its way, and what it gives. */
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Artifact, DocumentName } from '../publish/types.ts';

export interface BuildRequest {
  /** Absolute paths of pack folders. */
  readonly packs: readonly string[];
  /** Only these, where given. */
  readonly audiences?: readonly string[] | undefined;
  readonly languages?: readonly string[] | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** Absolute path of the output folder. */
  readonly output: string;
  /** Pages printed side by side. */
  readonly jobs: number;
  /** Folders of packs that are known to have changed: whether they have is not looked into. */
  readonly stale?: ReadonlySet<string>;
  /** Print even what has not changed. */
  readonly force?: boolean;
  /** Whether `packs` are all that there are: what earlier builds made of others is outdated. */
  readonly isEveryPack?: boolean;
  /** Leave documents of earlier builds that no pack plans any more where they are. */
  readonly keepOutdated?: boolean;
  /** A warning stops an artifact as an error does. */
  readonly strict?: boolean;
  /** `check` lays out and reports; `plan` only tells what would be built. */
  readonly mode: 'build' | 'check' | 'plan';
  /** Hears that something has changed, before it is built. */
  readonly onWork?: () => void;
  readonly onProgress?: (event: Progress) => void;
}

/** One artifact is done, or will not be. */
export interface Progress {
  readonly path: string;
  readonly state: 'started' | 'built' | 'unchanged' | 'checked' | 'failed' | 'planned';
  readonly done: number;
  readonly total: number;
  readonly pages?: number;
  readonly milliseconds?: number;
}

/** A document in the output folder, and whether it was there already. */
export type BuiltArtifact = Artifact & { readonly unchanged: boolean };

/** What building one pack gave. */
export interface PackResult {
  readonly pack: string;
  /** Documents that the configuration asks for, wanted now or not. */
  readonly planned: readonly DocumentName[];
  /** Whether the configuration could be read whole, so that what it does not plan is outdated. */
  readonly isPlanCertain: boolean;
  readonly artifacts: readonly BuiltArtifact[];
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface BuildResult {
  readonly artifacts: readonly BuiltArtifact[];
  /** Paths of artifacts that were not made; an older file of that name is still there. */
  readonly failed: readonly string[];
  /** Everything that was reported, each thing once. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What the packs of a build plan. */
export interface Plans {
  /** Packs that plan nothing but what `paths` names. */
  readonly packs: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
}

/** Whether a build was asked for a document, as far as audience, language and kind go. */
export const isWanted = (
  { audience, lang, kind }: DocumentName,
  { audiences, languages, kinds }: Pick<BuildRequest, 'audiences' | 'languages' | 'kinds'>,
): boolean => wants(audiences, audience) && wants(languages, lang) && wants(kinds, kind);

/** Whether a name is among those chosen, if any were. */
export const wants = (chosen: readonly string[] | undefined, name: string): boolean => chosen === undefined || chosen.includes(name);
