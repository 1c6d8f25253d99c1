/**
 * Pages of published documents as pictures, for e-mail and the web. They are drawn from the finished file, which has passed the leak
 * check, and go when it goes: a picture of an older file may show what is withheld now.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { diagnostic } from '../model/diagnostic.ts';
import { PdfDocument } from '../pdf/objects/index.ts';
import { pageLabels } from '../pdf/page-labels.ts';
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

/** What a picture is called behind the name of its document, and its hash. */
type Drawn = readonly [name: string, sha256: string];

/**
 * A document’s pages, drawn beside it: `slides.001.png`; of a deck that is printed step by step, the steps of a slide are
 * `slides.002-1.png`, `slides.002-2.png`. They are not drawn again while the document is the same and they are there.
 * Undefined, with a warning, if it is encrypted: a picture would open it.
 */
async function writePictures(
  artifact: Artifact,
  { scale, isFresh = false }: PictureOptions,
  output: string,
  { files, cache, version, report }: Context,
): Promise<readonly Picture[] | undefined> {
  const picture = ([name, sum]: Drawn): Picture => ({ path: artifact.path.replace(/pdf$/, `${name}.png`), sha256: sum });
  const key = cacheKey('pictures', await version(), artifact.sha256, scale);
  const known = isFresh ? undefined : ((await cache.get(key)) as readonly Drawn[] | undefined)?.map(picture);
  if (known && (await Promise.all(known.map((one) => isArtifactUpToDate(one, output)))).every(Boolean)) return known;
  const file = path.join(output, artifact.path);
  const pdf = await readFile(file);
  const read = PdfDocument.read(pdf);
  if (read.isEncrypted) {
    report(diagnostic('PICTURES_ENCRYPTED', { name: artifact.path }, { file: files.shown(file) }));
    return undefined;
  }
  const { drawPages } = await import('../platform/pdf-pictures.ts');
  const names = pageNames(read, artifact.pages);
  const drawn: Drawn[] = [];
  await drawPages(pdf, scale, async (png, number) => {
    const own: Drawn = [names[number - 1] as string, sha256(png)];
    const one = picture(own);
    if (!(await isArtifactUpToDate(one, output))) await writeAtomic(path.join(output, one.path), png);
    drawn.push(own);
  });
  await cache.set(key, drawn);
  return drawn.map(picture);
}

/** Pages by their number; those of a deck whose slides have several by the number of the slide. */
function pageNames(pdf: PdfDocument, pages: number): string[] {
  const padded = (number: string) => number.padStart(Math.max(3, String(pages).length), '0');
  const labels = pageLabels(pdf, pages);
  const isOfSlides = labels.every((label) => /^\d+$/.test(label)) && new Set(labels).size < labels.length;
  if (!isOfSlides) return labels.map((_, index) => padded(String(index + 1)));
  return labels.map((label, index) => {
    const of = (some: readonly string[]) => some.filter((one) => one === label).length;
    return of(labels) === 1 ? padded(label) : `${padded(label)}-${of(labels.slice(0, index + 1))}`;
  });
}

/** The pictures that are no longer those of a document; names that are no picture's of it are not believed. */
export const formerPictures = (old: readonly Artifact[], kept: ReadonlySet<string>): readonly Picture[] =>
  old.flatMap(({ path: name, pictures = [] }) => {
    const stem = `${name.replace(/\.pdf$/, '')}.`;
    return pictures.filter(
      (one) => one.path.startsWith(stem) && /^\d{3,}(?:-\d+)?\.png$/.test(one.path.slice(stem.length)) && !kept.has(one.path),
    );
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
