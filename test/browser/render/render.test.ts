import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { planOf } from '../../../pipeline/finish/plans.ts';
import { finishPdf } from '../../../pipeline/finish/print/finish.ts';
import type { Context } from '../../../pipeline/platform/context.ts';
import type { Resource } from '../../../pipeline/platform/resource.ts';
import { inspect } from '../../../pipeline/render/inspect.ts';
import { render } from '../../../pipeline/render/render.ts';
import type { PrintedPiece } from '../../../pipeline/render/types.ts';
import type { Edition } from '../../../pipeline/select/types.ts';
import type { Templated } from '../../../pipeline/template/types.ts';
import { home } from '../../support/cli.ts';
import { ended, testContext } from '../../support/context.ts';
import { openPdf, prints } from '../../support/pdf.ts';
import { sharedBrowser as browser } from '../../support/shared-browser.ts';

const options = { title: 'T', authors: [], keywords: [], date: '2026-01-01', conformance: ['ua-1'] };
const edition = { pack: 'pack', folder: '/', audience: 'everyone', lineage: ['everyone'], lang: 'en', options } as unknown as Edition;
const paper = '<style>@page { size: 400px 400px; margin: 0 } body { margin: 0; width: 400px } h1 { break-before: page }</style>';
const documentOf = (body: string, resources = new Map<string, Resource>()): Templated => ({
  edition,
  kind: 'briefing',
  html: `<!doctype html><html lang="en"><head><title>T</title>${paper}</head><body>${body}</body></html>`,
  running: [],
  words: { note: 'Note', kind: 'Briefing', facsimile: '', pages: { one: '', many: '' }, signature: '', marking: null },
  attachments: [],
  parts: [],
  resources,
});

/** Page numbers are filled in when the print is finished. */
async function finished(document: Templated, context: Context): Promise<Uint8Array> {
  const print = await ended(render(document, context));
  const [piece] = print.pieces;
  return (await finishPdf((await piece?.pdf()) as Uint8Array, planOf(print, piece as PrintedPiece))).bytes;
}

async function printed(document: Templated) {
  const { context, diagnostics } = testContext('/', browser);
  const pdf = await openPdf(await finished(document, context));
  const texts = { pages: pdf.pages, reading: pdf.reading };
  await pdf.close();
  return { texts, codes: diagnostics.map(({ code }) => code), messages: diagnostics.map(({ message }) => message) };
}

describe('page numbers', () => {
  const slot = (id: string) => `<a href="#${id}">To ${id} <span data-page-of="${id}">000</span></a><br>`;

  test('are those of the pages on which the headings stand', async () => {
    const headings = Array.from({ length: 12 }, (_, index) => `<h1 id="h${index + 2}">Heading</h1>`).join('');
    const { texts, codes } = await printed(documentOf(slot('h2') + slot('h9') + slot('h13') + headings));
    expect(codes).toEqual([]);
    for (const phrase of ['To h2 2', 'To h9 9', 'To h13 13']) expect(prints(texts, phrase, 1), phrase).toBe(true);
    expect(texts.pages[0]).not.toMatch(/¶|0123/);
  });

  test('of what is not there are left empty', async () => {
    const { texts } = await printed(documentOf(`${slot('nowhere')}${slot('h')}<h1 id="h">Heading</h1>`));
    expect(texts.pages[0]?.replace(/\s+/g, ' ').trim()).toBe('To nowhere To h 2');
  });

  test('are found by printing again where the placeholder cannot be read', async () => {
    // The slot stands on a page without links, where nothing looks for it.
    const { texts, codes } = await printed(
      documentOf('<p>On page <span data-page-of="h">000</span></p><h1><a href="#h">back</a></h1><h1 id="h">Heading</h1>'),
    );
    expect(codes).toEqual([]);
    expect(prints(texts, 'On page 3', 1)).toBe(true);
  });

  test('that move what they number are reported as PAGE_NUMBERS_UNSETTLED', async () => {
    // "9" is narrow, so the square beside it is high and pushes a page; "10" is wide, and the page comes back.
    const style =
      '<style>body { font: 100px monospace } .row { display: flex; align-items: flex-start } [data-page-of] { width: auto !important } .square { flex: 1; aspect-ratio: 1 } .tail { height: 100px; font-size: 10px; break-inside: avoid } h1 { font-size: 20px }</style>';
    const headings = Array.from({ length: 7 }, () => '<h1>Page</h1>').join('');
    const { codes } = await printed(
      documentOf(
        `${style}<div class="row"><span data-page-of="h">000</span><div class="square"></div></div><div class="tail">.</div>${headings}<h1 id="h"><a href="#h">Heading</a></h1>`,
      ),
    );
    expect(codes).toEqual(['PAGE_NUMBERS_UNSETTLED']);
  });
});

describe('a page', () => {
  test('runs no script, however it is written', async () => {
    const { texts } = await printed(
      documentOf(
        '<p>Left alone</p><script>document.body.textContent = "taken over"</script><img src="data:," onerror="document.body.textContent = 1"><svg onload="document.body.textContent = 2"></svg>',
      ),
    );
    expect(prints(texts, 'Left alone')).toBe(true);
  });

  test('gets only the files that it was given', async () => {
    const file = path.join(home, 'test/samples/figures/figures/square.png');
    const resources = new Map([['/pack/square.png', { path: file, type: 'image/png' }]]);
    expect((await readFile(file)).length).toBeGreaterThan(0);
    const { codes, messages } = await printed(
      documentOf(
        '<img src="/pack/square.png"><img src="/pack/other.png"><img src="http://example.org/x.png"><link rel="stylesheet" href="https://example.org/y.css"><iframe src="http://example.org/frame"></iframe>',
        resources,
      ),
    );
    expect(codes.filter((code) => code !== 'REQUEST_BLOCKED')).toEqual([]);
    const asked = messages.map((message) => /requested (\S+),/.exec(message)?.[1]).sort();
    expect(asked).toEqual(expect.arrayContaining(['/pack/other.png', 'http://example.org/x.png', 'https://example.org/y.css']));
    expect(asked).not.toContain('/pack/square.png');
  });

  test('cannot read a file of the machine', async () => {
    const { texts } = await printed(
      documentOf(
        '<p>Before</p><iframe src="file:///etc/passwd"></iframe><embed src="file:///etc/passwd"><object data="/etc/passwd"></object>',
      ),
    );
    expect(texts.pages.join('')).not.toContain('root:');
  });

  test('is measured without being printed', async () => {
    const { context, diagnostics } = testContext('/', browser);
    await inspect(
      documentOf(
        '<div data-sheet style="width: 300px"><table data-at="a/01.md:7:3"><tr><td style="min-width: 420px">wide</td></tr></table></div>',
      ),
      context,
    );
    const place = { file: 'a/01.md', line: 7, column: 3 };
    expect(diagnostics).toMatchObject([
      { code: 'TABLE_SHRUNK', place },
      { code: 'TABLE_WIDE', place },
    ]);
  });
});
