/** Judges placements: the secret is in no document of its reader, or an error says why there is none. */
import { mkdir, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { write } from '../../support/folders.ts';
import type { Pack } from './grammar.ts';
import { type Context, documentsFor, type Output } from './product.ts';
import { type Placement, packOf } from './sample.ts';
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

/** Writes the files and links of a pack. */
export async function writePack(folder: string, { files, links }: Pack): Promise<void> {
  await write(folder, files);
  for (const [name, target] of Object.entries(links)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await symlink(target, path.join(folder, name));
  }
}

/** Writes a pack, looks at it for one audience, removes it. */
export async function judgePack(pack: Pack, word: string, audience: string, folder: string, context: Context): Promise<Verdict> {
  const own = path.join(folder, `p${(count++).toString(36)}`);
  await writePack(own, pack);
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
  judgePack(packOf(placement, isBare), placement.secret, audience, folder, context);
