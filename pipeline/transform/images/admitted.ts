/** Which image a document may show. The one place that decides it, for the texts of an edition, its style sheets and its logo. */
import type { Files } from '../../platform/files.ts';
import type { Edition } from '../../select/types.ts';
import { type ImageFile, readImage } from '../../source/data/image-file.ts';
import { type FoundImage, findImage } from '../../source/data/images.ts';
import { ruledByOther } from '../../source/data/project.ts';
import type { SourceName } from '../../source/types.ts';

/** The image, or why there is none. */
export type Admitted =
  | (ImageFile & { readonly instead: string | undefined })
  | Exclude<Awaited<ReturnType<typeof readImage>>, ImageFile>
  | Exclude<FoundImage, { sort: 'file' }>
  /** It is there, and this audience may not see it: not even a frame may say so. */
  | { readonly sort: 'withheld' }
  /** Another pack has rules for it. */
  | { readonly sort: 'ruled'; readonly pack: string };

/** @param source the text that names it */
export async function admitted(name: string, source: Pick<SourceName, 'path'>, edition: Edition, files: Files): Promise<Admitted> {
  const found = await findImage(name, source, edition.folder, files);
  if (found.sort !== 'file') return found;
  // What selection knows by its name is cut already; this is named in another way.
  if (edition.withheldFiles.has(found.file)) return { sort: 'withheld' };
  const pack = await ruledByOther(found.file, edition.folder, files);
  if (pack !== undefined) return { sort: 'ruled', pack };
  const read = await readImage(found, files);
  return read.sort === 'image' ? { ...read, instead: found.instead } : read;
}
