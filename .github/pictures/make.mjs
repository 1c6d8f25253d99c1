/**
 * Makes the pictures of the README from the real PDFs in output/: run `npm start` first, then `npm run pictures`.
 * Pages are drawn by pdf.js, so nothing but npm packages is needed.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const pack = path.join(root, 'output/japan-eu-digital-partnership');

/**
 * Each picture: the width of a page, the gap between pages and the number of columns, and the pages, each as audience,
 * document, and a page number or words that stand on the page (the first page that has them is taken).
 */
const pictures = [
  {
    file: 'briefing.png',
    width: 302,
    gap: 18,
    columns: 5,
    pages: [
      ['technical', 'briefing', 1],
      ['technical', 'briefing', 2],
      ['technical', 'briefing', 'Three bodies lead for Japan and one department'],
      ['technical', 'briefing', 'Tokyo University of Agriculture and Technology'],
      ['press', 'briefing', 1],
    ],
  },
  {
    file: 'slides.png',
    width: 516,
    gap: 18,
    columns: 3,
    pages: [
      ['technical', 'slides', 1],
      ['technical', 'slides', 'One nodal agency'],
      ['technical', 'slides', 'Four strands cover'],
      ['technical', 'slides', 'Two data spaces have shown'],
      ['technical', 'slides', 'Fifteen organisations take part'],
      ['technical', 'slides', 'The fourth strand names'],
    ],
  },
  {
    file: 'handout.png',
    width: 770,
    gap: 20,
    columns: 2,
    pages: [
      ['technical', 'handout', 1],
      ['technical', 'handout', 'One nodal agency'],
    ],
  },
];

const documents = new Map();

async function pdf(audience, kind) {
  const file = path.join(pack, audience, 'en', `${kind}.pdf`);
  if (!documents.has(file)) {
    const data = new Uint8Array(await readFile(file));
    documents.set(file, await getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise);
  }
  return documents.get(file);
}

/** The page of that number, or the first one with those words. */
async function find([audience, kind, wanted]) {
  const document = await pdf(audience, kind);
  if (typeof wanted === 'number') return document.getPage(wanted);
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const text = items.map(({ str }) => str).join(' ');
    if (text.replace(/\s+/g, ' ').includes(wanted)) return page;
  }
  throw new Error(`no page of the ${audience} ${kind} has "${wanted}": choose other words in make.mjs`);
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

async function compose({ file, width, gap, columns, pages }) {
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
  await writeFile(path.join(import.meta.dirname, file), png);
  console.log(`${file}  ${sheet.width} × ${sheet.height}  ${Math.round(png.length / 1024)} KB`);
}

/** Fifty-two steps in a channel are enough for the eye, and pack far better than 256. */
function coarsen(context, { width, height }) {
  const pixels = context.getImageData(0, 0, width, height);
  for (let index = 0; index < pixels.data.length; index += 1) pixels.data[index] = Math.round(pixels.data[index] / 5) * 5;
  context.putImageData(pixels, 0, 0);
}

for (const picture of pictures) await compose(picture);
