import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { type Run, runsOf } from '../support/runs.ts';

const points = (count: number, text: string) => Array.from({ length: count }, (_, index) => `- ${text} ${index + 1}`).join('\n');
const table = (rows: number) =>
  `| First | Second |\n| --- | --- |\n${Array.from({ length: rows }, (_, row) => `| Cell ${row + 1} | other |`).join('\n')}`;
const long = (parts: number) => `run(${Array.from({ length: parts }, (_, index) => `argument${index + 10}`).join(', ')});`;
const code = (line: string) => `\`\`\`js\n${line}\n\`\`\``;

/** Slides by what they are about. The first line of each is known by its number. */
const slides = {
  start: '# Plans',
  nine: `## Nine points\n\n${points(9, 'A point of which the board must hear, in more words than needed')}`,
  full: `## Sixteen points\n\n${points(16, 'Full')}`,
  most: `## Forty points\n\n${points(40, 'Most')}`,
  table: `## Rows\n\nWords above\n\n${table(9)}`,
  code: `## A long line\n\n${code(long(8))}`,
  wrapped: `## A line without end\n\n${code(long(24))}`,
  word: `## A word without end\n\n${'endless'.repeat(60)}`,
  none: `<!-- fit: none -->\n\n## Fourteen points\n\n${points(14, 'None')}`,
  list: `<!-- fit: split -->\n\n## Steps\n\n${Array.from({ length: 14 }, (_, index) => `${index + 3}. Step ${index + 3}`).join('\n')}\n\n<!-- Noted. -->`,
  rows: `<!-- _fit: split -->\n\n## Cells\n\n${table(12)}\n\nLast words`,
  line: '## <!-- fit --> One line\n\nSmall words',
  strange: '<!-- fit: tight -->\n\n## Tight\n\nText',
  long: `# ${'A title that says all that there is to say '.repeat(9)}`,
};
const deck = Object.values(slides).join('\n\n---\n\n');
const lineOf = (name: keyof typeof slides) => deck.slice(0, deck.indexOf(slides[name])).split('\n').length;

const find = (pages: readonly Run[][], text: string) => pages.flat().find((run) => run.text.startsWith(text)) as Run;
/** The largest is on the slide: titles stand beside the frames of a handout, too. */
const largest = (pages: readonly Run[][], text: string) =>
  Math.max(...pages.flat().flatMap((run) => (run.text.startsWith(text) ? [run.size] : [])));
const pageWith = (pages: readonly string[], text: string) => pages.findIndex((page) => page.includes(text));

