/** A document that is printed in pieces is the one that is printed at once. */
import { appendFile, cp, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import sharp from 'sharp';
import { describe, expect } from 'vitest';
import { finalHtml } from '../../../pipeline/build/final-html.ts';
import { finishPieces } from '../../../pipeline/finish/join.ts';
import { PieceFinisher } from '../../../pipeline/finish/piece-finisher.ts';
import { filePlanOf, planOf } from '../../../pipeline/finish/plans.ts';
import { finishPdf } from '../../../pipeline/finish/print/finish.ts';
import type { Cache } from '../../../pipeline/platform/cache.ts';
import type { Context } from '../../../pipeline/platform/context.ts';
import { printPieces, type WhenFree } from '../../../pipeline/render/pieces.ts';
import { render } from '../../../pipeline/render/render.ts';
import { piecesOf } from '../../../pipeline/render/split.ts';
import type { PrintedPiece } from '../../../pipeline/render/types.ts';
import { generatePack } from '../../bench/generate.mjs';
import { build } from '../../support/build.ts';
import { ended, testContext } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';
import { samplesFolder } from '../../support/samples.ts';
import { sharedBrowser as browser } from '../../support/shared-browser.ts';

/** Remembers in memory what a cache is given. */
function memoryCache(cache: Cache): Cache {
  const stored = new Map<string, unknown>();
  return {
    ...cache,
    get: async (key) => stored.get(key),
    set: async (key, value) => void stored.set(key, value),
    bytes: async (key) => stored.get(`bytes ${key}`) as Uint8Array | undefined,
    setBytes: async (key, bytes) => void stored.set(`bytes ${key}`, bytes),
  };
}

/** Prints what the cache has not. Gives of each piece whether it was printed. */
async function freshPieces(pack: string, context: Context, whenFree: WhenFree): Promise<boolean[]> {
  const [document] = await finalHtml(pack, {}, context);
  const { pieces } = await ended(render(document as never, context, { whenFree, isFresh: false }));
  return pieces.map(({ isFresh }) => isFresh);
}

/** All that a reader can see or follow, and what is read aloud. */
async function seen(bytes: Uint8Array) {
  const pdf = await openPdf(bytes);
  const { pages, reading, folios, links, outline, sizes } = pdf;
  // Whether a link with emphasis in it is one rectangle or three is Chrome's mood.
  const ways = links.map(({ page, target, id, url }) => JSON.stringify([page, target, id, url]));
  const merged = ways.filter((way, index) => way !== ways[index - 1]);
  const tags = await Promise.all(pages.map((_, index) => pdf.structure(index + 1)));
  await pdf.close();
  return { pages, reading, folios, links: merged, outline, sizes, tags };
}

describe('a document in pieces has the pages, numbers, links, outline and tags of the whole', () => {
  const samples = ['references', 'book-index', 'running-heads', 'footnotes', 'glossary', 'outline', 'markdown', 'heading-ids', 'languages'];
  test.for(samples)('%s', async (name) => {
    const { context } = testContext(samplesFolder, browser);
    const documents = await finalHtml(path.join(samplesFolder, name), { kinds: ['briefing'] }, context);
    expect(documents.length).toBeGreaterThan(0);
    let cut = 0;
    for (const document of documents) {
      const htmls = piecesOf(document.html, 0);
      if (htmls === undefined) continue;
      const firstPage = /\sdata-first-page="([^"]+)"/.exec(document.html)?.[1] ?? null;
      const printed = await ended(printPieces(document, htmls, firstPage, context, { whenFree: (work) => work(), isFresh: true }));
      if (printed === undefined) continue;
      cut += 1;
      const about = { edition: document.edition, kind: document.kind, words: document.words };
      const pieces = await new PieceFinisher(context).finish({ ...about, ...printed, attachments: [], parts: [] });
      const joined = finishPieces(pieces, printed.front, filePlanOf(about));
      const whole = await ended(render(document, context));
      const [piece] = whole.pieces as [PrintedPiece];
      expect(whole.pieces).toHaveLength(1);
      expect(joined.unfilled).toBe(0);
      expect(await seen(joined.bytes)).toEqual(await seen((await finishPdf(await piece.pdf(), planOf(about, piece))).bytes));
    }
    expect(cut).toBeGreaterThan(0);
  });
});

