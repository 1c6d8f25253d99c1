/** Files that an author attaches or annexes as they are may show rules: they are not read as a source, by anybody. */
import type { Context } from '../../platform/context.ts';
import type { Edition } from '../../select/types.ts';
import { readFile } from '../file.ts';
import type { ShapeFound } from '../scan.ts';
import { compared } from './literals.ts';
import { type ShapesToFind, shapesPrinted } from './printed.ts';

/** How much of a text must be the file's. */
const most = 40;
/** Within so many characters, a directive and its braces are one find. */
const near = 60;

/** Each find once, at its first place: a page says the same as the order of its tags. */
export function distinct(found: readonly ShapeFound[]): ShapeFound[] {
  const kept: ShapeFound[] = [];
  for (const one of found) {
    const start = one.text.slice(0, most / 2);
    if (!kept.some(({ text }) => text.slice(0, near).includes(start))) kept.push(one);
  }
  return kept;
}

/** The finds that no such file explains. They are read for a find only: there is none in nearly every document. */
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
  return found.filter(({ text }) => !shown.some((one) => one.includes(text.slice(0, most))));
}
