/** A context for unit tests: real files, no browser unless one is given, and a list of what was reported. */

import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../pipeline/model/diagnostic.ts';
import { type Browser, lazyBrowser } from '../../pipeline/platform/browser.ts';
import { findBrowser } from '../../pipeline/platform/chromium.ts';
import { type Context, collecting, systemClock } from '../../pipeline/platform/context.ts';
import { diskFiles } from '../../pipeline/platform/files.ts';
import { cacheHome } from '../../pipeline/platform/install-root.ts';
import { Memory } from '../../pipeline/platform/memory.ts';
import { noTelemetry } from '../../pipeline/platform/telemetry/telemetry.ts';
import { noWorkers } from '../../pipeline/platform/workers.ts';
import { packSchema } from '../../pipeline/source/config/schema.ts';
import type { Source } from '../../pipeline/source/types.ts';
import { kindNames } from '../../pipeline/template/kinds/index.ts';
import { home } from './cli.ts';

/** What a parser needs to know of a pack that asks for nothing. */
export const plainPack: Pick<Source, 'config' | 'at' | 'folder' | 'lang'> = {
  config: packSchema(kindNames).parse({ title: 'T', date: '2025-01-01' }),
  at: () => ({ file: 'pack.yaml', line: 1, column: 1 }),
  folder: '/',
  lang: 'en',
};

const noBrowser: Browser = {
  withPage: () => Promise.reject(new Error('this test has no browser')),
  identity: () => Promise.resolve('none'),
  warm: () => {},
  close: () => Promise.resolve(),
};

export function testContext(folder: string, browser: Browser = noBrowser): { context: Context; diagnostics: Diagnostic[] } {
  return collecting({
    files: diskFiles(folder),
    clock: systemClock,
    browser,
    cache: {
      get: () => Promise.resolve(undefined),
      set: () => Promise.resolve(),
      file: () => Promise.resolve(undefined),
      bytes: () => Promise.resolve(undefined),
      setBytes: () => Promise.resolve(),
    },
    openRemote: () => undefined,
    workers: noWorkers,
    telemetry: noTelemetry,
    memory: new Memory(),
    version: () => Promise.resolve('test'),
    proofKey: () => Promise.resolve(Buffer.alloc(32, 7)),
    templates: [path.join(home, 'templates')].filter((one) => existsSync(one)),
    secret: () => undefined,
    report: () => {},
  });
}

/** The browser that a build would use. Whoever asks for it closes it. */
export function realBrowser(notes: string[] = [], find = () => findReal(notes), timeout = 60_000): Browser {
  const note = (message: string) => void notes.push(message);
  return lazyBrowser({
    find,
    isRoot: process.getuid?.() === 0,
    env: process.env,
    timeout,
    note,
    onRestart: () => note('counted as a restart'),
  });
}

export const findReal = (notes: string[] = []) =>
  findBrowser({
    executable: process.env['PUPPETEER_EXECUTABLE_PATH'] || undefined,
    platform: process.platform,
    arch: process.arch,
    cacheHome: cacheHome(process.env),
    note: (message) => notes.push(message),
  });

/** `line:column CODE` of what was reported. */
export const told = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, place: { line, column } }) =>
    [[line, column].filter((part) => part !== undefined).join(':'), code].filter(Boolean).join(' '),
  );

/** What a generator returns at its end. */
export async function ended<Result>(generator: AsyncGenerator<unknown, Result>): Promise<Result> {
  let step = await generator.next();
  while (!step.done) step = await generator.next();
  return step.value;
}
