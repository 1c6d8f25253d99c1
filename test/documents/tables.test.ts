/** What is too large for its page is fitted to it: wide tables, tall images, long formulas and code, long titles. */
import path from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { PdfDocument } from '../../pipeline/pdf/objects/index.ts';
import { fitted, fittedSection, widthInEms } from '../../pipeline/template/running-text.ts';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { outlineOf } from '../support/structure.ts';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#16437e' } })
    .png()
    .toBuffer();
const hash = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'.repeat(2);
const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (columns: number, word: string) =>
  [Array.from({ length: columns }, () => word), Array.from({ length: columns }, () => '---'), Array.from({ length: columns }, () => word)]
    .map(row)
    .join('\n');
const sentences = (count: number) => Array.from({ length: count }, (_, index) => `Sentence ${index + 1} tells what they said.`).join(' ');

const chapters = {
  '01-tables.md': `# Tables

${row(['Name', 'Value'])}
${row(['---', '---'])}
${row(['key', hash])}
${row(['command', '`some_command --with-a-long-option=value --another-long-option=value --third-option=value`'])}

## Smaller

${table(6, 'Internationalisation')}

## Turned

${table(13, 'Responsibilities')}

Words behind.

- In a list

  ${table(40, 'Responsibilities').replaceAll('\n', '\n  ')}
`,
  '02-rows.md': `# Rows

${row(['First', 'Second'])}
${row(['---', '---'])}
${row(['A cell', sentences(150)])}
${row(['Next', 'row'])}
`,
  '03-images.md': `# Images

![A tall box](tall.png)

## Captions

:::figure[A caption of the tall one]{wide}
![A tall box](big.png)
:::

<img src="tall.png" height="3000" width="600" alt="A tall box">
`,
  '04-blocks.md': `# Minutes of the Example Technical Working Committee (EWC) Meeting 2026-01-03

$$
${'abcdefghijklmnopqrstuvwxyz'.split('').join(' + ')} + a + b + c = 0
$$

\`\`\`
const first = 'a line of code that is much longer than the page is wide, so that it goes on in the next line';
second();
\`\`\`
`,
};

test('tables, images, formulas and code fit their pages', async ({ folder }) => {
  const images = { 'tall.png': await picture(600, 3000), 'big.png': await picture(1600, 2400) };
  const title = 'A comprehensive strategy for the digital transformation of all public administrations in the regions';
  const authors = Array.from({ length: 30 }, (_, index) => `  - { name: Person ${index + 1}, role: Member, organisation: Institute }`);
  const config = `title: ${title}\nsubtitle: Final report\ndate: 2025-10-15\nkinds: [briefing]\nauthors:\n${authors.join('\n')}\n`;
  const pack = await write(folder, { 'pack.yaml': config, ...chapters, ...images });
  const { code, result, told } = await build(pack, folder);
  expect(code, told).toBe(0);
  const said = result.diagnostics.map(
    ({ code: name, place, message }) => `${place.file.split('/').at(-1)}:${place.line} ${name} ${message}`,
  );
  expect(said).toEqual([
    expect.stringMatching(/^01-tables.md:10 TABLE_SHRUNK .* its type is set at \d\d % of its size$/),
    expect.stringMatching(/^01-tables.md:16 TABLE_TURNED .* it is printed on a landscape page/),
    expect.stringMatching(/^01-tables.md:24 TABLE_SHRUNK .* 70 %/),
    expect.stringMatching(/^01-tables.md:24 TABLE_WIDE the table is \d+ px wider than the page even at its smallest/),
    expect.stringMatching(/^03-images.md:3 IMAGE_SHRUNK/),
    expect.stringMatching(/^03-images.md:11 IMAGE_SHRUNK/),
    expect.stringMatching(/^04-blocks.md:3 FORMULA_SHRUNK/),
  ]);
  const pdf = await openPdf(path.join(folder, 'out', path.basename(pack), 'everyone/en/briefing.pdf'));
  try {
    const pageOf = (words: string) => pdf.pages.findIndex((page) => page.includes(words));
    // Nothing of a table is lost, however it was parted.
    expect(pdf.pages.join('').replace(/\s/g, '')).toContain(hash);
    // The heading of a turned table goes with it; the cut table shrinks no page.
    const turned = pdf.pages.findIndex((page, index) => index > 1 && /^Turned/m.test(page));
    expect(pdf.sizes[turned]).toEqual([842, 595]);
    expect(pdf.sizes.filter(([width]) => width === 842)).toHaveLength(1);
    // Images share a page with their title or caption.
    const figure = pageOf('A caption of the tall one');
    expect(pdf.pages[figure]).toContain('Captions');
    const images = await Promise.all(
      pdf.pages.map(async (_, index) => (await pdf.structure(index + 1)).filter(({ role }) => role === 'Figure').length),
    );
    expect(images.slice(figure - 1, figure + 2)).toEqual([1, 1, 1]);
    // A sign of continuation is no text, and lines keep their order.
    expect(pdf.pages.at(-1)).toMatch(/next line';\s*second\(\);/);
    // No date is parted in the contents; the head ends in an ellipsis.
    expect(pdf.pages[1]).toContain('2026-01-03');
    expect(pdf.pages[figure]).toMatch(/A comprehensive strategy for the digital transformation[^…]*…/);
    // Of the table that is cut, what is outside the page is not there.
    const tags = outlineOf(PdfDocument.read(pdf.bytes), ['Scope']);
    expect(tags.filter((tag) => /TH Scope=Column/.test(tag)).length).toBeGreaterThan(2 + 6 + 13 + 2);
  } finally {
    await pdf.close();
  }
});

test('texts in the margins are cut after a word, and share a line', () => {
  const title = 'A comprehensive strategy for the digital transformation of all public administrations in the regions';
  expect(fitted('Short title')).toBe('Short title');
  expect(fitted(title)).toMatch(/^A comprehensive strategy for the .*\w…$/);
  expect(widthInEms(fitted(title)) + widthInEms(fitted(title, title))).toBeLessThan(58);
  // Beside a short one there is more room.
  // On A5 the line is shorter.
  expect(widthInEms(fitted(title, undefined, 0.7)) + widthInEms(fitted(title, title, 0.7))).toBeLessThan(0.7 * 58);
  expect(fitted(title, 'Plan').length).toBeGreaterThan(fitted(title).length);
  expect(fitted('字'.repeat(60))).toMatch(/^字{30,33}…$/);
  expect(fittedSection('A section', 'Chapter', 'Title')).toBe('A section');
  expect(fittedSection('A section of many words', title, title)).toBe('');
});
