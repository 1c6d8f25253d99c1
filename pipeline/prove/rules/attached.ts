/** Files that an author attaches or annexes unchanged may show rules: nothing reads them as a source. */
import type { Context } from '../../platform/context.ts';
import type { Edition } from '../../select/types.ts';
import { readFile } from '../file.ts';
import type { ShapeFound } from '../scan.ts';
import { compared } from './literals.ts';
import { type ShapesToFind, shapesPrinted } from './printed.ts';

/** How many characters of a match must occur in the file. */
const comparedLength = 40;
/** Within this distance, a directive and its braces are one match. */
const near = 60;

/** Each match once, at its first location: a page contains the same text as the tag order. */
export function distinct(found: readonly ShapeFound[]): ShapeFound[] {
  const kept: ShapeFound[] = [];
  for (const one of found) {
    const start = one.text.slice(0, comparedLength / 2);
    if (!kept.some(({ text }) => text.slice(0, near).includes(start))) kept.push(one);
  }
  return kept;
}

/** The matches that no such file explains. The files are read only if there are matches, which is rare. */
export async function withoutAttached(
  found: readonly ShapeFound[],
  shapes: ShapesToFind,
  { options, folder, rewritten }: Edition,
  { files }: Context,
): Promise<readonly ShapeFound[]> {
  if (found.length === 0) return found;
  const attached = options.attachments.flatMap((one) => (typeof one === 'string' || rewritten.has(one.file) ? [] : [one.file]));
  const shown: string[] = [];
  for (const name of [...attached, ...options.annexes.map(({ file }) => file)]) {
    const file = await files.confine(folder, name);
    if (file === undefined || !(await files.isFile(file))) continue;
    const bytes = Buffer.from(await files.bytes(file));
    if (!bytes.subarray(0, 1024).includes('%PDF-')) shown.push(compared(bytes.toString('utf8')));
    else shown.push(...shapesPrinted(readFile(bytes).channels, shapes).map(({ text }) => text));
  }
  return found.filter(({ text }) => !shown.some((one) => one.includes(text.slice(0, comparedLength))));
}
