/** What pages must never do, whatever is on them: each of these was seen on a printed page once. */
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { runsOf } from '../support/runs.ts';
import { documentsOf } from '../support/trust.ts';

const long = 'Strengthening the resilience of regional digital infrastructure and the trusted exchange of data between administrations';
const tall =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 900"><text y="40">uppermost</text><text y="880">lowermost</text></svg>';
const rows = ['Alpha', 'Beta', 'Gamma', 'Delta'].flatMap((name, at) => [2020, 2021, 2022].map((year) => `${year},${name},${(at + 1) * 3}`));
const chart = (type: string) => `::chart[${type}]{data="a.csv" x="year" y="value" series="s" type="${type}" alt="x"}`;
const org = `::::org\n- **Minister**\n${Array.from({ length: 9 }, (_, at) => `  - **Donaudampfschifffahrtsgesellschaft ${at}**\n    - Unit\n`).join('')}::::`;
const diagram = `\`\`\`mermaid\nflowchart LR\n${Array.from({ length: 14 }, (_, at) => `N${at}[Node number ${at} with words]`).join(' --> ')}\n\`\`\``;
const table = [1, 2, 3]
  .map((row) => `|${Array.from({ length: 16 }, () => (row === 2 ? '---' : 'Rindfleischetikettierung')).join('|')}|`)
  .join('\n');
const slides = [org, diagram, table].flatMap((one, at) => [`## First ${at}\n\n${one}`, `## Second ${at}\n\n- x`, `## Third ${at}\n\n- y`]);

const report = {
  'pack.yaml': `title: ${long}
date: 2025-10-15
duplex: true
pageNumbers: n-of-n
lists: [figures]
numbering: { sections: true }
authors: [A. Arbour, B. Brown, { name: C. Cole, role: Director }, D. Dow, E. Evans]
sources: { s1: { title: A source, publisher: Someone } }
kinds: [briefing, handout]
handout: { perPage: 3, notes: lines }
audiences:
  everyone: { title: "${long}" }
  executive: { title: A title, short: Short, kinds: [briefing] }
`,
  '01-a.md': `# One\n\nDone ✓ and open.\n\n### Skipped\n\nWords.\n\n## A section\n\n:::figures\n${chart('line')}\n\n${chart('stacked')}\n\n${chart('bar')}\n:::\n`,
  '02-b.md': `# Two\n\nWords.\n\n:::figure[Tall and wide]{wide source="s1" alt="x"}\n![t](tall.svg)\n:::\n\nWords.\n`,
  'a.csv': `year,s,value\n${rows.join('\n')}\n`,
  'tall.svg': tall,
  'slides.md': slides.join('\n\n---\n\n'),
};

/** Where text begins on each page, in points from the left. */
async function startsOf(bytes: Uint8Array, word: string): Promise<number[][]> {
  const file = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  const pages = Array.from({ length: file.numPages }, async (_, at) => {
    const { items } = await (await file.getPage(at + 1)).getTextContent();
    return items.flatMap((item) => ('str' in item && item.str.startsWith(word) ? [Math.round(item.transform[4])] : []));
  });
  const starts = await Promise.all(pages);
  await file.destroy();
  return starts;
}

