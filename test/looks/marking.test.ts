/** Protective markings: which one an edition has, and where it is printed. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getDocument, Util } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf, rawText } from '../support/pdf.ts';
import { samplesFolder } from '../support/samples.ts';
import { documentsOf } from '../support/trust.ts';

const config = `title: Ports
date: 2026-11-30
languages: [en, de]
kinds: [briefing]
cover: false
marking: { from: clearance, words: { official: Office only } }
properties:
  clearance: { levels: [public, official, secret] }
audiences:
  press: { properties: { clearance: public } }
  staff: { properties: { clearance: official } }
  minister: { properties: { clearance: secret } }
  guests: {}
`;
const german = 'title: Häfen\nmarking: { words: { official: Nur für den Dienst } }\n';

/** Which markings the documents have, by audience and language. */
async function markingsOf(folder: string, files: Readonly<Record<string, string>>) {
  await write(folder, { 'pack.yaml': config, 'de/pack.yaml': german, ...files });
  const { documents, diagnostics } = await documentsOf(folder);
  const known = ['PUBLIC', 'ÖFFENTLICH', 'Office only', 'Nur für den Dienst', 'SECRET', 'GEHEIM'];
  const found = documents.map(({ audience, lang, html }) => {
    const corner = /@top-left-corner \{ content: "([^"]*)"/.exec(html)?.[1] ?? '';
    return [
      `${audience} ${lang}`,
      known.find((word) => corner.replace(/\\[\da-f]+ /g, '') === word.replace(/[^\p{L}\p{N} ]/gu, '')) ?? corner,
    ];
  });
  return { markings: Object.fromEntries(found) as Record<string, string>, codes: diagnostics.map(({ code }) => code) };
}

test('the marking is the highest level of what an edition holds, not of what its audience may read', async ({ folder }) => {
  const text = '# One\n\nFor all.\n\nFor officials. {clearance="official"}\n\nFor staff alone. {depth="full"}\n';
  const { markings, codes } = await markingsOf(folder, { 'one.md': text, 'de/one.md': text });
  expect(markings).toEqual({
    'press en': 'PUBLIC',
    'press de': 'ÖFFENTLICH',
    'staff en': 'Office only',
    'staff de': 'Nur für den Dienst',
    'minister en': 'Office only',
    'minister de': 'Nur für den Dienst',
    'guests en': 'PUBLIC',
    'guests de': 'ÖFFENTLICH',
  });
  expect(codes).not.toContain('MARKING_HIGHEST');
});

test('what a rule for audiences is for has the lowest level of its readers; where one has none, the marking is the highest', async ({
  folder,
}) => {
  const text = '# One\n\nFor all.\n\nFor the desk. {audience="staff minister"}\n\nFor guests. {audience="guests"}\n';
  const { markings, codes } = await markingsOf(folder, { 'one.md': text, 'de/one.md': text });
  expect(markings).toMatchObject({ 'press en': 'PUBLIC', 'staff en': 'Office only', 'guests en': 'SECRET', 'guests de': 'GEHEIM' });
  expect(codes).toContain('MARKING_HIGHEST');
});

test('rules of data, chapters and files that are given away count; data that nothing shows does not', async ({ folder }) => {
  const text = '# One\n\n::table{data="ports.csv"}\n';
  const { markings } = await markingsOf(folder, {
    'pack.yaml': config.replace('audiences:', 'data:\n  kept.csv: { for: "clearance:secret" }\naudiences:'),
    'one.md': text,
    'de/one.md': text,
    'ports.csv': 'name,ships,audience\nA,1,\nB,2,staff minister\n',
    'kept.csv': 'name\nX\n',
  });
  expect(markings).toMatchObject({ 'press en': 'PUBLIC', 'staff en': 'Office only', 'minister en': 'Office only' });
  const given = await markingsOf(folder, {
    'pack.yaml': `${config.replace('audiences:', 'data:\n  kept.csv: { for: "clearance:secret" }\naudiences:')}attachments: [{ file: kept.csv, title: Ships }]\n`,
  });
  expect(given.markings).toMatchObject({ 'press en': 'PUBLIC', 'staff en': 'Office only', 'minister en': 'SECRET' });
});

