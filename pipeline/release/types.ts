/** What a release is asked for, and what it comes to. */
import type { BuildResult, BuiltArtifact } from '../build/types.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Attestation } from '../platform/signer.ts';
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
  /** Builds all documents into a folder, warnings as errors. */
  readonly build: (output: string) => Promise<BuildResult>;
  /** The program that builds. */
  readonly tool: () => Promise<ToolIdentity>;
  readonly attest?: ((bytes: Uint8Array) => Promise<Attestation>) | undefined;
  /** How a path is shown. */
  readonly shown: (file: string) => string;
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
  readonly diagnostics: readonly Diagnostic[];
}
