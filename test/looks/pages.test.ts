/** What is seen only on the printed page: plates, margins, last pages, pictures behind words of the author's colour. */
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { readPdf } from '../support/pdf.ts';
import { drawPage, type Pixels } from '../support/pixels.ts';

const photo = (background: string) =>
  sharp({ create: { width: 320, height: 200, channels: 3, background } })
    .jpeg({ quality: 100 })
    .toBuffer();
const colourAt = ({ data, width, height }: Pixels, across: number, down: number) => {
  const at = (Math.min(height - 1, Math.round(height * down)) * width + Math.min(width - 1, Math.round(width * across))) * 4;
  return [...data.subarray(at, at + 3)] as [number, number, number];
};
const paragraph = (name: string, at: number) =>
  `Paragraph ${at + 1} of ${name} says what it has to say in a few words that fill about three lines of the page, no more and no less, so that pages can be counted. It goes on for a while.`;

/** Where the text of a page begins, from the left, in millimetres. */
async function startOf(bytes: Uint8Array, number: number, words: RegExp): Promise<number> {
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(number)).getTextContent();
  await document.loadingTask.destroy();
  const lefts = items.flatMap((item) => ('str' in item && words.test(item.str) ? [(item.transform[4] as number) * (25.4 / 72)] : []));
  return Math.min(...lefts);
}

