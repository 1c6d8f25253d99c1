/** State, embargo and version of documents: on every page, in properties, names and manifests, and for no other audience. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';

const pack = {
  'pack/pack.yaml': `title: Harbour
date: 2026-03-04
version: "1.2"
status: for-approval
marking: For discussion
languages: [en, de]
kinds: [briefing, slides, handout]
conformance: [ua-1, a-2a]
audiences:
  desk: { embargo: 2026-03-04T10:00+01:00 }
  press: {}
`,
  'pack/01-harbour.md': '# Harbour\n\nWords for all.\n\n:::slide[Late]\n- Words\n:::\n',
  'pack/slides.md': '# Harbour talk {.title}\n\n# Next\n\nWords\n',
  'pack/de/pack.yaml': 'title: Hafen\nmarking: Zur Beratung\n',
  'pack/de/01-harbour.md': '# Hafen\n\nWörter für alle.\n\n:::slide[Spät]\n- Wörter\n:::\n',
  'pack/de/slides.md': '# Hafenvortrag {.title}\n\n# Weiter\n\nWörter\n',
};

const embargoed = (kind: string) => `${kind}-embargo-2026-03-04T1000+0100.pdf`;

test('state and embargo are on every page of those whom they concern', async ({ folder }) => {
  await write(folder, pack);
  const { code, told, result } = await build('pack', folder, {}, { cwd: folder });
  expect([code, told]).toEqual([0, expect.any(String)]);
  const en = 'For discussion · For approval · Embargoed until 4 March 2026, 10:00 (UTC+1)';
  const de = 'Zur Beratung · Zur Genehmigung · Sperrfrist: 4. März 2026, 10:00 Uhr (UTC+1)';
  for (const [lang, line] of [
    ['en', en],
    ['de', de],
  ] as const)
    for (const kind of ['briefing', 'slides', 'handout']) {
      const pdf = await openPdf(path.join(folder, 'out/pack/desk', lang, embargoed(kind)));
      for (const text of pdf.pages) expect(text, `${lang} ${kind}`).toContain(line);
      expect(pdf.pages[0], kind).toContain('Version 1.2');
      expect(pdf.info).toMatchObject({
        Custom: { Marking: line.split(' · ')[0], Status: 'for-approval', Embargo: '2026-03-04T10:00+01:00', Version: '1.2' },
      });
      const xmp = Buffer.from(pdf.bytes).toString('latin1');
      expect(xmp).toContain('<bibo:status>for-approval</bibo:status>');
      expect(xmp).toContain('<prism:embargoDate>2026-03-04T10:00+01:00</prism:embargoDate>');
      expect(xmp).toContain('<pdfaSchema:prefix>prism</pdfaSchema:prefix>');
      expect(xmp).toContain('<xmpMM:VersionID>1.2</xmpMM:VersionID>');
      await pdf.close();
    }
  const press = result.artifacts.filter(({ audience }) => audience === 'press');
  expect(press.map((one) => one.path)).toContain('pack/press/en/briefing.pdf');
  for (const { path: name, issue } of press) {
    expect(issue).toEqual({ version: '1.2', status: 'for-approval' });
    const pdf = await openPdf(path.join(folder, 'out', name));
    expect(pdf.pages[0]).toMatch(/For approval|Zur Genehmigung/);
    expect(pdf.pages.join('\n') + JSON.stringify(pdf.info)).not.toMatch(/mbargo|Sperrfrist|10:00/);
    await pdf.close();
  }
  const manifest = JSON.parse(await readFile(path.join(folder, 'out/manifest.json'), 'utf8'));
  const issues = manifest.artifacts
    .filter((one: { audience: string }) => one.audience === 'desk')
    .map((one: { issue: object }) => one.issue);
  expect(issues).toHaveLength(6);
  expect(issues[0]).toEqual({ version: '1.2', status: 'for-approval', embargo: '2026-03-04T10:00+01:00' });

  const lifted = await build(
    'pack',
    folder,
    { issue: { isEmbargoLifted: true }, audiences: ['desk'], languages: ['en'], kinds: ['briefing'] },
    { cwd: folder },
  );
  expect(lifted.result.artifacts.map((one) => one.path)).toEqual(['pack/desk/en/briefing.pdf']);
  const pdf = await openPdf(path.join(folder, 'out/pack/desk/en/briefing.pdf'));
  for (const text of pdf.pages) expect(text).toContain('For discussion · For approval');
  expect(pdf.pages.join('\n') + JSON.stringify(pdf.info)).not.toMatch(/mbargo/);
  await pdf.close();
});

test('a bad embargo, state or version is an error at its place', async ({ folder }) => {
  await write(folder, {
    'pack/pack.yaml':
      'title: A\nstatus: drafty\nversion: 1.0\nembargo: 2026-02-30T10:00+01:00\naudiences:\n  desk:\n    embargo: 2026-03-04T10:00\n',
    'pack/01-a.md': '# A\n\nWords.\n',
  });
  const { code, result } = await build('pack', folder, { mode: 'check' }, { cwd: folder });
  expect(code).toBe(1);
  expect(result.diagnostics.map(({ code: own, place, message }) => `${place.line}:${place.column} ${own} ${message}`)).toEqual([
    expect.stringMatching(/^2:9 CONFIG_VALUE .*draft/),
    expect.stringMatching(/^3:10 CONFIG_TYPE .*text/),
    expect.stringMatching(/^4:10 CONFIG_VALUE .*this date does not exist/),
    expect.stringMatching(/^7:14 CONFIG_VALUE .*the zone is missing/),
  ]);
});
