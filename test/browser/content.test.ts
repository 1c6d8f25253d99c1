/** The pack of this project: what must come out of content/. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { build } from '../support/build.ts';
import { holds, openPdf, type Pdf, prints, squeeze } from '../support/pdf.ts';
import { runsOf } from '../support/runs.ts';

const name = 'japan-eu-digital-partnership';
const audiences = ['executive', 'press', 'technical'] as const;
const kinds = ['briefing', 'handout', 'slides'] as const;
const pdfs = new Map<string, Pdf>();
const pdf = (audience: (typeof audiences)[number], kind: (typeof kinds)[number]) => pdfs.get(`${audience}/${kind}`) as Pdf;
let folder: string;
let outcome: Awaited<ReturnType<typeof build>>;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-test-'));
  outcome = await build(path.join('content', name), folder);
  for (const { path: file, audience, kind, lang } of outcome.result.artifacts)
    pdfs.set(lang === 'en' ? `${audience}/${kind}` : `${lang}/${audience}/${kind}`, await openPdf(path.join(folder, 'out', file)));
});
afterAll(async () => {
  for (const one of pdfs.values()) await one.close();
  await rm(folder, { recursive: true, force: true });
});

test('builds nine PDFs in each language, three kinds for three audiences, without one complaint', () => {
  expect(outcome.result.diagnostics).toEqual([]);
  expect(outcome.code).toBe(0);
  const nine = audiences.flatMap((audience) => kinds.map((kind) => `${audience}/${kind}`));
  expect([...pdfs.keys()].sort()).toEqual([...nine, ...nine.map((key) => `ja/${key}`)].sort());
});

describe('length', () => {
  test('the executive briefing has two pages and its deck eleven slides', () => {
    expect(pdf('executive', 'briefing').pages).toHaveLength(2);
    expect(pdf('executive', 'slides').pages).toHaveLength(11);
  });

  test('the technical deck has 14 slides at least, and each its notes in the handout', async () => {
    const { pages } = pdf('technical', 'slides');
    expect(pages.length).toBeGreaterThanOrEqual(14);
    const handout = pdf('technical', 'handout');
    const large = (await runsOf(handout.bytes)).flat().filter(({ text, size }) => /^\d+$/.test(text) && Math.abs(size - 16) < 0.1);
    expect(large.map(({ text }) => text)).toEqual(pages.map((_, index) => String(index + 1)));
    // Parts are bands, which take no row.
    expect(handout.pages.length).toBeLessThanOrEqual(Math.ceil(pages.length / 3));
  });
});

describe('content', () => {
  const members =
    'The University of Tokyo; Kyocera Corporation; Tokyo University of Agriculture and Technology; Shimizu Corporation; NEC Networks & System Integration Corporation; KDDI Research, Inc.; ERICSSON FRANCE; FRAUNHOFER; Apple; CNIT; KU Leuven; IS-Wireless; Telefonica; Sequans; University of Pisa';
  const dates =
    '1 September 2021; 1 March 2022; 12 May 2022; 3 July 2023; 30 April 2024; 12 February 2025; 15 May 2025; March 2025; April 2025; 15 October 2025';
  const strands =
    'Semiconductors; Beyond 5G/6G; Quantum technology; Artificial intelligence; Digital identities and trust services; Data governance; Protection of personal data; Online platforms; Cybersecurity; Submarine cables';
  const rest =
    'Digital Agency; デジタル庁; IKEDA Mitsuru; Chief Director for International Strategy; DIGITALEUROPE; Japan Business Council in Europe; JEITA; Ministry of Economy, Trade and Industry; Ministry of Internal Affairs and Communications; Directorate-General for Communications Networks, Content and Technology; DG Connect; nodal agencies; 28th Japan-EU Summit; 26th Annual Meeting; Business Round Table; Catena-X; Ouranos; Hiroshima AI Process; Friends Group; Harmony; 6G-MIRAI; 6G MIRAI-HARMONY; AI-Native Network to realize User-Centric Communication; cross-layer/multi-domain AI integration; reliable and robust AI-native wireless communication systems; 100 million yen; up to three years; Beyond 5G R&D Fund; Horizon Europe Framework Programme; competitiveness, innovation and resilience in emerging technologies; human-centric and values-based approach; resilience in digital critical technologies; A collaborative path of joint leadership; ✓; ※';

  test.for([
    ['members of the consortia', members],
    ['dates', dates],
    ['topics of the strands', strands],
    ['names and terms', rest],
  ])('the technical briefing prints all %s', ([, list = '']) => {
    const printed = squeeze([...pdf('technical', 'briefing').pages, ...pdf('technical', 'briefing').reading].join('\n')).toLowerCase();
    expect(list.split('; ').filter((text) => !printed.includes(squeeze(text).toLowerCase()))).toEqual([]);
  });

  test('the press gets neither budget nor assessment, in no file and in no byte of it', () => {
    const withheld = [
      '100 million',
      '300 million',
      '¥100',
      'own reading',
      'own assessment',
      'Reading the budget',
      'How the two fit together',
      'Executive summary',
      'Questions for the next Council',
      'Points to watch',
      'it records no commitment',
      'briefing’s arithmetic',
    ];
    for (const kind of kinds) expect({ [kind]: withheld.filter((text) => holds(pdf('press', kind), text)) }).toEqual({ [kind]: [] });
    expect(withheld.filter((text) => !audiences.some((audience) => kinds.some((kind) => holds(pdf(audience, kind), text))))).toEqual([]);
  });

  test('the press sees a bar in place of the budget, and neither the counted days, the counted members nor the open meeting', async () => {
    const press = pdf('press', 'briefing');
    const withheld = ['own count', 'Days since', 'Companies are the largest group', 'groups them by kind', 'Fourth', 'executive summary'];
    expect(withheld.filter((text) => holds(press, text))).toEqual([]);
    expect(withheld.filter((text) => !holds(pdf('technical', 'briefing'), text))).toEqual([]);
    const alternatives = (await Promise.all(press.pages.map((_, index) => press.structure(index + 1))))
      .flat()
      .flatMap(({ alt }) => alt ?? []);
    expect(alternatives.filter((alt) => alt === 'redacted')).toHaveLength(1);
    expect(prints(press, 'It may be quoted with its source.')).toBe(true);
    expect(prints(pdf('technical', 'briefing'), 'It is written for discussion within the administrations')).toBe(true);
  });

  test('executives have the short notes, technical readers the full ones', () => {
    expect(prints(pdf('executive', 'handout'), 'Ask the four questions in this order.')).toBe(true);
    expect(holds(pdf('executive', 'handout'), 'They follow from the record')).toBe(false);
    expect(prints(pdf('technical', 'handout'), 'They follow from the record')).toBe(true);
    expect(holds(pdf('technical', 'handout'), 'Ask the four questions in this order.')).toBe(false);
  });

  test('the press has a cover of its own and its own marking', () => {
    expect(prints(pdf('press', 'briefing'), 'For publication', 1)).toBe(true);
    expect(prints(pdf('technical', 'briefing'), 'For discussion', 1)).toBe(true);
    expect(holds(pdf('press', 'briefing'), 'For discussion')).toBe(false);
  });
});

describe.each(audiences)('every PDF for the audience %s', (audience) => {
  test.for(kinds)('%s: fonts of six families, all embedded', async (kind) => {
    const families = /^(SourceSerif4|SourceSans3|IBMPlexMono|NotoSerifJP|NotoSansJP|NotoSansSymbols2)/;
    const fonts = await pdf(audience, kind).fonts();
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter(({ name: font, isEmbedded }) => !isEmbedded || !families.test(font))).toEqual([]);
  });

  test.for(kinds)('%s: tagged, with title, language, date and outline', async (kind) => {
    const { isTagged, lang, outline, info, structure } = pdf(audience, kind);
    expect({ isTagged, lang }).toEqual({ isTagged: true, lang: 'en' });
    expect(info['Title']).toContain('Japan-EU Digital Partnership');
    expect(info['CreationDate']).toContain('20251015');
    expect(outline.length).toBeGreaterThan(1);
    // Chrome joins the runs of a heading without the spaces between them.
    expect(outline.filter((title) => /^(\s*)(.{4,})\2$/.test(title))).toEqual([]);
    expect((await structure(1)).some(({ role }) => /^H\d?$/.test(role))).toBe(true);
  });

  test.for(kinds)('%s: no text is cut into characters that nobody can search', (kind) => {
    expect(pdf(audience, kind).pages.join('')).not.toMatch(/[\uE000-\uF8FF\uFFFD]/);
  });
});

test.for(['technical', 'press'] as const)(
  'contents of the %s briefing: every number is the page where its heading stands, and the link leads there',
  (audience) => {
    const { links, pages, reading, folios } = pdf(audience, 'briefing');
    const entries = links
      .filter(({ page, target }) => page === 2 && target !== undefined)
      .map(({ text, target }) => ({ ...split(text), target: target as number }));
    // The press has chapters alone in its contents.
    expect(entries.length).toBeGreaterThanOrEqual(audience === 'press' ? 5 : 11);
    for (const { title, number, target } of entries) {
      expect({ title, number }).toEqual({ title, number: Number(folios[target - 1]) });
      expect(prints({ pages, reading }, title, target), `${title} on page ${target}`).toBe(true);
    }
  },
);

/** "The bodies that lead 8": the title and the number. */
function split(text: string): { title: string; number: number } {
  const [, title = text, number] = /^\d{0,2}?(\D.*?)\s*(\d+)$/s.exec(text.trim()) ?? [];
  return { title, number: Number(number) };
}

test('addresses in the list of sources are links', () => {
  const { links } = pdf('technical', 'briefing');
  expect(links.map(({ url }) => url)).toContain('https://www.digital.go.jp/en');
});

describe('the Japanese edition', () => {
  const japanese = (audience: string, kind: string) => pdfs.get(`ja/${audience}/${kind}`) as Pdf;

  test('is marked as Japanese, and its executive briefing has two pages', () => {
    for (const audience of audiences) for (const kind of kinds) expect(japanese(audience, kind).lang).toBe('ja');
    expect(japanese('executive', 'briefing').pages).toHaveLength(2);
    expect(japanese('executive', 'slides').pages).toHaveLength(11);
  });

  test('has all consortium members and the agency by their Japanese names', () => {
    const text = squeeze(japanese('technical', 'briefing').pages.join(''));
    for (const word of ['デジタル庁', '東京大学', '京セラ', '東京農工大学', '清水建設', '広島AIプロセス', '1億円'])
      expect(text).toContain(word);
  });

  test('keeps the budget from the press', () => {
    for (const kind of kinds)
      for (const word of ['1億円', '3億円']) expect(squeeze(japanese('press', kind).pages.join(''))).not.toContain(word);
  });
});
