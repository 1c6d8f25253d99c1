/** Documents of languages that are written from right to left, and titles of such languages in others. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build, type Outcome } from '../support/build.ts';
import { write } from '../support/folders.ts';

let folder = '';
let outcome: Outcome;

const files = {
  'he/pack.yaml':
    'title: תוכנית לאומית\nsubtitle: דוח ביניים\nissuer: משרד התכנון\ndate: 2026-11-30\nlanguages: [he]\nmarking: רשמי\nkinds: [briefing, slides, handout, speaker]\naudiences: { everyone: { speakerNotes: true } }\n',
  'he/01-one.md': `# מבוא

הדוח מציג את ביצוע התוכנית.[^n]

- פריט ראשון

[^n]: הערה קצרה.

:::table[נתונים]
| פריט | 2025 | 2026 |
| --- | ---: | ---: |
| הכנסות | 1111 | 2222 |
:::

English words only!
`,
  'he/slides.md':
    '# סדנה\n\nמשרד התכנון\n\n---\n\n## נתונים\n\n| פריט | ערך |\n| --- | ---: |\n| הכנסות | 1234 |\n\n<!-- הציגו את הטבלה. -->\n',
  'mixed/pack.yaml': 'title: A report\nlanguages: [en]\nkinds: [briefing]\n',
  'mixed/01-one.md': '# תוכנית העבודה 2026!\n\nטקסט.\n\n## חלק ראשון!\n\nEnglish text.\n',
  'cy/pack.yaml': 'title: Adroddiad\nlanguages: [cy]\nkinds: [briefing, slides]\n',
  'cy/01-one.md': '# Cyflwyniad\n\nTestun.\n',
  'cy/slides.md': '# Teitl\n\n---\n\n## Dau\n\n- un\n',
};

interface Piece {
  readonly text: string;
  readonly page: number;
  /** Left and right edge and baseline in points. */
  readonly from: number;
  readonly to: number;
  readonly y: number;
}
interface Printed {
  readonly pieces: readonly Piece[];
  readonly width: number;
  readonly source: string;
}

/** Pieces of text with their places, of marks and spaces without. */
async function printed(name: string): Promise<Printed> {
  const bytes = await readFile(path.join(folder, 'out', name));
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false });
  const document = await task.promise;
  const pieces: Piece[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const { items } = await (await document.getPage(page)).getTextContent();
    for (const item of items)
      if ('str' in item && item.str.trim() !== '')
        pieces.push({
          text: item.str.normalize('NFKC'),
          page,
          from: item.transform[4],
          to: item.transform[4] + item.width,
          y: item.transform[5],
        });
  }
  const width = (await document.getPage(1)).getViewport({ scale: 1 }).width;
  const preferences = await document.getViewerPreferences();
  await task.destroy();
  return { pieces, width, source: JSON.stringify(preferences) };
}

/** The first piece on a page with these words, whose letters may come in either order. */
function piece({ pieces }: Printed, text: string, page?: number): Piece {
  const reversed = [...text].reverse().join('');
  const found = pieces.find((one) => (page === undefined || one.page === page) && (one.text.includes(text) || one.text.includes(reversed)));
  if (found === undefined) throw new Error(`"${text}" is not printed: ${pieces.map((one) => `${one.page} ${one.text}`).join(' | ')}`);
  return found;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-rtl-'));
  await write(folder, files);
  outcome = await build(['he', 'mixed', 'cy'], folder, {}, { cwd: folder });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a Hebrew briefing', () => {
  it('runs from right to left: contents, tables, heads and feet', async () => {
    expect(outcome.code, outcome.told).toBe(0);
    const pdf = await printed('he/everyone/he/briefing.pdf');
    const middle = pdf.width / 2;
    expect(pdf.source).toContain('R2L');
    // The cover's title begins at the right.
    expect(piece(pdf, 'לאומית', 1).to).toBeGreaterThan(middle);
    expect(piece(pdf, 'תוכן', 2).from).toBeGreaterThan(middle);
    // The page number of an entry stands at the left edge, behind the leader.
    const entry = piece(pdf, 'מבוא', 2);
    const numbers = pdf.pieces.filter((one) => one.page === 2 && one.text.trim() === '1' && Math.abs(one.y - entry.y) < 4);
    expect(Math.min(...numbers.map(({ from }) => from))).toBeLessThan(80);
    expect(entry.from).toBeGreaterThan(middle);
    // Columns: the first is the rightmost.
    const [item, first, second] = [piece(pdf, 'הכנסות'), piece(pdf, '1111'), piece(pdf, '2222')];
    expect(item.from).toBeGreaterThan(first.to);
    expect(first.from).toBeGreaterThan(second.to);
    // The pack's title runs at the right, the chapter's at the left; the number of the page is at the outer edge, at the left.
    const heads = pdf.pieces.filter(({ page, y }) => page === 3 && y > 780);
    expect(Math.max(...heads.map(({ to }) => to))).toBeGreaterThan(pdf.width - 80);
    expect(heads.some(({ from }) => from < 80)).toBe(true);
    const feet = pdf.pieces.filter(({ page, y }) => page === 3 && y < 60);
    expect(feet.find(({ text }) => text.trim() === '1')?.from).toBeLessThan(80);
    // The protective marking is in the middle, at head and foot.
    const marking = piece(pdf, 'רשמי', 3);
    expect(Math.abs((marking.from + marking.to) / 2 - middle)).toBeLessThan(12);
    // Latin sentences run as they do.
    const latin = piece(pdf, 'English words only!');
    expect(latin.from).toBeLessThan(80);
  });

  it('has Hebrew words and dates', async () => {
    const { pieces } = await printed('he/everyone/he/briefing.pdf');
    const texts = pieces.map(({ text }) => text).join(' ');
    expect(texts).not.toMatch(/Contents|Table|Note|November/);
    expect(piece({ pieces, width: 0, source: '' }, 'בנובמבר', 1)).toBeDefined();
    expect(piece({ pieces, width: 0, source: '' }, 'טבלה', 3)).toBeDefined();
  });
});

