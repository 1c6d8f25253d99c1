/** What packs from other programs' files are planned with. */
import type { Answers, CiName } from '../types.ts';

export interface FromOptions extends Answers {
  /** Absolute path of a file or folder. */
  readonly source: string;
  /** Absolute path of the pack's folder, if one was named. */
  readonly folder: string | undefined;
  readonly ci: CiName | undefined;
}

/** What an Office file has given. */
export interface TakenOver {
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly text: string;
  readonly pictures: Readonly<Record<string, Uint8Array>>;
  readonly lost: readonly string[];
}