describe('a briefing and a handout', () => {
  test('keep their measure, their numbers and their running heads', async ({ folder }) => {
    await write(path.join(folder, 'p'), report);
    const { code, told } = await build('p', folder, {}, { cwd: folder });
    expect(code, told).toBe(0);
    const file = (name: string) => path.join(folder, 'out', 'p', name, 'en');

    const pdf = await openPdf(path.join(file('everyone'), 'briefing.pdf'));
    // Cover, contents with the list of figures: page 1 is a right-hand page.
    const first = pdf.pages.findIndex((text) => text.includes('Done'));
    expect(first).toBe(2);
    expect(pdf.folios.slice(1, first)).toEqual(['ii']);
    const total = pdf.pages.length - first;
    for (const [at, text] of pdf.pages.slice(first).entries()) expect(text).toContain(`${at + 1} of ${total}`);
    expect(pdf.pages[1], 'back matter is in the contents').toMatch(/Sources\s*\d/);
    expect(pdf.pages[0], 'covers do not name everyone').not.toContain('everyone');
    expect(pdf.pages[first], 'no 0 for a level that was skipped').toMatch(/1\.1\s+Skipped[\s\S]*1\.2\s+A section/);
    expect(pdf.pages[first]).toContain('✓');
    expect(
      (await pdf.fonts()).map(({ name }) => name).filter((name) => /JP/.test(name)),
      'a tick that is no root',
    ).toEqual([]);
    const torn = pdf.pages.filter((text) => /uppermost|lowermost/.test(text));
    expect(torn).toHaveLength(1);
    const head = pdf.pages[first + 1] ?? '';
    expect(head).toMatch(/trusted…/);
    expect(head).not.toContain(long);
    const text = await startsOf(pdf.bytes, 'Words');
    // Sheets are bound at the inner margin: text is further to the right on right-hand pages.
    expect(new Set(text.slice(first).flatMap((starts, at) => starts.map((start) => (at % 2 === 0 ? start : start + 23)))).size).toBe(1);
    await pdf.close();

    // The name of an audience changes no layout; its own short title is in its heads.
    const other = await openPdf(path.join(file('executive'), 'briefing.pdf'));
    expect(other.pages.length).toBeGreaterThan(4);
    expect(other.pages.slice(-2).join(' ')).toContain('Short');
    await other.close();

    const handout = await openPdf(path.join(file('everyone'), 'handout.pdf'));
    const numbers = (await runsOf(handout.bytes)).map((runs) => runs.filter(({ text, size }) => /^\d+$/.test(text) && size > 15));
    expect(numbers.map(({ length }) => length)).toEqual([3, 3, 3]);
    expect(new Set(numbers.flat().map(({ x }) => Math.round(x))).size, 'no slide changes the width of any').toBe(1);
    await handout.close();
  });

  test('draw charts side by side as wide as they are printed, and the cover after its title', async ({ folder }) => {
    await write(path.join(folder, 'p'), report);
    const [briefing] = (await documentsOf(path.join(folder, 'p'))).documents;
    const charts = [...(briefing?.html ?? '').matchAll(/<svg[^>]*viewBox="0 0 (\d+) \d+"[^>]*>(.*?)<\/svg>/gs)].slice(-3);
    const figures = (briefing?.html ?? '').slice((briefing?.html ?? '').indexOf('class="figures"'));
    const widths = [...figures.matchAll(/--natural:\s*([\d.]+)px/g)].slice(0, 3).map(([, width]) => Number(width));
    expect(charts.length).toBeGreaterThan(0);
    // 170 mm less two gaps, in three.
    for (const width of widths) expect(width).toBeLessThanOrEqual(198);
    const sizes = [...figures.matchAll(/font-size(?:="|:\s*)([\d.]+)px/g)].map(([, size]) => Number(size));
    expect(Math.min(...sizes), '8 pt').toBeGreaterThanOrEqual(10.66);
    expect(briefing?.html).toContain('class="cover cover--longest cover--crowded"');
  });
});

test('words on a photograph are white on a veil, or dark on a light one; a look that is not there is an error', async ({ folder }) => {
  const paint = (colour: string) => sharp({ create: { width: 160, height: 90, channels: 3, background: colour } });
  const half = await paint('#ffffff').png().toBuffer();
  await write(path.join(folder, 'p'), {
    'pack.yaml': 'title: T\ndate: 2025-10-15\nkinds: [slides]\n',
    'slides.md': ['light', 'dark', 'mixed'].map((name) => `![bg](${name}.png)\n\n## Words\n\n- x`).join('\n\n---\n\n'),
    'light.png': await paint('#e6e9ee').png().toBuffer(),
    'dark.png': await paint('#16202a').png().toBuffer(),
    'mixed.png': await paint('#000000')
      .composite([{ input: await sharp(half).resize(80, 90, { fit: 'fill' }).toBuffer(), left: 0, top: 0 }])
      .png()
      .toBuffer(),
  });
  const [deck] = (await documentsOf(path.join(folder, 'p'))).documents;
  const classes = [...(deck?.html ?? '').matchAll(/<section[^>]*class="(slide [^"]*)"/g)].map(([, names = '']) =>
    names.split(' ').filter((name) => /photo|on-/.test(name)),
  );
  expect(classes).toEqual([[], ['slide--on-dark', 'slide--photo-dark'], ['slide--on-dark', 'slide--photo-veiled']]);

  await write(path.join(folder, 'q'), { 'pack.yaml': 'title: T\ndate: 2025-10-15\nlook: exekutive\n', '01.md': '# One\n' });
  const { result } = await build('q', folder, { mode: 'check' }, { cwd: folder });
  expect(result.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'LOOK_UNKNOWN unknown look "exekutive"; did you mean "executive"?',
  ]);
});
