/** Judges placements: the secret is in no document of its reader, or an error says why there is none. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { write } from '../../support/folders.ts';
import { type Context, documentsFor, type Output } from './product.ts';
import { filesOf, type Placement } from './sample.ts';
import { placesOf } from './search.ts';

export interface Verdict {
  /** `held`: it is not in the documents; `refused`: an error; `shown`: it is there; `crashed`: an exception. */
  readonly outcome: 'held' | 'refused' | 'shown' | 'crashed';
  /** Where it is, or the exception. */
  readonly why: string;
  /** Codes of the errors. */
  readonly errors: readonly string[];
  /** How many documents there are. */
  readonly documents: number;
}

export const isGood = ({ outcome }: Verdict): boolean => outcome === 'held' || outcome === 'refused';

const errorsOf = ({ diagnostics }: Output) => diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);

/** Writes a pack, looks at it for one audience, removes it. */
export async function judgePack(
  files: Readonly<Record<string, string>>,
  word: string,
  audience: string,
  folder: string,
  context: Context,
): Promise<Verdict> {
  const own = path.join(folder, `p${(count++).toString(36)}`);
  await write(own, files);
  try {
    const outputs = await documentsFor(own, audience, context);
    const errors = [...new Set(outputs.flatMap(errorsOf))];
    const printed = outputs.filter((output) => output.document !== undefined && errorsOf(output).length === 0);
    const found: string[] = [];
    for (const output of printed)
      for (const place of await placesOf(word, output)) found.push(`${place} of ${output.kind} in ${output.lang}`);
    const why = found.join('; ');
    const outcome = found.length > 0 ? 'shown' : errors.length > 0 ? 'refused' : 'held';
    return { outcome, why, errors, documents: printed.length };
  } catch (cause) {
    const stack = cause instanceof Error ? (cause.stack ?? String(cause)) : String(cause);
    return { outcome: 'crashed', why: stack.split('\n').slice(0, 3).join(' '), errors: [], documents: 0 };
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** Each pack has a folder of its own: files are remembered by their names. */
let count = 0;

export const judge = (placement: Placement, audience: string, folder: string, context: Context, isBare = false): Promise<Verdict> =>
  judgePack(filesOf(placement, isBare), placement.secret, audience, folder, context);
