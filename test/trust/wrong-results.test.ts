/** Sources that are right and were printed wrongly, and wrong ones that nothing was said about. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createDossier } from '../../pipeline/index.ts';
import { test } from '../support/folders.ts';
import { caseOf, casesFolder, expectError, reported } from '../support/trust.ts';

const textOf = (html: string) => html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
const htmlOf = async (name: string) => {
  const outcome = await caseOf(`wrong-results/${name}`);
  expect(outcome.diagnostics, reported(outcome)).toEqual([]);
  return outcome.documents.map(({ html }) => html).join('\n');
};
/** What elements of a class say. */
const each = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, text]) => textOf(text ?? ''));

describe('a date that does not exist', () => {
  it.each([
    ['of the pack', 'date-of-pack', 2],
    ['of the pack, in no month', 'month-of-pack', 2],
    ['of a source', 'date-of-source', [4, 5]],
  ] as const)('%s is an error in pack.yaml', async (_, name, line) => {
    expectError(await caseOf(`wrong-results/${name}`), { file: 'pack.yaml', line, code: /^CONFIG_VALUE$/ });
  });
  it.each([
    ['in a timeline', 'date-in-timeline', [3, 4]],
    ['at the end of a span of a timeline', 'date-in-timeline-span', [1, 2]],
    ['as a month in a timeline', 'date-month', [1, 2]],
    ['in a column of dates', 'date-in-column', [3, 3]],
  ] as const)('%s is reported at the record, or where it is used', async (_, name, [first, last]) => {
    const outcome = await caseOf(`wrong-results/${name}`);
    const found = outcome.diagnostics.filter(({ severity, code, place: { file, line = 0 } }) => {
      const isThere = file.startsWith('steps.') ? line >= first && line <= last : file === '01-harbour.md' && line === 3;
      return severity !== 'info' && isThere && /^DATA_(VALUE|SHAPE)$/.test(code);
    });
    expect(found.length, reported(outcome)).toBeGreaterThan(0);
  });
  it('in a column of text is printed as it is written', async () => {
    const html = await htmlOf('date-as-it-is');
    expect(textOf(html)).toContain('Opening2025-04-31');
    expect(html).toContain('7 January 2025');
  });
});

describe('notes', () => {
  it('sixty references to one note at the foot have marks of their own, of letters or digits', async () => {
    const marks = each(await htmlOf('many-calls'), /<a class="note__again"[^>]*>(.*?)<\/a>/g);
    expect(marks).toHaveLength(59);
    expect(marks.filter((mark) => !/^([a-z]+|\d+)$/.test(mark))).toEqual([]);
    expect(new Set(marks).size).toBe(59);
  });
  it('sixty references to one note in a list have links back of their own', async () => {
    const html = await htmlOf('many-calls-in-a-list');
    const back = [...html.matchAll(/href="#([^"]*)"[^>]*data-footnote-backref/g)].map(([, id]) => id);
    expect(new Set(back).size).toBe(60);
    for (const id of back) expect(html).toContain(`id="${id}"`);
  });
  it('labels may be of any letters', async () => {
    const html = await htmlOf('note-labels');
    for (const order of ['first', 'second', 'third']) expect(textOf(html)).toContain(`Note of the ${order}.`);
    const calls = [...html.matchAll(/<a[^>]*data-footnote-ref[^>]*>/g)].map(([tag]) => /href="#([^"]*)"/.exec(tag)?.[1]);
    expect(calls).toHaveLength(3);
    const ids = [...html.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id);
    for (const id of calls) expect(ids.filter((one) => one === id || one === decodeURIComponent(id ?? ''))).toHaveLength(1);
  });
  it('a note on the title of a chapter is printed', async () => {
    const html = await htmlOf('note-of-title');
    expect(textOf(html)).toContain('Named after the river.');
    expect(html).toMatch(/<h1[^>]*>.*data-footnote-ref.*<\/h1>/s);
  });
});

it('displayed formulas with an id are numbered and can be referred to', async () => {
  const html = await htmlOf('equation');
  const references = /See (.*?) and (.*?)\.<\/p>/s.exec(html)?.slice(1) ?? [];
  expect(references.map(textOf)).toEqual(['Equation 1', 'Equation 2']);
  for (const reference of references) expect(html).toContain(`id="${/href="#([^"]*)"/.exec(reference)?.[1]}"`);
});

describe('colours of code', () => {
  afterEach(() => void vi.restoreAllMocks());
  it('are the same on a machine that is busy', async () => {
    const quiet = await htmlOf('code');
    expect(quiet).toContain('class="code-keyword">let');
    // Each look at the clock is a second later than the last.
    let now = Date.now();
    vi.spyOn(Date, 'now').mockImplementation(() => (now += 1000));
    expect(await htmlOf('code')).toBe(quiet);
  });
});

/** Text that is drawn outside of every tag and artifact, which PDF/UA (7.1) forbids. */
async function unmarked(file: string): Promise<string[]> {
  const task = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0 });
  const document = await task.promise;
  const found: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const open: boolean[] = [];
    for (const item of items as { type?: string; tag?: string; id?: string; str?: string }[]) {
      // A span, or characters that run backwards, are no tag by themselves.
      if (item.type?.startsWith('begin')) open.push(item.tag === 'Artifact' || typeof item.id === 'string');
      else if (item.type === 'endMarkedContent') open.pop();
      else if (item.str?.trim() && !open.includes(true)) found.push(`page ${number}: ${item.str}`);
    }
  }
  await task.destroy();
  return found;
}

describe('all text of a page is tagged or an artifact', () => {
  test.for([
    ['Hebrew and Arabic', 'right-to-left-titles'],
    ['Arabic', 'right-to-left-arabic'],
  ] as const)('with a title of a chapter in %s', async ([, name], { folder }) => {
    const dossier = createDossier({
      cwd: folder,
      packs: [path.join(casesFolder, 'wrong-results', name)],
      output: 'out',
      cacheFolder: 'cache',
    });
    const result = await dossier.build().finally(() => dossier.close());
    expect(result.diagnostics, reported(result)).toEqual([]);
    expect(result.artifacts).toHaveLength(1);
    for (const artifact of result.artifacts) expect(await unmarked(path.join(folder, 'out', artifact.path))).toEqual([]);
  });
});