test('images that a text shows in any way count, and what one audience attaches', async ({ folder }) => {
  const ruled = config.replace('audiences:', 'data:\n  plan.svg: { for: "clearance:secret" }\naudiences:');
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>';
  const ways: Record<string, Record<string, string>> = {
    logo: { 'pack.yaml': `${ruled}logo: plan.svg\n` },
    html: { 'pack.yaml': ruled, 'one.md': '# One\n\n<img src="plan.svg" alt="Plan">\n' },
    reference: { 'pack.yaml': ruled, 'one.md': '# One\n\n![Plan][plan]\n\n[plan]: plan.svg\n' },
    attachment: {
      'pack.yaml': config.replace(
        '  minister: {',
        '  minister: { attachments: [{ file: plan.svg, title: Plan, for: "clearance:secret" }],',
      ),
    },
  };
  for (const [name, files] of Object.entries(ways)) {
    const all = { 'one.md': '# One\n\nFor all.\n', 'de/one.md': '# Eins\n\nFür alle.\n', 'plan.svg': drawing, ...files };
    const { markings } = await markingsOf(path.join(folder, name), all);
    expect(markings, name).toMatchObject({ 'press en': 'PUBLIC', 'staff en': 'PUBLIC', 'minister en': 'SECRET', 'minister de': 'GEHEIM' });
  }
});

test('a level that a rule only names for others, or beside what another rule left over, is not that of the text', async ({ folder }) => {
  const own = config.replace('  guests: {}\n', '').replace('  minister: {', '  minister: { speakerNotes: true,');
  const ways: Record<string, Record<string, string>> = {
    redaction: { 'one.md': '# One\n\nWords :redact[in ink]{for="press staff clearance:public"} end.\n' },
    otherwise: { 'one.md': '# One\n\nWords :for[a]{audience="press staff"}:otherwise[b]{depth="full"} end.\n' },
    notes: { 'slides.md': '# Slides\n\n---\n\n## One\n\n:::notes{depth="full"}\nSay it.\n:::\n' },
  };
  for (const [name, files] of Object.entries(ways)) {
    const all = { 'pack.yaml': own, 'one.md': '# One\n\nFor all.\n', ...files, 'de/pack.yaml': '{}\n' };
    const { markings } = await markingsOf(path.join(folder, name), all);
    expect(markings, name).toMatchObject({ 'minister en': 'SECRET' });
  }
});

test('a marking from no levels is an error', async ({ folder }) => {
  await write(folder, {
    'pack.yaml': 'title: T\ndate: 2026-11-30\nmarking: { from: region }\nproperties: { region: { values: [eu] } }\n',
    'a.md': '# A\n\nText.\n',
  });
  const { diagnostics } = await documentsOf(folder).catch((cause: { diagnostics: readonly { code: string }[] }) => cause);
  expect(diagnostics.map(({ code }) => code)).toContain('MARKING_FROM');
});