test('plates bleed, margins without notes are narrow, and no last page of a chapter is nearly empty', async ({ folder }) => {
  const counts = Array.from({ length: 12 }, (_, at) => at + 24);
  const chapters = counts.map((count, index) => {
    const name = `chapter ${count}`;
    const text = Array.from({ length: count }, (_, at) => paragraph(name, at));
    // Something in the margin now and then, which one audience does not read.
    const sided = text.flatMap((one, at) => (at % 6 === 1 ? [':::aside[Beside]{audience=desk}\nA margin note.\n:::', one] : [one]));
    return [`${String(index).padStart(2, '0')}.md`, `# Chapter ${count}\n\n${sided.join('\n\n')}\n`];
  });
  await write(folder, {
    'pack.yaml':
      'title: Quay\ndate: 2026-11-30\nkinds: [briefing]\ncover: false\ncontents: 0\naudiences:\n  desk: { label: Desk }\n  press: { label: Press }\n',
    ...Object.fromEntries(chapters),
    '99.md': '# Plate\n\nWords before.\n\n:::figure[The quay from above]{full alt="x"}\n![q](q.jpg)\n:::\n\nWords behind.\n',
    'q.jpg': await photo('#c02040'),
  });
  const { code, told } = await build('.', folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  const file = (audience: string) => path.join(folder, 'out', path.basename(folder), audience, 'en/briefing.pdf');
  const [desk, press] = [await readPdf(file('desk')), await readPdf(file('press'))];

  // The margin column: 40 mm with side notes, 28 mm without.
  expect(await startOf(desk.bytes, 2, /Paragraph|says/)).toBeCloseTo(20 + 40 + 7, 0);
  expect(await startOf(press.bytes, 2, /Paragraph|says/)).toBeCloseTo(23 + 28 + 7, 0);

  // Lengths go up by three lines, so that some would end on a page of a few lines.
  for (const { pages } of [desk, press]) {
    for (const count of counts) {
      const last = pages.findLast((page) => page.includes(`of chapter ${count} says`)) ?? '';
      expect(last.split('Paragraph').length - 1, `the last page of chapter ${count}`).toBeGreaterThan(4);
    }
  }

  const plate = press.pages.findLastIndex((page) => page.includes('The quay from above')) + 1;
  const drawn = await drawPage(file('press'), plate);
  // To three edges of the paper; below it is the caption.
  for (const [across, down] of [
    [0, 0],
    [1, 0],
    [0, 0.5],
    [1, 0.5],
  ] as const) {
    const [red, green, blue] = colourAt(drawn, across, down);
    expect(red, `${across} ${down}`).toBeGreaterThan(170);
    expect(Math.max(green, blue), `${across} ${down}`).toBeLessThan(90);
  }
  expect(colourAt(drawn, 0.5, 0.985)).toEqual([255, 255, 255]);
  expect(press.pages[plate - 1]).not.toContain('Words');
});

test('a picture behind words of the author’s colour is calmed without any tint, darker for light words and lighter for dark ones', async ({
  folder,
}) => {
  const slide = (colour: string) => `<!-- _class: title -->\n<!-- _color: "${colour}" -->\n\n![bg](q.jpg)\n\n# Words in ${colour}`;
  await write(folder, {
    'pack.yaml': 'title: Quay\ndate: 2026-11-30\nkinds: [slides]\n',
    'slides.md': `${slide('#ffffff')}\n\n---\n\n${slide('#101010')}\n`,
    'q.jpg': await photo('#808080'),
  });
  const { code, told } = await build('.', folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  const file = path.join(folder, 'out', path.basename(folder), 'everyone/en/slides.pdf');
  const [light, dark] = [await drawPage(file, 1), await drawPage(file, 2)];
  for (const [page, isCalmed] of [
    [light, (value: number) => value < 0x70],
    [dark, (value: number) => value > 0x90],
  ] as const) {
    const colours = [0.3, 0.6, 0.9].map((down) => colourAt(page, 0.97, down));
    // Gradients with transparency come out pink in PDF.js.
    for (const colour of colours) expect(Math.max(...colour) - Math.min(...colour), String(colour)).toBeLessThan(6);
    expect(isCalmed((colours.at(-1) as number[])[0] as number), String(colours)).toBe(true);
  }
});

test('small paper: many authors, long titles and heads have room; frames of a last page are apart', async ({ folder }) => {
  const title =
    'The resilience of national electricity interconnectors under prolonged winter stress: findings, options and a recommended programme';
  const authors = ['Annelies van der Berg', 'Jean-Baptiste Remy', 'Siobhan Kelly', 'Kwame Asante', 'Maria Papadopoulou', 'Li Wei'];
  await write(folder, {
    'pack.yaml': `title: "${title}"\nshort: Interconnectors under stress\ndate: 2026-11-30\nkinds: [briefing, handout]\npaper: A5\nauthors:\n${authors
      .map((name) => `  - { name: ${name}, role: Director-General for Digital Infrastructure, organisation: Federal Ministry }\n`)
      .join('')}`,
    'one.md': `# What eleven winters say about interconnectors and the rules that govern how they are shared\n\n${Array.from({ length: 12 }, (_, at) => paragraph('it', at)).join('\n\n')}\n`,
    'slides.md': ['# Deck', '## Two\n\n- x', ...['A', 'B'].map((name) => `<!-- _class: end -->\n\n## ${name}`)].join('\n\n---\n\n'),
  });
  const { code, told } = await build('.', folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  const at = (kind: string) => path.join(folder, 'out', path.basename(folder), `everyone/en/${kind}.pdf`);
  const [briefing, handout] = [await readPdf(at('briefing')), await readPdf(at('handout'))];
  for (const name of authors) expect(briefing.pages[0]).toContain(name);
  expect(handout.pages[0]?.replace(/\s+/g, ' ')).toContain(title);
  // On the title slide, too, each with what they are.
  expect(handout.pages[0]).toMatch(/Li Wei\s+Director-General/);

  // Both heads are on the paper, and apart.
  const document = await getDocument({ data: new Uint8Array(briefing.bytes), verbosity: 0 }).promise;
  const { items } = await (await document.getPage(document.numPages)).getTextContent();
  await document.loadingTask.destroy();
  const heads = items
    .flatMap((item) => ('str' in item && item.str.trim() !== '' && (item.transform[5] as number) > 595 - 60 ? [item] : []))
    .map(({ str, transform, width }) => ({ str, from: transform[4] as number, to: (transform[4] as number) + width }))
    .sort((one, other) => one.from - other.from);
  const split = heads.findIndex(({ str }) => str.includes('What'));
  expect(
    heads
      .slice(0, split)
      .map(({ str }) => str)
      .join(''),
  ).toContain('under stress');
  expect(heads[split]?.from).toBeGreaterThan((heads[split - 1]?.to ?? 0) + 4);
  expect(Math.max(...heads.map(({ to }) => to))).toBeLessThan(420 - 30);

  // Down the middle of the last page, two dark frames with paper between them.
  const page = await drawPage(at('handout'), handout.pages.length);
  const isDark = Array.from({ length: page.height }, (_, down) => Math.max(...colourAt(page, 0.7, down / page.height)) < 230);
  const runs = isDark.reduce<{ from: number; to: number }[]>((found, dark, row) => {
    const last = found.at(-1);
    if (dark && last?.to === row - 1) last.to = row;
    else if (dark) found.push({ from: row, to: row });
    return found;
  }, []);
  const frames = runs.filter(({ from, to }) => to - from > 60);
  expect(frames).toHaveLength(2);
  expect((frames[1]?.from ?? 0) - (frames[0]?.to ?? 0)).toBeGreaterThan(15);
});
