/** Pages of a PDF as pictures, drawn by PDFium, which is what Chrome shows PDFs with. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { installRoot } from './install-root.ts';

/** CSS pixels in a point. */
const pixelsPerPoint = 96 / 72;

/**
 * Draws every page as a PNG, in their order.
 * @param scale pictures' pixels for each CSS pixel of a page: at 1 a slide is 1280 wide
 * @param onPage receives each picture before the next is drawn, so that memory does not grow with their number
 */
export async function drawPages(pdf: Uint8Array, scale: number, onPage: (png: Uint8Array, number: number) => Promise<void>): Promise<void> {
  const wasm = brotliDecompressSync(await readFile(path.join(installRoot, 'dist', 'pdfium.wasm.br')));
  const library = await PDFiumLibrary.init({ wasmBinary: new Uint8Array(wasm).buffer });
  try {
    const document = await library.loadDocument(pdf);
    for (const page of document.pages()) {
      const { data, width, height } = await page.render({ scale: scale * pixelsPerPoint, render: 'bitmap' });
      const png = await sharp(data, { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .png({ compressionLevel: 9 })
        .toBuffer();
      await onPage(png, page.number + 1);
    }
    document.destroy();
  } finally {
    library.destroy();
  }
}
