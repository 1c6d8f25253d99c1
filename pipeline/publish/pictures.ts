/**
 * Pages of published documents as pictures, for e-mail and the web. They are drawn from the finished file, which has passed the leak
 * check, and go when it goes: a picture of an older file may show what is withheld now.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { sha256 } from '../platform/hash.ts';
import { writeAtomic } from '../platform/write-atomic.ts';
import type { Artifact, Picture } from './types.ts';

export interface PictureOptions {
  /** Pixels for each CSS pixel: at 1, a slide is 1280 wide. */
  readonly scale: number;
}

/** Draws a document’s pages beside it: `slides.001.png`. Undefined, with a warning, if it is encrypted: a picture would open it. */
async function writePictures(
  artifact: Artifact,
  { scale }: PictureOptions,
  output: string,
  { files, report }: Pick<Context, 'files' | 'report'>,
): Promise<readonly Picture[] | undefined> {
  const file = path.join(output, artifact.path);
  const pdf = await readFile(file);
  if (isEncrypted(pdf)) {
    report(diagnostic('PICTURES_ENCRYPTED', { name: artifact.path }, { file: files.shown(file) }));
    return undefined;
  }
  const { drawPages } = await import('../platform/pdf-pictures.ts');
  const digits = Math.max(3, String(artifact.pages).length);
  const pictures: Picture[] = [];
  await drawPages(pdf, scale, async (png, number) => {
    const name = artifact.path.replace(/\.pdf$/, `.${String(number).padStart(digits, '0')}.png`);
    const sum = sha256(png);
    const isThere = await readFile(path.join(output, name)).then(
      (old) => sha256(old) === sum,
      () => false,
    );
    if (!isThere) await writeAtomic(path.join(output, name), png);
    pictures.push({ path: name, sha256: sum });
  });
  return pictures;
}

/** Whether a finished file is encrypted: its last trailer says so, outside of any compressed stream. */
const isEncrypted = (pdf: Uint8Array) => /\/Encrypt\b/.test(Buffer.from(pdf.subarray(Math.max(0, pdf.length - 4096))).toString('latin1'));

/** The pictures that are no longer those of a document; names that are no picture's of it are not believed. */
export const formerPictures = (old: readonly Artifact[], kept: ReadonlySet<string>): readonly Picture[] =>
  old.flatMap(({ path: name, pictures = [] }) => {
    const stem = `${name.replace(/\.pdf$/, '')}.`;
    return pictures.filter((one) => one.path.startsWith(stem) && /^\d{3,}\.png$/.test(one.path.slice(stem.length)) && !kept.has(one.path));
  });

/** The entries of a manifest with their pictures: drawn anew if asked for, kept while the document is the same. */
export async function withPictures(
  artifacts: readonly Artifact[],
  old: readonly Artifact[],
  options: PictureOptions | undefined,
  output: string,
  context: Pick<Context, 'files' | 'report'>,
): Promise<readonly Artifact[]> {
  const entries: Artifact[] = [];
  for (const artifact of artifacts) {
    const before = old.find(({ path: name, sha256: sum }) => name === artifact.path && sum === artifact.sha256);
    const pictures = options ? await writePictures(artifact, options, output, context) : before?.pictures;
    entries.push(pictures ? { ...artifact, pictures } : artifact);
  }
  return entries;
}
