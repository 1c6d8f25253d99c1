/**
 * One browser for all tests that a worker of Vitest runs, warm from the first page to the last. Nobody closes it but the end of
 * the worker: Vitest ends one with SIGTERM, when no file is left for it.
 */
import { type Browser, lazyBrowser } from '../../pipeline/platform/browser.ts';
import { makeReady, PrintPage } from '../../pipeline/platform/print-page.ts';
import { findReal } from './context.ts';

const own = lazyBrowser({
  find: () => findReal(),
  isRoot: process.getuid?.() === 0,
  env: process.env,
  timeout: 60_000,
  note: () => {},
  ready: makeReady,
});
process.once('SIGTERM', () => void own.close().finally(() => process.exit(143)));

/** What a build prints with. To close it is for whoever opened it. */
export const sharedBrowser: Browser = { ...own, close: () => Promise.resolve() };

/** The same for tests that write into a page themselves: each page is a plain one, with scripts, whatever it was used for before. */
export const plainBrowser: Browser = {
  ...sharedBrowser,
  withPage: (use) =>
    own.withPage(async (page) => {
      await PrintPage.leave(page);
      return use(page);
    }),
};
