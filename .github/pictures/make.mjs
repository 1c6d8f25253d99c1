/**
 * Makes the pictures of the README from the real PDFs in output/ and from the preview, and those of the guide's gallery from packs
 * that are built for them: run `npm start` first, then `npm run pictures`.
 */
import path from 'node:path';
import { compose } from './draw.mjs';
import { makeFirstPack, makeGallery } from './gallery.mjs';
import { makePreview } from './preview.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const pack = path.join(root, 'output/japan-eu-digital-partnership');

/**
 * Each picture: the width of a page, the gap between pages and the number of columns, and the pages, each as audience,
 * document, and a page number or words that are on the page (the first page that has them is taken).
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

for (const { file, pages, ...layout } of pictures)
  await compose({
    ...layout,
    target: path.join(import.meta.dirname, file),
    pages: pages.map(([audience, kind, page]) => ({ file: path.join(pack, audience, 'en', `${kind}.pdf`), page })),
  });
await makeFirstPack();
await makePreview();
await makeGallery();
