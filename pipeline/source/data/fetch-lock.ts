/** `fetch.lock.json`: which images of the network a pack has copies of. `dossier fetch` writes it; builds only read it. */
import path from 'node:path';
import { z } from 'zod';
import type { Files } from '../../platform/files.ts';

export const lockName = 'fetch.lock.json';

const image = z.strictObject({
  address: z.string(),
  /** Path in the pack. */
  file: z.string(),
  sha256: z.string(),
  type: z.string(),
  bytes: z.number(),
});
const lock = z.object({ images: z.array(image) });

export type FetchedImage = z.infer<typeof image>;

/** The images by address; none if there is no lock file, or it cannot be read. */
export async function readLock(folder: string, files: Pick<Files, 'isFile' | 'text'>): Promise<ReadonlyMap<string, FetchedImage>> {
  const file = path.join(folder, lockName);
  if (!(await files.isFile(file))) return new Map();
  return lockFrom(await files.text(file).catch(() => '')) ?? new Map();
}

/** Undefined if the text is no lock file. */
export function lockFrom(text: string): ReadonlyMap<string, FetchedImage> | undefined {
  try {
    return new Map(lock.parse(JSON.parse(text)).images.map((one) => [one.address, one]));
  } catch {
    return undefined;
  }
}

/** The file's text: sorted, so that a change is a small difference in version control. */
export function lockText(images: Iterable<FetchedImage>): string {
  const sorted = [...images].sort((a, b) => (a.address < b.address ? -1 : 1));
  return `${JSON.stringify({ note: 'Written by "dossier fetch". Commit it together with the images.', images: sorted }, undefined, 2)}\n`;
}
