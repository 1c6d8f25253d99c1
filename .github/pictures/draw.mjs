/** Draws pages of PDFs as small PNG files. PDFium does it, so nothing but npm packages is needed. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { createCanvas, loadImage } from '@napi-rs/canvas';

const library = await PDFiumLibrary.init();
const documents = new Map();

async function open(file) {
  if (!documents.has(file)) documents.set(file, await library.loadDocument(await readFile(file)));
  return documents.get(file);
}

/** The page of that number, or the first one with those words. */
async function find({ file, page: wanted }) {
  const document = await open(file);
  if (typeof wanted === 'number') return document.getPage(wanted - 1);
  for (const page of document.pages()) if (page.getText().replace(/\s+/g, ' ').includes(wanted)) return page;
  throw new Error(`no page of ${file} has "${wanted}": choose other words`);
}

/** One page as a canvas of the given width. */
async function draw(which, width) {
  const page = await find(which);
  // Drawn at twice the size and brought down: thin rules and small type stay even.
  const bitmap = await page.render({ scale: (width * 2) / page.getOriginalSize().originalWidth, render: 'bitmap' });
  const large = createCanvas(bitmap.width, bitmap.height);
  const pixels = large.getContext('2d').createImageData(bitmap.width, bitmap.height);
  pixels.data.set(bitmap.data);
  large.getContext('2d').putImageData(pixels, 0, 0);
  const canvas = createCanvas(width, Math.round(bitmap.height / 2));
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
  await save(sheet, target);
}

/** A screenshot in a thin frame, so wide. */
export async function frameScreenshot({ target, width, png }) {
  const image = await loadImage(png);
  const sheet = createCanvas(width + 2, Math.round((image.height * width) / image.width) + 2);
  const context = sheet.getContext('2d');
  context.fillStyle = '#c8c8c8';
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 1, 1, width, sheet.height - 2);
  await save(sheet, target);
}

async function save(sheet, target) {
  coarsen(sheet.getContext('2d'), sheet);
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