test.for([
  ['the plain look', '', [5, 2, 1]],
  ['the executive look', 'look: executive\n', [3, 2, 1]],
] as const)(
  'head and foot of every page and slide, and the properties, in %s',
  async ([, look, [briefing, slides, handout]], { folder }) => {
    await write(folder, {
      'pack.yaml': `title: Ports\ndate: 2026-11-30\nmarking: For the board\nkinds: [briefing, slides, handout]\n${look}`,
      'one.md': '# One\n\nText.\n\n:::landscape\nWide.\n:::\n\n:::figure[Quay]{full alt="x"}\n![q](q.jpg)\n:::\n',
      'q.jpg': await sharp({ create: { width: 60, height: 80, channels: 3, background: '#204060' } })
        .jpeg()
        .toBuffer(),
      'slides.md': '---\nlayout: title\n---\n\n# Ports\n\n---\n\n# Two\n\n- Text\n',
    });
    const { code, told } = await build('.', folder, {}, { cwd: folder });
    expect(code, told).toBe(0);
    const out = path.join(folder, 'out', path.basename(folder), 'everyone/en');
    for (const [kind, pages] of [
      ['briefing', briefing],
      ['slides', slides],
      ['handout', handout],
    ] as const) {
      const bytes = await readFile(path.join(out, `${kind}.pdf`));
      const pdf = await openPdf(bytes);
      expect(pdf.pages.length, kind).toBe(pages);
      for (const page of pdf.pages) expect(page.split('For the board').length - 1, `${kind}: ${page}`).toBe(2);
      expect(rawText(bytes)).toContain('<xmp:Label>For the board</xmp:Label>');
    }
  },
);

/** One page that is shown turned, with what it opens and never closes. */
const turned = (): Buffer => {
  const content = 'q 0.5 0 0 0.5 40 60 cm /Lost BMC 0.9 0.4 0.2 rg 0 0 900 1200 re f BT /F1 40 Tf 0 g 30 400 Td (Turned plan) Tj ET';
  const page = '/Rotate 90/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R';
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R${page}>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ].map((text, index) => `${index + 1} 0 obj\n${text}\nendobj\n`);
  const places = objects.map((_, index) => 9 + objects.slice(0, index).join('').length);
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const start = 9 + objects.join('').length;
  const end = `xref\n0 6\n0000000000 65535 f \n${table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(`%PDF-1.4\n${objects.join('')}${end}`, 'latin1');
};

test('pages of annexes carry it too, upright at head and foot, as decoration', async ({ folder }) => {
  const sample = path.join(samplesFolder, 'packs/annexes');
  await write(folder, {
    'pack.yaml': `title: Ports
date: 2026-11-30
marking: For the board
status: draft
kinds: [pack]
pack: { parts: [briefing, annexes] }
annexes:
  - { file: plan.pdf, title: The plan }
  - { file: carte.pdf, title: La carte, lang: fr }
  - { file: turned.pdf, title: Turned }
`,
    'one.md': '# One\n\nText.\n',
    'plan.pdf': await readFile(path.join(sample, 'plan.pdf')),
    'carte.pdf': await readFile(path.join(sample, 'carte.pdf')),
    'turned.pdf': turned(),
  });
  const { code, told } = await build('.', folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  const bytes = await readFile(path.join(folder, 'out', path.basename(folder), 'everyone/en/pack.pdf'));
  const pdf = await openPdf(bytes);
  expect(pdf.pages.length).toBeGreaterThan(5);
  for (const [index, page] of pdf.pages.entries()) {
    expect(page.split('For the board · Draft').length - 1, `page ${index + 1}: ${page}`).toBe(2);
    if (index > 2) expect(pdf.reading[index]).not.toContain('For the board');
  }
  // Where it is, as the page is shown.
  const document = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise;
  for (let number = document.numPages - 3; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const view = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const places = items.flatMap((item) => {
      if (!('str' in item) || !item.str.includes('board')) return [];
      const [a = 0, b = 0, , , x = 0, y = 0] = Util.transform(view.transform, item.transform);
      return [{ isUpright: a > 4 && Math.abs(b) < 0.01, middle: x + item.width / 2 - view.width / 2, y: y / view.height }];
    });
    expect(places.map(({ isUpright }) => isUpright)).toEqual([true, true]);
    for (const { middle } of places) expect(Math.abs(middle)).toBeLessThan(60);
    const heights = places.map(({ y }) => y).sort((one, other) => one - other);
    expect(heights[0]).toBeLessThan(0.08);
    expect(heights[1]).toBeGreaterThan(0.92);
  }
  await document.loadingTask.destroy();
});
