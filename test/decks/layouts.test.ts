/** Slides that compose themselves: every layout holds its content under rules, and what Dossier makes of a deck follows from what its reader sees. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect } from 'vitest';
import { layoutNames } from '../../pipeline/transform/slides/names.ts';
import { build } from '../support/build.ts';
import { slidesOf } from '../support/decks.ts';
import { test, write } from '../support/folders.ts';
import { linesOf } from '../support/lines.ts';
import { openPdf } from '../support/pdf.ts';
import { documentsOf, leaks, type Outcome } from '../support/trust.ts';

const rule = '{audience="desk"}';
const secret = 'Brambleworth';
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3H0z"/></svg>';
const list = (head: (number: number) => string, sign = '-') =>
  `${[1, 2, 3].map((one) => `${sign} **${head(one)}** words ${one}`).join('\n')}\n${sign} **${head(4)}** ${secret} ${rule}`;
const image = '![A site](site.svg)';
const hidden = `:::for${rule}\n${secret}\n:::`;

/** What stands on a slide of each layout, with words for one audience alone. */
const bodies: Readonly<Record<(typeof layoutNames)[number], string>> = {
  title: `Open words\n\n${hidden}`,
  agenda: '',
  section: `Open words\n\n${hidden}`,
  bullets: `- open\n- ${secret} ${rule}`,
  split: `- open\n- again\n- ${secret} ${rule}`,
  statement: `One open sentence.\n\n${hidden}`,
  number: `**42 %**\n\nof all\n\n${hidden}`,
  numbers: list((one) => `${one} %`),
  columns: `### One\n\nopen\n\n### Two\n\n${hidden}`,
  compare: `### One\n\nopen\n\n### Two\n\n${hidden}`,
  process: list((one) => `Step ${one}`, '1.'),
  timeline: list((one) => String(2020 + one)),
  matrix: list((one) => `Case ${one}`),
  table: `| A | B |\n| - | - |\n| a | b |\n| ${secret} ${rule} | b |`,
  'table-note': `| A | B |\n| - | - |\n| a | b |\n\n${hidden}`,
  chart: `${image}\n\n${hidden}`,
  figure: `${image}\n\n${hidden}`,
  image: `${image}\n\n${hidden}`,
  'image-left': `${image}\n\n${hidden}`,
  'image-right': `open\n\n${hidden}\n\n${image}`,
  'image-grid': `${image} ${image} ${image}\n\n${hidden}`,
  quote: `> Open words\n\n${hidden}\n\n${image}`,
  people: list((one) => `Person ${one}`),
  code: `\`\`\`js\nopen()\n\`\`\`\n\n${hidden}`,
  recommendation: `:::recommendations\n1. open\n2. ${secret} {audience="desk" owner="Office"}\n:::`,
  end: `Open words\n\n${hidden}`,
  appendix: `- open\n- ${secret} ${rule}`,
};
const deck = layoutNames
  .map((name) => `<!-- _class: ${name} -->\n<!-- Note of ${name}. -->\n\n${name === 'title' ? '#' : '##'} Slide ${name}\n\n${bodies[name]}`)
  .join('\n\n---\n\n');

const pack = {
  'pack.yaml': `title: Layouts
date: 2026-11-30
kinds: [slides, handout, speaker]
deck: { agenda: true, sections: true }
audiences:
  desk: { label: Desk, speakerNotes: true, scheme: dark }
  press: { label: Press }
`,
  'site.svg': drawing,
  'slides.md': deck,
  '01-first.md': '# First part :for[with more]{audience="desk"}\n\n:::slide[One]{minutes=2.5}\n- open\n- **again**\n:::\n',
  '02-second.md': `# Second part ${secret}\n\n::::slide[Two]{${rule.slice(1, -1)}}\n- open\n:::notes\nSay it\n:::\n::::\n`,
  '03-third.md':
    '# Third part\n\n:::slide[A section of its own]{layout=section}\n:::\n\n:::slide[Three]{minutes=soon}\nOne sentence alone.\n:::\n',
};

let outcome: Outcome;
const slides = (audience: string, kind = 'slides') =>
  slidesOf({ ...outcome, documents: outcome.documents.filter((one) => one.audience === audience) }, kind);
const about = (all: readonly string[], title: string) => all.find((slide) => slide.includes(`>${title}</h`)) ?? '';

