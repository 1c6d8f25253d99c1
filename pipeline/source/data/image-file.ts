/** Reads the file of an image: its name says little of what it is. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Files } from '../../platform/files.ts';
import { imageTypes, sniffedType } from '../../platform/image-types.ts';
import type { FoundImage } from './images.ts';
import { projectOf } from './project.ts';

export interface ImageFile {
  readonly sort: 'image';
  /** Absolute path. */
  readonly file: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** The image, or the code of what is wrong with it. */
export async function readImage(
  { file, fetched }: FoundImage & { sort: 'file' },
  files: Pick<Files, 'bytes'>,
): Promise<ImageFile | { readonly sort: 'IMAGE_TYPE' | 'IMAGE_BROKEN' | 'IMAGE_CHANGED' }> {
  const named = imageTypes[path.extname(file).toLowerCase()];
  const bytes = await files.bytes(file).catch(() => undefined);
  if (bytes === undefined) return { sort: 'IMAGE_BROKEN' };
  if (fetched && createHash('sha256').update(bytes).digest('hex') !== fetched.sha256) return { sort: 'IMAGE_CHANGED' };
  // A drawing may begin with anything; the browser decides.
  const type = sniffedType(bytes) ?? (named === 'image/svg+xml' ? named : undefined);
  return type === undefined ? { sort: named ? 'IMAGE_BROKEN' : 'IMAGE_TYPE' } : { sort: 'image', file, type, bytes };
}

/** The address that a page asks for the file with. */
export async function pageUrl(file: string, pack: string, files: Pick<Files, 'isFile'>): Promise<string> {
  const isOwn = file.startsWith(pack + path.sep);
  const top = isOwn ? pack : await projectOf(pack, files);
  const steps = path.relative(top, file).split(path.sep);
  return `/${isOwn ? 'pack' : 'project'}/${steps.map(encodeURIComponent).join('/')}`;
}
