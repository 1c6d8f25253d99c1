/** Pages that are full: chapters that run on, text that passes a figure, gaps that save a last page. */
import path from 'node:path';
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { readPdf } from '../support/pdf.ts';

const words = (count: number, tag: string) =>
  Array.from(
    { length: count },
    (_, at) =>
      `Paragraph ${at + 1} of ${tag} says what it has to say in a few words that fill about three lines of the page, no more and no less, so that pages can be counted. It goes on for a while.`,
  ).join('\n\n');
const plate = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 340"><path d="M0 0h400v340H0z"/><text y="40">plate</text></svg>\n';
const sources = 'title: Quay\ndate: 2026-11-30\nkinds: [briefing]\naudiences:\n  desk: { label: Desk }\n';

test('chapters that run on share pages, with notes, heads and contents that are right; figures let text pass', async ({ folder }) => {
  const chapter = (name: string, count: number) =>
    `# ${name}\n\nFirst words of ${name}[^1].\n\n${words(count, name)}\n\n[^1]: Note of ${name}.\n`;
  const run = {
    '01.md': chapter('Alpha', 2),
    '02.md': chapter('Beta', 9),
    '03.md': chapter('Gamma', 2),
    '04.md': '# Delta\n\nLast.\n',
  };
  const figured = (more = '') =>
    `# Figured\n\n${words(7, 'the text')}\n\n:::figure[A plate]{${more} alt="x"}\n![p](plate.svg)\n:::\n\n${words(5, 'what follows')}\n`;
  for (const [name, text] of Object.entries(run)) await write(folder, { [`run/${name}`]: text });
  await write(folder, {
    'run/pack.yaml': `${sources}chapters: run\n`,
    'float/pack.yaml': `${sources}cover: false\ncontents: 0\n`,
    'float/01.md': figured(),
    'float/02.md': figured('.here'),
    'float/plate.svg': plate,
  });
  const { code, told } = await build(['run', 'float'], folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  const read = (name: string) => readPdf(path.join(folder, `out/${name}/desk/en/briefing.pdf`));
  const { pages } = await read('run');
  const first = pages.findIndex((text) => text.includes('First words of Alpha'));
  const pageOf = (text: string) => pages.findLastIndex((page) => page.includes(text));
  expect(pageOf('First words of Beta'), 'two chapters on a page').toBe(first);
  for (const name of ['Alpha', 'Beta', 'Gamma'])
    expect(pageOf(`Note of ${name}`), `the note of ${name}`).toBe(pageOf(`First words of ${name}`));
  expect(pages[first]).toMatch(/Note of Alpha\.1[\s\S]*Note of Beta\.2/);
  expect(pages[1]).toMatch(new RegExp(`Gamma\\s*${pageOf('First words of Gamma') - first + 1}`));
  // Where a chapter begins, its name is in the head; where none does, that of the chapter that goes on.
  const heads = pages.slice(first).map((text) => /^Quay\s+(\w+)/.exec(text)?.[1]);
  expect(heads.slice(0, 2)).toEqual(['Alpha', pageOf('First words of Gamma') === first + 1 ? 'Gamma' : 'Beta']);
  expect(pages.length - first).toBeLessThanOrEqual(3);

  const floated = await read('float');
  const before = (text: string, page: string) => page.includes(text);
  const [one = '', two = ''] = floated.pages;
  expect(before('Paragraph 1 of what follows', one)).toBe(true);
  expect(two).toContain('plate');
  const here = floated.pages.findLastIndex((page) => page.includes('plate'));
  expect(floated.pages[here - 1]).not.toContain('what follows');
});

test('notes are the last thing on their pages where chapters run on, and tables begin with a row', async ({ folder }) => {
  const names = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon', 'Zeta'];
  const rows = (name: string) => Array.from({ length: 14 }, (_, at) => `${name} row ${at + 1},${at}`).join('\n');
  const files = names.map((name, at) => {
    const noted = (key: string) =>
      `Words of ${name} with a note[^${key}] in the middle of a line that is long enough to be more than one line.`;
    const text = `${words(5 + at, name)}\n\n${noted('a')}\n\n${words(3, name)}\n\n## Rows\n\n${noted('b')}\n\n::table[Table of ${name}]{data="data/${name}.csv"}`;
    return [
      `0${at}.md`,
      `# ${name}\n\n${text}\n\n${noted('c')}\n\n[^a]: Note a of ${name}.\n[^b]: Note b of ${name}.\n[^c]: Note c of ${name}.\n`,
    ];
  });
  const data = names.map((name) => [`data/${name}.csv`, `name,number\n${rows(name)}\n`]);
  await write(folder, { 'pack.yaml': `${sources}chapters: run\ncover: false\n`, ...Object.fromEntries([...files, ...data]) });
  const { code, told } = await build('.', folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  expect(told).not.toContain('NOTE_MISPLACED');
  const { pages } = await readPdf(path.join(folder, 'out', path.basename(folder), 'desk/en/briefing.pdf'));
  expect(pages.join('').match(/Note [abc] of \w+\./g)).toHaveLength(3 * names.length);
  for (const page of pages) {
    const [, after = ''] = /.*Note [abc] of \w+\.(.*)/s.exec(page) ?? [];
    expect(after, page).not.toMatch(/Paragraph|Words of|row \d/);
    for (const name of names) if (page.includes(`Table of ${name}`) && !page.includes('continued')) expect(page).toContain(`${name} row 1`);
  }
});
