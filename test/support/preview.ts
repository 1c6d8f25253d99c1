/** A preview that runs, and a browser to look at it: not the one that prints, because that one reaches no server. */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer';
import puppeteer from 'puppeteer-core';
import { openContext } from '../../pipeline/build/open.ts';
import { type Preview, startPreview } from '../../pipeline/preview/server.ts';
import { findReal } from './context.ts';
import { write } from './folders.ts';
import { sharedBrowser } from './shared-browser.ts';

export interface RunningPreview extends Preview {
  /** The folder with the packs. */
  readonly folder: string;
  /** The server’s address without the token. */
  readonly base: string;
  /** What the editor was asked to open, one a line. */
  readonly opened: () => Promise<string>;
  /** Asks the server as its page does. */
  readonly ask: (path: string, options?: RequestInit) => Promise<Response>;
}

/** Starts a preview of packs that are written into a folder of its own; `close` removes it. */
export async function runPreview(files: Readonly<Record<string, string>>, packs: readonly string[], port = 0): Promise<RunningPreview> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'dossier-test-')));
  const recorder = 'import fs from "node:fs";\nfs.appendFileSync(process.argv[2], process.argv.slice(3).join(":") + "\\n");\n';
  await write(folder, { ...files, 'recorder.mjs': recorder });
  const opened = path.join(folder, 'opened.txt');
  const context = openContext({ cwd: folder, env: process.env, cacheFolder: path.join(folder, 'cache'), keep: 8 << 20, note: () => {} });
  const preview = await startPreview(
    {
      packs: packs.map((pack) => path.join(folder, pack)),
      cwd: folder,
      host: '127.0.0.1',
      port,
      jobs: 1,
      editor: `"${process.execPath}" "${path.join(folder, 'recorder.mjs')}" "${opened}" {file} {line} {column}`,
      ignored: [path.join(folder, 'cache')],
      onError: (cause) => {
        throw cause;
      },
    },
    { ...context, browser: sharedBrowser },
  );
  const base = `http://127.0.0.1:${preview.port}`;
  return {
    ...preview,
    folder,
    base,
    opened: () => readFile(opened, 'utf8').catch(() => ''),
    ask: (name, options = {}) => fetch(base + name, { ...options, headers: { 'x-dossier-token': preview.token, ...options.headers } }),
    close: async () => {
      await preview.close();
      await context.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A browser as people have it. Whoever opens it closes it. */
export async function openBrowser(): Promise<Browser> {
  const { executable, env } = await findReal();
  return puppeteer.launch({
    executablePath: executable,
    headless: 'shell',
    env: { ...process.env, ...env },
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  }) as unknown as Promise<Browser>;
}

/** Waits until the pages that are drawn have some words. */
export const untilShown = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction(
    (text) => [...document.querySelectorAll('.text-layer')].some((layer) => (layer.textContent ?? '').replace(/\s+/g, ' ').includes(text)),
    { timeout: 60_000 },
    words,
  );

/** Waits until an element’s text matches. */
export const untilText = (page: Page, selector: string, pattern: string): Promise<unknown> =>
  page.waitForFunction(
    (given, wanted) => new RegExp(wanted).test(document.querySelector(given)?.textContent ?? ''),
    { timeout: 60_000 },
    selector,
    pattern,
  );
