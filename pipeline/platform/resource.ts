/** Files that a browser page may request. */

/** The files that a printed page may request, by URL path. */
export type Resources = ReadonlyMap<string, Resource>;

/** A file with its media type, read only when the browser requests it. */
export interface Resource {
  readonly path: string;
  readonly type: string;
  /** Its contents, where it could not be kept as a file. */
  readonly bytes?: Uint8Array;
  /** Whether a photograph's private metadata is kept; by default it is removed. */
  readonly keepsMetadata?: boolean;
}
