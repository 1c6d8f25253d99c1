/** Plans a pack for texts that exist: what they are decides how. */
import type { Answers, CiName, InitPlan } from '../types.ts';
import { InitError } from '../types.ts';

export interface FromOptions extends Answers {
  /** Absolute path of a file or folder. */
  readonly source: string;
  /** Absolute path of the pack's folder, if one was named. */
  readonly folder: string | undefined;
  readonly ci: CiName | undefined;
}

export async function planFrom({ source }: FromOptions): Promise<InitPlan> {
  throw new InitError(`${source}: not yet`);
}
