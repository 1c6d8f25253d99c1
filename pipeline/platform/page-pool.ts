/**
 * One running browser and its pages. The first page is opened in advance, because that takes as long as printing ten pages; a
 * released page is reused, because its process has already decoded the fonts.
 */
import type { Browser, Page } from 'puppeteer';
import { removeProfile } from './profiles.ts';

/** A page is closed after this many uses: each use leaks a little memory. */
const usesPerPage = 50;

export class PagePool {
  readonly browser: Browser;
  /** How many pages have been acquired so far. */
  acquired = 0;
  readonly #timeout: number;
  readonly #ready: (page: Page) => Promise<void>;
  readonly inUse = new Set<Promise<unknown>>();
  /** Idle pages. */
  readonly #free: Promise<Page>[] = [];
  readonly #uses = new WeakMap<Page, number>();
  /** How many pages are open or opening. */
  #opened = 0;
  #isRetired = false;
  #hasTakenInitial = false;

  /** @param ready prepares a new page for its most common use */
  constructor(browser: Browser, timeout: number, ready: (page: Page) => Promise<void> = () => Promise.resolve()) {
    this.browser = browser;
    this.#ready = ready;
    this.#timeout = timeout;
    this.prepare(1);
  }

  /** Opens pages in advance, up to this many. */
  prepare(count: number): void {
    // One after the other: the first is needed first.
    while (this.#opened < count) this.#free.unshift(this.#opening(this.#free[0]));
  }

  /** Acquires a blank page for `use`, and afterwards keeps it for reuse or closes it. */
  withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    this.acquired += 1;
    const done = this.#withPage(use);
    this.inUse.add(done);
    return done.finally(() => this.inUse.delete(done));
  }

  async #withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    const page = await (this.#free.pop() ?? this.#opening());
    const uses = (this.#uses.get(page) ?? 0) + 1;
    this.#uses.set(page, uses);
    page.setDefaultTimeout(this.#timeout);
    const crash = crashOf(page);
    let isWhole = false;
    try {
      const value = await Promise.race([use(page), crash.happens]);
      isWhole = true;
      return value;
    } finally {
      crash.forget();
      // The state of a page after a failed use is unknown.
      if (isWhole && uses < usesPerPage && !this.#isRetired && !page.isClosed()) this.#free.push(Promise.resolve(page));
      // A crashed page never responds.
      else {
        this.#opened -= 1;
        if (!page.isClosed()) await Promise.race([page.close().catch(() => {}), new Promise((done) => setTimeout(done, 2000).unref())]);
      }
    }
  }

  /** @param before a page to wait for */
  #opening(before?: Promise<Page>): Promise<Page> {
    this.#opened += 1;
    const page = before === undefined ? this.#open() : before.catch(() => {}).then(() => this.#open());
    // The error is reported to whoever acquires the page.
    page.catch(() => {
      this.#opened -= 1;
    });
    return page;
  }

  /** The page that the browser opens at its start, the first time only. */
  async #initial(): Promise<Page | undefined> {
    if (this.#hasTakenInitial) return undefined;
    this.#hasTakenInitial = true;
    return (await this.browser.pages())[0];
  }

  async #open(): Promise<Page> {
    const page = (await this.#initial()) ?? (await this.browser.newPage());
    // Without the preparation the page still works, or its use meets the same error.
    await this.#ready(page).catch(() => {});
    return page;
  }

  /** Kills the browser when its last page has been released. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    await Promise.allSettled(this.inUse);
    await killBrowser(this.browser);
  }
}

/** Rejects when the page's own process dies, while the browser keeps running. */
function crashOf(page: Page): { readonly happens: Promise<never>; readonly forget: () => void } {
  let crashed = () => {};
  const happens = new Promise<never>((_, reject) => {
    crashed = () => reject(new Error('Page crashed'));
  });
  happens.catch(() => {});
  // Not `once`: Puppeteer cannot remove such a handler, and each would retain the page's data.
  page.on('error', crashed);
  return { happens, forget: () => page.off('error', crashed) };
}

/** Kills a browser. An orderly shutdown takes several times as long, and nothing in its profile is worth keeping. */
export async function killBrowser(browser: Browser): Promise<void> {
  const own = browser.process();
  const pid = own?.pid;
  // Its pipes break with it, which is expected.
  for (const stream of own?.stdio ?? []) stream?.on('error', () => {});
  if (pid !== undefined && process.platform !== 'win32') {
    try {
      // The browser is the leader of its own process group.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has already exited.
    }
  }
  await browser.close().catch(() => {});
  const profile = profileOf.get(browser);
  if (profile !== undefined) await removeProfile(profile);
}

/** The profile folder of each browser. */
export const profileOf = new WeakMap<Browser, string>();
