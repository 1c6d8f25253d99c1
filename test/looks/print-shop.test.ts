/** Paper of any size, and files for printing shops. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { PdfDocument } from '../../pipeline/pdf/objects/index.ts';
import { millimetres, paperOf } from '../../pipeline/source/config/paper.ts';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';

test.for([
  ['A5', 'A5', 148, 210],
  ['letter', 'Letter', 215.9, 279.4],
  ['210mm x 250mm', '210mm x 250mm', 210, 250],
  ['8in×10in', '8in x 10in', 203.2, 254],
] as const)('paper "%s"', ([written, name, width, height]) => {
  const paper = paperOf(written);
  expect(paper?.name).toBe(name);
  expect([paper?.width, paper?.height].map((length) => millimetres(length ?? ''))).toEqual([expect.closeTo(width), expect.closeTo(height)]);
});

test.for(['A9', '210 x 250', '10mm x 10mm', '210mm x 9000mm', 'A4; x', '210mm'])('"%s" is no paper', (written) => {
  expect(paperOf(written)).toBeUndefined();
});

const points = (mm: number) => (mm * 72) / 25.4;

test('briefing and handout have paper of their own, and the printing shop a file with bleed and marks', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': `title: Ports
date: 2026-11-30
kinds: [briefing, handout]
paper: { briefing: 170mm x 240mm, handout: A5 }
print: { bleed: 5mm }
audiences: { staff: {}, press: {} }
`,
    'one.md': '# One\n\nOpen words.\n\nHidden words. {audience=staff}\n',
    'slides.md': '# S\n\n- Text\n',
  });
  const { code, told, result } = await build('.', folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  expect(
    result.artifacts
      .filter(({ audience }) => audience === 'press')
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['briefing', 'briefing-print', 'handout']);
  const read = (kind: string) => readFile(path.join(folder, 'out', path.basename(folder), 'press/en', `${kind}.pdf`));
  const boxes = async (kind: string) => {
    const pdf = PdfDocument.read(await read(kind));
    const page = pdf.dict(pdf.pages()[0]);
    const box = (name: string) => (pdf.array(page?.get(name)) ?? []).map((value) => pdf.number(value) ?? Number.NaN);
    return { media: box('MediaBox'), trim: box('TrimBox'), bleed: box('BleedBox'), hasIntent: pdf.catalog.has('OutputIntents') };
  };
  const near = (...values: number[]) => values.map((value) => expect.closeTo(value, -0.5));
  expect((await boxes('briefing')).media).toEqual(near(0, 0, points(170), points(240)));
  expect((await boxes('handout')).media).toEqual(near(0, 0, points(148), points(210)));
  const shop = await boxes('briefing-print');
  const [bleed, edge] = [points(5), points(5) + 20];
  expect(shop.trim).toEqual(near(0, 0, points(170), points(240)));
  expect(shop.bleed).toEqual(near(-bleed, -bleed, points(170) + bleed, points(240) + bleed));
  expect(shop.media).toEqual(near(-edge, -edge, points(170) + edge, points(240) + edge));
  expect(shop.hasIntent).toBe(true);
  const [plain, printed] = [await openPdf(await read('briefing')), await openPdf(await read('briefing-print'))];
  expect(printed.pages).toEqual(plain.pages);
  expect(printed.pages.join()).not.toContain('Hidden');
});
