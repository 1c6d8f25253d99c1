/** Diagrams by Mermaid, which needs a page to lay out its words: one of the build's own browser, without network. */
import { readFile } from 'node:fs/promises';
import { brotliDecompressSync } from 'node:zlib';
import type { Code } from 'mdast';
import type { HTTPRequest, Page } from 'puppeteer';
import { loadFontIndex } from '../../platform/fonts.ts';
import { readyFiles } from '../../platform/own-fonts/make.ts';
import { PrintPage } from '../../platform/print-page.ts';
import { programBytes } from '../../platform/program.ts';
import type { Resource } from '../../platform/resource.ts';
import type { Env } from '../env.ts';
import { cached, type Draw, lookOf, reportAt } from './draw.ts';
import { type Drawn, drawInPage } from './mermaid-page.ts';
import { diagramTheme, drawingFaces } from './mermaid-theme.ts';
import { ownHashes, type Palette, paletteOf } from './palette.ts';

const origin = 'http://dossier.invalid';

export const drawDiagrams: Draw = async (nodes, env) => {
  const palette = await paletteOf(env);
  const lender = pageLender(nodes, palette, env);
  const svgs = await Promise.all(
    nodes.map((node) => {
      const theme = diagramTheme(palette, lookOf(node, env));
      return cached(['mermaid 11.17 dossier 4', node.value, theme, ...ownHashes(palette)], node, env, async () => {
        const drawn = await lender.draw(node.value, theme);
        if ('svg' in drawn) return drawn.svg;
        reportAt(node, ...placeIn(drawn.problem, node.value), shortened(drawn.problem), env);
        return undefined;
      });
    }),
  );
  await lender.end();
  return svgs;
};

const shortened = (problem: string) =>
  problem
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^[-\s]*\^|^Parse error on line/.test(line))
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, 200);

/** Line and column of a problem; the first line if it names none. */
function placeIn(problem: string, text: string): [number, number] {
  const named = Number(/line:?\s*(\d+)/i.exec(problem)?.[1] ?? 1);
  const column = Number(/column:?\s*(\d+)/i.exec(problem)?.[1] ?? 1);
  return [Math.min(Math.max(named, 1), text.split('\n').length), Math.max(column, 1)];
}

/** One page for all diagrams of a fragment, opened for the first that is not in the cache. */
function pageLender(nodes: readonly Code[], palette: Palette, env: Env) {
  let opened: Promise<Page> | undefined;
  let release = () => {};
  let closed: Promise<void> = Promise.resolve();
  const open = () =>
    new Promise<Page>((resolve, reject) => {
      closed = env.context.browser
        .withPage(async (page) => {
          await prepare(page, nodes, palette, env);
          const used = new Promise<void>((done) => {
            release = done;
          });
          resolve(page);
          await used;
          // Its scripts have run: nobody else may have it.
          await page.close();
        })
        .catch(reject);
    });
  return {
    draw: async (text: string, theme: object): Promise<Drawn> => {
      opened ??= open();
      return (await opened).evaluate(drawInPage, text, theme);
    },
    end: async () => {
      release();
      await closed;
    },
  };
}

/** A page with Mermaid and the fonts that the words will be printed in; nothing else can be loaded. */
async function prepare(page: Page, nodes: readonly Code[], palette: Palette, env: Env): Promise<void> {
  const letters = new Set(`${nodes.map(({ value }) => value).join('')}abcdefghijklmnopqrstuvwxyz`);
  const needs = palette.face ? { own: { families: [palette.face], weights: [400, 600] } } : {};
  const { css, resources, own } = (await loadFontIndex()).choose(letters, needs);
  const files = new Map<string, Resource>([
    ...resources,
    ...(await readyFiles(own, env.context)),
    ['/mermaid.js', { path: '', type: 'text/javascript', bytes: brotliDecompressSync(programBytes('mermaid.js.br')) }],
  ]);
  const html = `<!doctype html><meta charset="utf-8"><style>${css} body { font-family: ${drawingFaces(palette)}; }</style><script src="/mermaid.js"></script><body>`;
  const answer = async (request: HTTPRequest): Promise<void> => {
    const url = request.url();
    const file = files.get(url.slice(origin.length));
    if (url === `${origin}/`) await request.respond({ contentType: 'text/html; charset=utf-8', body: html });
    else if (file)
      await request.respond({
        contentType: file.type,
        headers: { 'access-control-allow-origin': '*' },
        body: Buffer.from(file.bytes ?? (await readFile(file.path))),
      });
    else await request.abort('blockedbyclient');
  };
  await PrintPage.leave(page);
  await page.setRequestInterception(true);
  page.on('request', (request) => void answer(request).catch(() => request.abort().catch(() => {})));
  await page.goto(`${origin}/`, { waitUntil: 'load' });
}