describe('slides that compose themselves', () => {
  beforeAll(async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-test-'));
    outcome = await documentsOf(await write(path.join(folder, 'p'), pack));
    await rm(folder, { recursive: true, force: true });
  });

  test('every layout is known by its name as a class, and holds what it is given', () => {
    const shown = slides('desk');
    expect(layoutNames.filter((name) => !about(shown, `Slide ${name}`).includes(`class="slide slide--${name} slide--composed`))).toEqual(
      [],
    );
    const without = layoutNames.filter((name) => bodies[name].includes(secret) && !about(shown, `Slide ${name}`).includes(secret));
    expect(without).toEqual([]);
  });

  test('what a rule withholds is in no part of any layout', () => {
    expect(leaks(outcome)).toEqual([]);
    expect(slides('press').some((slide) => slide.includes('Slide matrix'))).toBe(true);
  });

  test('parts, agenda and section slides follow from what the reader has', () => {
    const listed = (audience: string) =>
      [...about(slides(audience), 'Slide agenda').matchAll(/<li[^>]*><a href="#[^"]+">(.*?)<\/a>/g)].map(([, words]) => words);
    expect(listed('desk')).toEqual(
      ['Slide section', 'First part <span>with more</span>', `Second part ${secret}`, 'A section of its own'].map((one) =>
        expect.stringContaining(one.replace(/<.*/, '')),
      ),
    );
    expect(listed('press')).toHaveLength(3);
    expect(listed('press').join()).not.toContain('Second');
    expect(about(slides('press'), 'A section of its own')).toMatch(/slide__numeral"><span>3<\/span> <span class="slide__of">\/ 3/);
    // A chapter that divides itself gets no section slide, and an agenda is made for a deck without one alone.
    expect(slides('press').filter((slide) => slide.includes('>Third part</h'))).toEqual([]);
    expect(slides('press').filter((slide) => slide.includes('slide--agenda'))).toHaveLength(1);
  });

  test('speaker notes are a document for those who read them', () => {
    const speaker = (audience: string) => outcome.documents.find((one) => one.audience === audience && one.kind === 'speaker')?.html;
    expect(speaker('press')).toBeUndefined();
    const html = speaker('desk') ?? '';
    expect(html).toContain('<p class="speaker__time">2.5 min</p>');
    expect(html).toContain('<p>Note of matrix.</p>');
    // The next slide is shown once more: nothing in it can be found or followed.
    const next = html
      .split('speaker__preview">')
      .slice(1)
      .map((rest) => rest.slice(0, rest.indexOf('</section>')));
    expect(next.length).toBeGreaterThan(layoutNames.length);
    expect(next.filter((one) => / id="|<a /.test(one))).toEqual([]);
  });

  test('a dark ground is for the deck of those who ask for it', () => {
    const html = (audience: string, kind: string) =>
      outcome.documents.find((one) => one.audience === audience && one.kind === kind)?.html ?? '';
    expect(html('desk', 'slides')).toContain('scheme-dark');
    for (const other of [html('desk', 'handout'), html('desk', 'speaker'), html('press', 'slides')])
      expect(other).not.toContain('scheme-dark');
  });

  test('minutes that are none are reported', () => {
    const codes = outcome.diagnostics.filter(({ severity }) => severity !== 'info').map(({ code, place }) => `${code} ${place.file}`);
    expect([...new Set(codes)].filter((code) => code.startsWith('ATTRIBUTE_VALUE'))).toEqual(['ATTRIBUTE_VALUE 03-third.md']);
  });
});

test('a slide that is too full for its layout uses the room that is left, then shrinks; long titles are reported', async ({ folder }) => {
  const long = 'Rechtsschutzversicherungsgesellschaften';
  const item = (text: string) => [1, 2, 3, 4, 5].map((one) => `1. **${long}${one}**: ${text}`).join('\n');
  await write(folder, {
    'p/pack.yaml': 'title: Full\ndate: 2026-11-30\nkinds: [slides, speaker]\nlanguages: [de]\nconformance: [ua-1]\n',
    'p/slides.md': [
      '# Full',
      `## Steps\n\n<!-- _class: process -->\n\n${item('kurz')}`,
      `## ${'A title that says all that there is to say about it '.repeat(3)}\n\n- one\n- two`,
      '<!-- _class: split -->\n\n## Items beside\n\n- one\n- two\n- three',
      `<!-- _class: timeline -->\n\n## Ten dates\n\n${Array.from({ length: 10 }, (_, index) => `- **${2010 + index}** kurz`).join('\n')}`,
    ].join('\n\n---\n\n'),
  });
  const { code, result, told } = await build('p', folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  expect(result.diagnostics.map(({ code: what, place }) => `${place.line} ${what}`)).toEqual(['17 SLIDE_TITLE']);
  const file = path.join(folder, 'out/p/everyone/de');
  const pdf = await openPdf(path.join(file, 'slides.pdf'));
  expect(pdf.isTagged).toBe(true);
  expect(pdf.pages).toHaveLength(5);
  // Words too long for a column are hyphenated, so that none is cut.
  expect(pdf.pages[1]).toMatch(/schaften5\s/);
  expect((await pdf.structure(2)).filter(({ role }) => role === 'LI')).toHaveLength(5);
  await pdf.close();
  // Dates for which the axis has no place have a row each.
  const dates = (await linesOf(path.join(file, 'slides.pdf'), 5)).filter(({ text }) => /^20\d\d\s*$/.test(text));
  expect(dates.map(({ text }) => Number(text))).toEqual(Array.from({ length: 10 }, (_, index) => 2010 + index));
  const speaker = await openPdf(path.join(file, 'speaker.pdf'));
  expect(speaker.pages).toHaveLength(5);
  expect(speaker.isTagged).toBe(true);
  await speaker.close();
});
