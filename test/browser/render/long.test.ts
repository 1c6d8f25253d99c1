/** A report of 500 pages with 300 notes and 400 references: every number in it is right. */
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generatePack } from '../../bench/generate.mjs';
import { build } from '../../support/build.ts';
import { noteCalls, noteNumbers, openPdf, type Pdf, squeeze } from '../../support/pdf.ts';

let folder: string;
let outcome: Awaited<ReturnType<typeof build>>;
let pdf: Pdf;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-test-'));
  const pack = path.join(folder, 'long');
  await generatePack(pack, 500, { notes: 300, references: 400 });
  outcome = await build(pack, folder);
  pdf = await openPdf(path.join(folder, 'out', outcome.result.artifacts[0]?.path ?? ''));
}, 300_000);
afterAll(async () => {
  await pdf?.close();
  await rm(folder, { recursive: true, force: true });
});

const lastNumber = (text: string) => /(\d+)\D*$/.exec(text)?.[1];
/**
 * Chapters and sections as the contents lead to them: only the contents stand on pages with roman numbers. Where a page
 * ends at an entry, Chrome leaves a piece of its link without text at the foot.
 */
const contents = () =>
  pdf.links.filter(({ page, target, text }) => target !== undefined && text !== '' && /^[ivxl]+$/.test(pdf.folios[page - 1] ?? ''));

test('is built without a complaint', () => {
  expect(outcome.result.diagnostics).toEqual([]);
  expect(pdf.pages.length).toBeGreaterThan(500);
});

test('the contents give the page of each heading', () => {
  const entries = contents();
  expect(entries.length).toBeGreaterThan(700);
  expect(entries.filter(({ text, target }) => lastNumber(text) !== pdf.folios[(target as number) - 1])).toEqual([]);
  const away = entries.filter(({ text, target }) => {
    const title = squeeze(text.replace(/^[\d.\s]+/, '').replace(/[\d.\s]+$/, ''));
    return title === '' || !squeeze(pdf.pages[(target as number) - 1] ?? '').includes(title);
  });
  expect(away).toEqual([]);
});

test('pages are numbered from 1 where the first chapter begins', () => {
  const first = Math.min(...contents().map(({ target }) => target as number));
  const wrong = pdf.folios.flatMap((folio, index) => (index + 1 >= first && folio !== String(index + 2 - first) ? [index + 1] : []));
  expect(wrong).toEqual([]);
});

test('all 300 notes stand on the page of their call, and lead back to it', () => {
  const calls = noteCalls(pdf);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(300);
  expect(calls.filter(({ page, target }) => page !== target)).toEqual([]);
  const back = noteNumbers(pdf);
  expect(new Set(back.map(({ id }) => id)).size).toBe(300);
  expect(back.filter(({ page, target }) => page !== target)).toEqual([]);
});

test('no note is lost: each is printed on the page that its call leads to', () => {
  const lost = noteCalls(pdf).filter(({ id, target }) => {
    const [, chapter, name] = /^c(\d+)-(?:user-content-)?fn-(.+)$/.exec(id ?? '') ?? [];
    const section = /^n(\d+)-/.exec(name ?? '')?.[1];
    return !squeeze(pdf.pages[(target as number) - 1] ?? '').includes(squeeze(`Note ${chapter}.${section} to ${name}:`));
  });
  expect(lost).toEqual([]);
});

test('all 400 references name the number and the page of what they lead to', () => {
  const isReference = /^(?:Section\s+([\d.]+)|page\s+(\d+))$/;
  const references = pdf.links.filter(({ text, id }) => isReference.test(text.trim()) && id !== undefined);
  expect(references).toHaveLength(400);
  const wrong = references.filter(({ text, target }) => {
    const [, section, page] = isReference.exec(text.trim()) ?? [];
    if (page !== undefined) return pdf.folios[(target as number) - 1] !== page;
    return !squeeze(pdf.pages[(target as number) - 1] ?? '').includes(squeeze(`${section} Section ${section}:`));
  });
  expect(wrong).toEqual([]);
});

test('the running header of every page names the chapter that the page belongs to', () => {
  const starts = contents()
    .filter(({ text }) => /Chapter \d+:/.test(text))
    .map(({ target, text }) => ({ page: target as number, name: /Chapter \d+:/.exec(text)?.[0] as string }));
  expect(starts.length).toBeGreaterThan(60);
  const wrong = pdf.pages.flatMap((text, index) => {
    const chapter = starts.findLast(({ page }) => page <= index + 1);
    return chapter !== undefined && !squeeze(text).includes(squeeze(chapter.name)) ? [index + 1] : [];
  });
  expect(wrong).toEqual([]);
});
