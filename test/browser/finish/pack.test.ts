/** The kind `pack`: several documents in one file, each the same as on its own. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PdfDocument } from '../../../pipeline/pdf/objects/index.ts';
import { build } from '../../support/build.ts';
import { test } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';
import { samplesFolder } from '../../support/samples.ts';

const sample = path.join(samplesFolder, 'packs');

test('keeps size, labels, links and tags of every part, and its own links lead to the parts', async ({ folder, expect }) => {
  const { code, told } = await build(sample, folder, { audiences: ['office'] });
  expect(code, told).toBe(0);
  const at = (name: string) => path.join(folder, 'out/packs/office/en', name);
  const [whole, briefing, slides] = await Promise.all(['pack.pdf', 'briefing.pdf', 'slides.pdf'].map((name) => openPdf(at(name))));
  if (!whole || !briefing || !slides) throw new Error('unreachable');
  expect(whole.sizes.map(String)).toEqual([
    ...briefing.sizes.slice(0, 1).map(String),
    ...briefing.sizes.slice(0, 1).map(String),
    ...slides.sizes.map(String),
    ...briefing.sizes.map(String),
    '420,595',
    '420,595',
    '595,420',
  ]);
  // As the parts are by themselves.
  expect(whole.pages.slice(2, 6)).toEqual([...slides.pages, ...briefing.pages]);
  expect(whole.reading.slice(2, 6)).toEqual([...slides.reading, ...briefing.reading]);
  const own = whole.links.filter(({ page }) => page === 2).map(({ text, target }) => [text.replace(/\s*\d+ pages?$/, ''), target]);
  expect(own).toEqual([
    ['Slides', 3],
    ['Briefing', 4],
    ['The plan', 7],
    ['La carte', 9],
  ]);
  const before = 3;
  const shifted = briefing.links.map(({ page, target }) => [page + before, target === undefined ? undefined : target + before]);
  expect(whole.links.filter(({ page }) => page > 3 && page < 7).map(({ page, target }) => [page, target])).toEqual(shifted);
  const document = await getDocument({ data: new Uint8Array(whole.bytes), verbosity: 0 }).promise;
  expect(await document.getPageLabels()).toEqual(['I', 'II', 'S-1', 'i', 'ii', '1', 'A-1', 'A-2', 'C-1']);
  await document.loadingTask.destroy();
  // Nothing of the annex runs.
  const pdf = PdfDocument.read(whole.bytes);
  expect(pdf.catalog.has('OpenAction')).toBe(false);
  await Promise.all([whole, briefing, slides].map((one) => one.close()));
});

test('prints its parts once, even if they are artifacts too, and gives the same bytes alone', async ({ folder, expect }) => {
  const asked = { audiences: ['office'] };
  const first = await build(sample, folder, asked);
  expect(first.result.artifacts.map(({ kind, unchanged }) => [kind, unchanged])).toEqual([
    ['briefing', false],
    ['pack', false],
    ['slides', false],
  ]);
  const again = await build(sample, folder, asked);
  expect(again.result.artifacts.every(({ unchanged }) => unchanged)).toBe(true);
  expect(again.result.diagnostics).toEqual(first.result.diagnostics);
  const alone = await build(sample, path.join(folder, 'alone'), { ...asked, kinds: ['pack'] });
  expect(alone.result.artifacts.map(({ sha256 }) => sha256)).toEqual(
    first.result.artifacts.filter(({ kind }) => kind === 'pack').map(({ sha256 }) => sha256),
  );
});

test('is rebuilt when an annex has changed, without printing its other parts again', async ({ folder, expect }) => {
  const pack = path.join(folder, 'pack');
  await cp(sample, pack, { recursive: true });
  const asked = { audiences: ['office'] };
  await build(pack, folder, asked);
  const annex = path.join(pack, 'annexes/plan.pdf');
  const text = (await readFile(annex)).toString('latin1').replace('0.1 0.3 0.5 rg', '0.5 0.3 0.1 rg');
  await writeFile(annex, text, 'latin1');
  const { result } = await build(pack, folder, asked);
  expect(result.artifacts.map(({ kind, unchanged }) => [kind, unchanged])).toEqual([
    ['briefing', true],
    ['pack', false],
    ['slides', true],
  ]);
});