describe('slides that are too full', () => {
  test('shrink, go on or are cut, alike in deck and handout', async ({ folder }) => {
    await write(folder, { 'p/pack.yaml': 'title: Plans\ndate: 2026-11-30\nkinds: [slides, handout]\n', 'p/slides.md': deck });
    const { code: exit, result, told } = await build('p', folder, {}, { cwd: folder });
    expect(exit, told).toBe(0);
    const said = Object.entries(slides).flatMap(([name]) => {
      const own = result.diagnostics.filter(({ place }) => place.line === lineOf(name as keyof typeof slides));
      return own.map(({ code: what, message }) => `${name} ${what} ${/\d+ %/.exec(message)?.[0] ?? ''}`.trim());
    });
    expect(said).toEqual([
      'full SLIDE_SHRUNK 65 %',
      'most SLIDE_OVERFLOW 60 %',
      'code SLIDE_SHRUNK 65 %',
      'none SLIDE_OVERFLOW',
      'strange FIT_UNKNOWN',
    ]);
    expect(result.diagnostics.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(told).toMatch(/is \d+ px taller than the page even at 60 % of its size; the rest is cut off/);

    const file = (name: string) => readFile(path.join(folder, `out/p/everyone/en/${name}.pdf`));
    const [bytes, handout] = [await file('slides'), await file('handout')];
    const [runs, small] = [await runsOf(bytes), await runsOf(handout)];
    // 30 px are 22.5 pt.
    expect(find(runs, 'A point of which').size).toBeCloseTo(22.5, 1);
    expect(find(runs, 'Full 1').size).toBeCloseTo(0.65 * 22.5, 1);
    expect(find(runs, 'Most 1').size).toBeCloseTo(0.6 * 22.5, 1);
    expect(find(runs, 'None 1').size).toBeCloseTo(22.5, 1);
    // Tables and code shrink, words beside them do not.
    expect(find(runs, 'Cell 9').size).toBeLessThan(0.97 * 25 * 0.75);
    expect(find(runs, 'Words above').size).toBeCloseTo(22.5, 1);
    const lines = new Set(runs.flat().flatMap(({ text, y }) => (/argument1[0-7]/.test(text) ? [Math.round(y)] : [])));
    expect(lines.size).toBeGreaterThan(0);
    // A heading as wide as the page, less its margins of 77 px.
    expect(find(runs, 'One line').size).toBeGreaterThan(120);
    // The same sizes in the handout, all by one factor.
    const factor = find(small, 'A point of which').size / 22.5;
    for (const text of ['Full 1', 'Most 1', 'Words above', 'Cell 9', 'endless', 'Step 9', 'One line', 'A title that'])
      expect(largest(small, text) / largest(runs, text), text).toBeCloseTo(factor, 2);

    const pdf = await openPdf(bytes);
    const { pages, outline } = pdf;
    await pdf.close();
    // What goes on has the title again, the number of its slide, and is in the outline once.
    const at = pageWith(pages, 'Step 3');
    expect(pages[at]).not.toContain('Step 16');
    expect(pages[at + 1]).toContain('Steps (continued)');
    expect(pages[at + 1]).toContain('Step 16');
    expect(find([runs[at + 1] ?? []], String(Object.keys(slides).indexOf('list') + 1)).size).toBeLessThan(14);
    expect(outline.filter((title) => title.includes('Steps'))).toEqual(['  Steps']);
    const rows = pageWith(pages, 'Cells (continued)');
    expect(pages[rows]).toContain('First');
    expect(pages[rows]).toContain('Last words');
    expect(pages.join(' ').match(/Cell \d+/g)?.length).toBe(9 + 12);
    // Nothing of a split slide is lost, and no slide shows another's title.
    expect(pages.length).toBe(Object.keys(slides).length + 2);

    const again = await write(path.join(folder, 'again'), {
      'p/pack.yaml': await readFile(path.join(folder, 'p/pack.yaml')),
      'p/slides.md': deck,
    });
    await build('p', again, { kinds: ['handout'] }, { cwd: again });
    expect(Buffer.compare(await readFile(path.join(again, 'out/p/everyone/en/handout.pdf')), handout)).toBe(0);
  });

  test('do as their deck says, or their pack', async ({ folder }) => {
    const full = `## Full\n\n${points(30, 'Point')}`;
    await write(folder, {
      'p/pack.yaml': 'title: Plans\ndate: 2026-11-30\nkinds: [slides]\nfit: split\n',
      'p/01-a.md': `# A\n\n:::slide[In a chapter]\n${points(30, 'Other')}\n:::\n\n:::slide[Shrunk]{fit=shrink}\n${points(30, 'Third')}\n:::\n`,
      'p/slides.md': `---\nfit: none\n---\n\n${full}\n\n---\n\n<!-- fit: shrink -->\n\n${full}\n`,
    });
    const { result, told } = await build('p', folder, { mode: 'check' }, { cwd: folder });
    expect(
      result.diagnostics.map(({ place, code: what, message }) => `${place.file} ${place.line} ${what} ${/\d+ %/.exec(message)?.[0]}`),
      told,
    ).toEqual(['p/01-a.md 36 SLIDE_OVERFLOW 60 %', 'p/slides.md 5 SLIDE_OVERFLOW undefined', 'p/slides.md 40 SLIDE_OVERFLOW 60 %']);
  });
});

describe('handouts', () => {
  const chart =
    ':::org[Who is where]\n- **Chair**\n  - **Alpha**\n    - A\n  - **Beta**\n  - **Gamma**\n  - **Delta**\n  - **Epsilon**\n  - **Zeta**\n:::';
  const pack = (more: string) => `title: Plans\ndate: 2026-11-30\nkinds: [handout]\n${more}`;
  /** The width of a slide in millimetres, by the size of a title of 44 px. */
  const widthOf = (pages: readonly Run[][], title: string) => (((largest(pages, title) / 0.75 / 44) * 1280) / 96) * 25.4;

  test('have large slides without notes, frames of one width, and no name that nobody wrote', async ({ folder }) => {
    const plain = '# Start\n\n---\n\n## Page\n\n- one\n\n---\n\n## Third\n\n- one\n';
    await write(folder, {
      'none/pack.yaml': pack('languages: [ja]\nhandout: { perPage: 3, notes: none }\n'),
      'none/slides.md': plain,
      'without/pack.yaml': `${pack('').replace('[handout]', '[briefing, handout]')}`,
      'without/01-a.md': '# Chapter\n\nText.\n',
      'without/slides.md': plain,
      'chart/pack.yaml': pack('audiences: { board: {} }\n'),
      'chart/slides.md': `## Chart\n\n${chart}\n\n<!-- Noted. -->\n\n---\n\n## Other\n\nText\n`,
    });
    const { code: exit, result, told } = await build(['none', 'without', 'chart'], folder, {}, { cwd: folder });
    expect(exit, told).toBe(0);
    expect(result.artifacts.map(({ path: file, pages }) => `${file} ${pages}`).sort()).toEqual([
      'chart/board/en/handout.pdf 1',
      'none/everyone/ja/handout.pdf 1',
      'without/everyone/en/briefing.pdf 3',
      'without/everyone/en/handout.pdf 2',
    ]);
    const read = async (file: string) => runsOf(await readFile(path.join(folder, 'out', file)));
    const without = await read('without/everyone/en/handout.pdf');
    expect(widthOf(without, 'Third')).toBeCloseTo(161, 0);
    const chartPages = await read('chart/board/en/handout.pdf');
    expect(widthOf(chartPages, 'Chart')).toBeCloseTo(112, 0);
    expect(widthOf(chartPages, 'Other')).toBeCloseTo(112, 0);
    // Japanese titles have 40 px.
    expect(widthOf(await read('none/everyone/ja/handout.pdf'), 'Third')).toBeGreaterThan((40 / 44) * 123);
    for (const file of ['without/everyone/en/briefing.pdf', 'without/everyone/en/handout.pdf', 'none/everyone/ja/handout.pdf'])
      expect(
        (await read(file))
          .flat()
          .map(({ text }) => text)
          .join(' ')
          .toLowerCase(),
        file,
      ).not.toContain('everyone');
    expect(chartPages.flat().some(({ text }) => text === 'board')).toBe(true);
  });
});