describe('a Hebrew deck and its handout', () => {
  it('have titles and first columns at the right, and words of the language', async () => {
    const deck = await printed('he/everyone/he/slides.pdf');
    const middle = deck.width / 2;
    for (const [text, page] of [
      ['סדנה', 1],
      ['משרד', 1],
      ['נתונים', 2],
    ] as const)
      expect(piece(deck, text, page).to, text).toBeGreaterThan(deck.width - 100);
    expect(piece(deck, 'הכנסות', 2).from).toBeGreaterThan(middle);
    expect(piece(deck, '1234', 2).to).toBeLessThan(middle);
    const handout = await printed('he/everyone/he/handout.pdf');
    const texts = handout.pieces.map(({ text }) => text).join(' ');
    expect(texts).not.toMatch(/Slide|Page|November/);
    // Slides stand at the right, notes at the left.
    expect(piece(handout, 'משרד').from).toBeGreaterThan(handout.width / 2);
    expect(piece(handout, 'הציגו').to).toBeLessThan(handout.width / 2);
    // What a frame shows is in it: what it cuts off is not printed.
    const speaker = await printed('he/everyone/he/speaker.pdf');
    expect(piece(speaker, 'הכנסות', 2).from).toBeGreaterThan(speaker.width / 2);
    expect(piece(speaker, 'הכנסות', 1).to).toBeLessThan(speaker.width / 2);
  });
});

describe('a Hebrew title in an English briefing', () => {
  it('runs from right to left on its page, in the contents and in the head', async () => {
    const pdf = await printed('mixed/everyone/en/briefing.pdf');
    expect(piece(pdf, 'English text.').from).toBeLessThan(pdf.width / 2);
    // The exclamation mark ends the title, which is at the left; pieces may be words or whole lines.
    for (const page of [2, 3]) {
      const marks = pdf.pieces.filter((one) => one.page === page && one.text.includes('!'));
      expect(marks.length, `page ${page}`).toBeGreaterThan(0);
      for (const mark of marks) {
        const line = pdf.pieces.filter(
          ({ page: other, y, text }) => other === page && Math.abs(y - mark.y) < 2 && /\p{Script=Hebrew}/u.test(text),
        );
        expect(mark.from, `page ${page}`).toBeLessThanOrEqual(Math.min(...line.map(({ from }) => from)) + 0.5);
      }
    }
    expect(pdf.source).not.toContain('R2L');
  });
});

describe('a language without words of Dossier’s own', () => {
  it('prints English ones, with one warning that names the remedy', () => {
    const warnings = outcome.result.diagnostics.filter(({ code }) => code === 'LANG_WORDS');
    expect(warnings).toHaveLength(1);
    expect(JSON.stringify(warnings)).toContain('templates/words/cy.yaml');
  });
});

describe('a Hebrew draft for review', () => {
  it('has numbers of lines and comments at the right of its text', async () => {
    const lines = Array.from({ length: 6 }, (_, index) => `פסקה מספר ${index + 1}.`).join('\n\n');
    await write(folder, {
      'draft/pack.yaml': 'title: טיוטה\ndate: 2026-11-30\nlanguages: [he]\nkinds: [briefing]\ncover: false\n',
      'draft/01.md': `# מבוא\n\nמילים {++חדשות++}{>>הערה<<} כאן.\n\n${lines}\n`,
    });
    const { code, told } = await build(['draft'], folder, { isReview: true }, { cwd: folder });
    expect(code, told).toBe(0);
    const pdf = await printed('review/draft/everyone/he/briefing-review.pdf');
    const text = piece(pdf, 'פסקה', 2);
    const number = pdf.pieces.find((one) => one.page === 2 && one.text.trim() === '5' && one.from > text.to);
    expect(number?.from).toBeLessThan(text.to + 20);
    expect(piece(pdf, 'הערה', 2).from).toBeGreaterThan(text.to);
  });
});
