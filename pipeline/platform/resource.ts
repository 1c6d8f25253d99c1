/** Files that a browser page may request. */

/** The files that a printed page may request, by URL path. */
export type Resources = ReadonlyMap<string, Resource>;

/** A file with its media type, read only when the browser requests it. */
export interface Resource {
  readonly path: string;
  readonly type: string;
  /** Whether a photograph's private metadata is kept; by default it is removed. */
  readonly keepsMetadata?: boolean;
}
