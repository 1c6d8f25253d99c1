/** One image of the network: downloaded, and looked at before it comes into a pack. */
import { sha256 } from '../../platform/hash.ts';
import { sniffedType } from '../../platform/image-types.ts';
import { DownloadError, type DownloadOptions, download } from '../../platform/network/download.ts';
import type { FetchedImage } from '../../source/data/fetch-lock.ts';

/** Folder in the pack. */
export const fetchedFolder = 'images/remote';

/** No page needs more; a photograph for print has some ten. */
export const maxBytes = 25_000_000;
const maxPixels = 150_000_000;

const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
};

/**
 * Downloads an image.
 * @throws DownloadError if there is none, or none that can be printed
 */
export async function fetchImage(
  address: string,
  options: Pick<DownloadOptions, 'isAllowed' | 'userAgent' | 'idleTimeout' | 'timeout' | 'maxBytes'>,
): Promise<{ readonly entry: FetchedImage; readonly bytes: Uint8Array }> {
  const bytes = await download(rawAddress(address), { ...options, accept: 'image/avif,image/webp,image/svg+xml,image/*' });
  const type = sniffedType(bytes);
  const extension = extensions[type ?? ''];
  if (type === undefined || extension === undefined) throw new DownloadError('refused', whatItIs(bytes));
  if (type !== 'image/svg+xml') await mustDecode(bytes);
  return {
    entry: { address, file: `${fetchedFolder}/${nameFor(address)}.${extension}`, sha256: sha256(bytes), type, bytes: bytes.length },
    bytes,
  };
}

/** GitHub’s page about a file is not the file, though GitHub shows it as if it were. */
export function rawAddress(address: string): string {
  return address.replace(/^(https:\/\/github\.com\/[^/]+\/[^/]+)\/blob\//, '$1/raw/');
}

const whatItIs = (bytes: Uint8Array): string => {
  const isPage = /^\s*(<!doctype html|<html)/i.test(Buffer.from(bytes.subarray(0, 500)).toString('latin1'));
  return isPage ? 'it is a web page, not an image' : 'it is no PNG, JPEG, GIF, WebP, AVIF or SVG image';
};

async function mustDecode(bytes: Uint8Array): Promise<void> {
  const { default: sharp } = await import('sharp');
  try {
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: maxPixels }).metadata();
    if (width * height > maxPixels) throw new DownloadError('refused', `it has more than ${maxPixels / 1e6} million pixels`);
  } catch (cause) {
    if (cause instanceof DownloadError) throw cause;
    throw new DownloadError('refused', 'the image cannot be decoded');
  }
}

/** The same name for the same address, which people can recognise. */
function nameFor(address: string): string {
  const { pathname, hostname } = new URL(address);
  const last = pathname
    .split('/')
    .filter(Boolean)
    .at(-1)
    ?.replace(/\.[a-z0-9]{1,5}$/i, '');
  const slug = (one: string) =>
    one
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 40);
  const words = slug(decodeURIComponent((last ?? '').replace(/%(?![0-9a-f]{2})/gi, ''))) || slug(hostname) || 'image';
  return `${words}-${sha256(address).slice(0, 8)}`;
}
