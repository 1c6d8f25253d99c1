/** Draws pages of PDFs as small PNG files. pdf.js does it, so nothing but npm packages is needed. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const documents = new Map();

async function open(file) {
  if (!documents.has(file)) {
    const data = new Uint8Array(await readFile(file));
    documents.set(file, await getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise);
  }
  return documents.get(file);
}

/** The page of that number, or the first one with those words. */
async function find({ file, page: wanted }) {
  const document = await open(file);
  if (typeof wanted === 'number') return document.getPage(wanted);
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map(({ str }) => str).join(' ');
    if (text.replace(/\s+/g, ' ').includes(wanted)) return page;
  }
  throw new Error(`no page of ${file} has "${wanted}": choose other words`);
}

/** One page as a canvas of the given width. */
async function draw(which, width) {
  const page = await find(which);
  const scale = width / page.getViewport({ scale: 1 }).width;
  // Drawn at twice the size and brought down: thin rules and small type stay even.
  const viewport = page.getViewport({ scale: scale * 2 });
  const large = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  await page.render({ canvas: large, canvasContext: large.getContext('2d'), viewport, background: '#ffffff' }).promise;
  const canvas = createCanvas(width, Math.round(viewport.height / 2));
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(large, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/**
 * Draws pages beside and below each other on white, each with a thin frame.
 * @param pages each with the PDF's path, and a page number or words that are on the page
 */
export async function compose({ target, width, gap, columns, pages }) {
  const drawn = [];
  for (const page of pages) drawn.push(await draw(page, width));
  const height = Math.max(...drawn.map((page) => page.height));
  const rows = Math.ceil(drawn.length / columns);
  const sheet = createCanvas(columns * width + (columns + 1) * gap, rows * height + (rows + 1) * gap);
  const context = sheet.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.strokeStyle = '#c8c8c8';
  for (const [index, page] of drawn.entries()) {
    const x = gap + (index % columns) * (width + gap);
    const y = gap + Math.floor(index / columns) * (height + gap);
    context.drawImage(page, x, y);
    context.strokeRect(x - 0.5, y - 0.5, page.width + 1, page.height + 1);
  }
  coarsen(context, sheet);
  const png = sheet.toBuffer('image/png');
  await writeFile(target, png);
  console.log(`${path.basename(target)}  ${sheet.width} × ${sheet.height}  ${Math.round(png.length / 1024)} KB`);
}

/** Fifty-two steps in a channel are enough for the eye, and pack far better than 256. */
function coarsen(context, { width, height }) {
  const pixels = context.getImageData(0, 0, width, height);
  for (let index = 0; index < pixels.data.length; index += 1) pixels.data[index] = Math.round(pixels.data[index] / 5) * 5;
  context.putImageData(pixels, 0, 0);
}
