/** What a release is asked for, and what it comes to. */
import type { PackFacts } from '../build/facts.ts';
import type { BuildResult, BuiltArtifact } from '../build/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Attestation, SignatureWishes } from '../platform/signer.ts';
import type { Stamp } from '../render/stamps.ts';
import type { Issue } from '../source/types.ts';
import type { CopiesRequest, Recipient } from './copies/recipients.ts';
import type { EarlierFolder } from './earlier.ts';
import type { Keyless } from './keyless.ts';
import type { Placed } from './layout.ts';
import type { SourceState } from './source-state.ts';
import type { ToolIdentity } from './statements.ts';

export interface ReleaseRequest {
  readonly version: string;
  /** Absolute paths of the packs. */
  readonly packs: readonly string[];
  /** Absolute path of the folder of all releases. */
  readonly folder: string;
  /** Absolute paths of folders that are made from the source, and so are no changes of it. */
  readonly made: readonly string[];
  /** Pattern of file names. */
  readonly names?: string | undefined;
  /** Release a source that is in no commit. */
  readonly isDirtyAllowed: boolean;
  /** One ZIP file in place of a folder. */
  readonly isZip: boolean;
  /** Only check and list. */
  readonly isDryRun: boolean;
  /** Print documents that have an embargo without it. */
  readonly isEmbargoLifted?: boolean;
  /** The version that is corrected, and absolute path of the Markdown file that says why. */
  readonly corrects?: { readonly version: string; readonly notice: string } | undefined;
  /** Numbered copies. */
  readonly copies?: CopiesRequest | undefined;
  /** Draws lines of text. */
  readonly stamps: (texts: readonly string[]) => Promise<readonly Stamp[]>;
  /** A secret, by the name of its environment variable. */
  readonly secret: (name: string) => string | undefined;
  /** Signs a written PDF in the space that it has for a signature. */
  readonly sign?: ((file: Buffer, capacity: number, wishes: SignatureWishes) => Promise<Buffer>) | undefined;
  /** What the packs say of themselves. */
  readonly facts: () => Promise<readonly PackFacts[]>;
  /** Builds all documents into a folder, warnings as errors. */
  readonly build: (output: string, more: BuildMore) => Promise<BuildResult>;
  /** Builds one pack that the release has written, for one audience. @param folder its absolute path */
  readonly buildNote: (folder: string, audience: string, output: string, issue: Issue) => Promise<BuildResult>;
  /** The fixed words of a language. */
  readonly words: (lang: string) => Promise<(key: string) => string>;
  /** The program that builds. */
  readonly tool: () => Promise<ToolIdentity>;
  readonly attest?: ((bytes: Uint8Array) => Promise<Attestation>) | undefined;
  /** Signs statements as a job of CI. */
  readonly keyless?: Keyless | undefined;
  /** How a path is shown. */
  readonly shown: (file: string) => string;
}

/** What a release asks of the build. */
export interface BuildMore {
  readonly issue: Issue;
  /** Only these audiences; undefined for all. */
  readonly audiences: readonly string[] | undefined;
}

/** What a release is put together from. */
export interface Released {
  /** The folder that the build has written. */
  readonly built: string;
  /** The folder of the release, which is made. */
  readonly whole: string;
  readonly placed: ReadonlyMap<string, readonly Placed[]>;
  readonly source: SourceState | undefined;
  readonly facts: readonly PackFacts[];
  readonly issue: Issue;
  /** Who gets numbered copies. */
  readonly recipients: readonly Recipient[];
  /** What audiences have had until now. */
  readonly before: ReadonlyMap<string, EarlierFolder>;
  /** What of it is corrected. */
  readonly corrected: ReadonlyMap<string, EarlierFolder>;
}

/** A folder that is given to somebody. */
export interface Folder {
  /** Absolute path. */
  readonly at: string;
  readonly audience: string;
  readonly placed: readonly Placed[];
  /** The documents' bytes by their paths in the folder. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Files beside them: notes of change and correction. */
  readonly notes: ReadonlyMap<string, Uint8Array>;
  /** Which copy it is, if it is one. */
  readonly copy?: string;
}

/** The files of one audience's folder. */
export interface AudienceFiles {
  readonly name: string;
  /** Paths in its folder. */
  readonly files: readonly string[];
}

export interface ReleaseResult {
  /** Absolute path of the folder or ZIP file; undefined if there is none. */
  readonly place: string | undefined;
  readonly commit: string | undefined;
  readonly audiences: readonly AudienceFiles[];
  readonly artifacts: readonly BuiltArtifact[];
  readonly failed: readonly string[];
  /** How many numbered copies were made. */
  readonly copies?: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}
