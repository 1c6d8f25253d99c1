/** The page of the preview, as `dist/preview/` has it, and the typefaces that it is set in. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { installRoot } from '../platform/install-root.ts';

interface Asset {
  readonly bytes: Uint8Array;
  readonly type: string;
}

const script = 'text/javascript; charset=utf-8';
const dist = path.join(installRoot, 'dist');

/** All that there is: a name is looked up here, and never made a path. */
const known: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  'app.js': { file: 'preview/app.js', type: script },
  'app.css': { file: 'preview/app.css', type: 'text/css; charset=utf-8' },
  'pdf.js': { file: 'preview/pdf.js.br', type: script },
  'pdf.worker.js': { file: 'preview/pdf.worker.js.br', type: script },
  ...Object.fromEntries(
    [
      'source-sans-3-latin-400-normal',
      'source-sans-3-latin-600-normal',
      'source-sans-3-latin-ext-400-normal',
      'ibm-plex-mono-latin-400-normal',
    ].map((name) => [`${name}.woff2`, { file: `fonts/${name}.woff2`, type: 'font/woff2' }]),
  ),
};

/** A file of the page; undefined if there is none of that name. */
export async function assetAt(name: string): Promise<Asset | undefined> {
  const asset = Object.hasOwn(known, name) ? known[name] : undefined;
  if (asset === undefined) return undefined;
  const bytes = await readFile(path.join(dist, asset.file));
  return { type: asset.type, bytes: asset.file.endsWith('.br') ? await promisify(brotliDecompress)(bytes) : bytes };
}

/** The page itself, with what it needs to change something. */
export async function pageHtml(token: string): Promise<string> {
  return (await readFile(path.join(dist, 'preview', 'index.html'), 'utf8')).replace('{token}', token);
}
