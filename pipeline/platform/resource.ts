/** Files that a page of the browser may ask for. */

/** A file that the printed page may ask for, by URL path. */
export type Resources = ReadonlyMap<string, Resource>;

/** Bytes with their type, read only when the browser asks. */
export interface Resource {
  readonly path: string;
  readonly type: string;
  /** Given as it is; otherwise without what photographs tell beside the picture. */
  readonly keepsMetadata?: boolean;
}
