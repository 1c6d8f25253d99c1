/**
 * Pages of published documents as pictures, for e-mail and the web. They are drawn from the finished file, which has passed the leak
 * check, and go when it goes: a picture of an older file may show what is withheld now.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import { PdfDocument } from '../pdf/objects/index.ts';
import type { Context } from '../platform/context.ts';
import { cacheKey, sha256 } from '../platform/hash.ts';
import { writeAtomic } from '../platform/write-atomic.ts';
import { isArtifactUpToDate } from './artifact-cache.ts';
import type { Artifact, Picture } from './types.ts';

export interface PictureOptions {
  /** Pixels for each CSS pixel: at 1, a slide is 1280 wide. */
  readonly scale: number;
  /** Draw them even where they are there. */
  readonly isFresh?: boolean;
}

/**
 * A document’s pages, drawn beside it: `slides.001.png`. They are not drawn again while the document is the same and they are there.
 * Undefined, with a warning, if it is encrypted: a picture would open it.
 */
async function writePictures(
  artifact: Artifact,
  { scale, isFresh = false }: PictureOptions,
  output: string,
  { files, cache, version, report }: Context,
): Promise<readonly Picture[] | undefined> {
  const digits = Math.max(3, String(artifact.pages).length);
  const picture = (sum: string, index: number): Picture => ({
    path: artifact.path.replace(/\.pdf$/, `.${String(index + 1).padStart(digits, '0')}.png`),
    sha256: sum,
  });
  const key = cacheKey('pictures', await version(), artifact.sha256, scale);
  const sums = isFresh ? undefined : ((await cache.get(key)) as readonly string[] | undefined);
  const known = sums?.map(picture);
  if (known && (await Promise.all(known.map((one) => isArtifactUpToDate(one, output)))).every(Boolean)) return known;
  const file = path.join(output, artifact.path);
  const pdf = await readFile(file);
  if (PdfDocument.read(pdf).isEncrypted) {
    report(diagnostic('PICTURES_ENCRYPTED', { name: artifact.path }, { file: files.shown(file) }));
    return undefined;
  }
  const { drawPages } = await import('../platform/pdf-pictures.ts');
  const pictures: Picture[] = [];
  await drawPages(pdf, scale, async (png, number) => {
    const one = picture(sha256(png), number - 1);
    if (!(await isArtifactUpToDate(one, output))) await writeAtomic(path.join(output, one.path), png);
    pictures.push(one);
  });
  await cache.set(
    key,
    pictures.map((one) => one.sha256),
  );
  return pictures;
}

/** The pictures that are no longer those of a document; names that are no picture's of it are not believed. */
export const formerPictures = (old: readonly Artifact[], kept: ReadonlySet<string>): readonly Picture[] =>
  old.flatMap(({ path: name, pictures = [] }) => {
    const stem = `${name.replace(/\.pdf$/, '')}.`;
    return pictures.filter((one) => one.path.startsWith(stem) && /^\d{3,}\.png$/.test(one.path.slice(stem.length)) && !kept.has(one.path));
  });

/** The entries of a manifest with their pictures: drawn if asked for, kept while the document is the same. */
export async function withPictures(
  artifacts: readonly Artifact[],
  old: readonly Artifact[],
  options: PictureOptions | undefined,
  output: string,
  context: Context,
): Promise<readonly Artifact[]> {
  const entries: Artifact[] = [];
  for (const artifact of artifacts) {
    const before = old.find(({ path: name, sha256: sum }) => name === artifact.path && sum === artifact.sha256);
    const pictures = options ? await writePictures(artifact, options, output, context) : before?.pictures;
    entries.push(pictures ? { ...artifact, pictures } : artifact);
  }
  return entries;
}