describe('a long document', () => {
  /** About sixty pages with notes and references, which is enough to be cut. */
  const generate = (folder: string) => generatePack(path.join(folder, 'long'), 60, { notes: 30, references: 40 });
  const bytesOf = (folder: string, file = 'long/everyone/en/briefing.pdf') => readFile(path.join(folder, 'out', file));

  test('has the same bytes however it came about: printed one after the other, side by side, or from what the cache has', async ({
    folder,
  }) => {
    await generate(folder);
    const first = path.join(folder, '003-chapter.md');
    const chapter = path.join(folder, 'long', path.basename(first));
    const text = await readFile(chapter, 'utf8');
    const start = await build('long', folder, { jobs: 2 }, { cwd: folder });
    expect(start.result.diagnostics).toEqual([]);
    const before = await bytesOf(folder);
    const [changed, longer] = [
      text.replace(/^(\w+ \w+) /m, '$1 once more '),
      `${text}\n\n${text
        .replace(/^#.*$/gm, '')
        .replace(/\[[^\]]*\]|\{[^}]*\}/g, '')
        .repeat(3)}`,
    ];
    for (const next of [changed, longer]) {
      await writeFile(chapter, next);
      await build('long', folder, { jobs: 2 }, { cwd: folder });
      const again = path.join(folder, 'again');
      await cp(path.join(folder, 'long'), path.join(again, 'long'), { recursive: true });
      await build('long', again, { jobs: 1, force: true }, { cwd: again });
      const made = await bytesOf(folder);
      expect(made.equals(await bytesOf(again))).toBe(true);
      expect(made.equals(before)).toBe(false);
    }
  });

  test('is printed again only where it has changed', async ({ folder }) => {
    await generate(folder);
    const pack = path.join(folder, 'long');
    const { context } = testContext(folder, browser);
    const cache = memoryCache(context.cache);
    const printed = () => freshPieces(pack, { ...context, cache }, (work) => work());
    const all = await printed();
    expect(all.length).toBeGreaterThan(3);
    expect(all).not.toContain(false);
    expect(await printed()).not.toContain(true);
    const chapter = path.join(pack, '003-chapter.md');
    const text = await readFile(chapter, 'utf8');
    await writeFile(chapter, text.replace(/^(\w+ \w+) /m, '$1 now '));
    expect((await printed()).filter(Boolean)).toHaveLength(1);
  });

  test('knows which of its pieces show a file, though one page of the browser shows them all', async ({ folder }) => {
    await generate(folder);
    const pack = path.join(folder, 'long');
    const { context } = testContext(folder, browser);
    const cache = memoryCache(context.cache);
    const draw = (colour: string) =>
      sharp({ create: { width: 90, height: 60, channels: 3, background: colour } })
        .png()
        .toBuffer();
    await writeFile(path.join(pack, 'square.png'), await draw('#225588'));
    // The first and the last of the chapters: what stands between them is shown after the file was loaded.
    const chapters = (await readdir(pack)).filter((name) => name.endsWith('.md')).sort();
    for (const name of [chapters.at(0), chapters.at(-1)] as string[])
      await appendFile(path.join(pack, name), '\n\n![A square of one colour](square.png)\n');
    const printed = () => freshPieces(pack, { ...context, cache }, pLimit(1));
    const all = await printed();
    expect(all.length).toBeGreaterThan(3);
    expect(all).not.toContain(false);
    expect(await printed()).not.toContain(true);
    await writeFile(path.join(pack, 'square.png'), await draw('#885522'));
    expect(await printed()).toEqual(all.map((_, index) => index === 1 || index === all.length - 1));
  });
});

describe('a document that cannot be cut after all', () => {
  test('is printed whole: its chapters go on where the one before ended', async ({ folder }) => {
    const pack = path.join(folder, 'long');
    await generatePack(pack, 60);
    await write(path.join(pack, 'templates/styles'), { 'extra.css': '.chapter { break-before: auto; }\n' });
    const { result } = await build('long', folder, {}, { cwd: folder });
    expect(result.diagnostics).toEqual([]);
    const pdf = await openPdf(path.join(folder, 'out/long/everyone/en/briefing.pdf'));
    // Each chapter has a page name of its own, and with it a new page; what matters is that nothing is lost.
    const chapters = pdf.outline.filter((title) => /^Chapter \d/.test(title));
    expect(chapters.length).toBeGreaterThan(5);
    expect(pdf.folios.filter(Boolean)).toHaveLength(pdf.pages.length - 1);
    await pdf.close();
  });
});
