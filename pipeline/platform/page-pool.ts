/**
 * One running browser and its pages. The first is opened in advance, because that takes as long as printing ten pages; and a page
 * that comes back is lent again, because its process has decoded the fonts by then.
 */
import type { Browser, Page } from 'puppeteer';
import { removeProfile } from './profiles.ts';

/** After so many uses a page is closed: each leaves a little in its memory. */
const usesPerPage = 50;

export class PagePool {
  readonly browser: Browser;
  /** How many pages it has lent. */
  acquired = 0;
  readonly #timeout: number;
  readonly #ready: (page: Page) => Promise<void>;
  readonly inUse = new Set<Promise<unknown>>();
  /** Pages that nobody uses. */
  readonly #free: Promise<Page>[] = [];
  readonly #uses = new WeakMap<Page, number>();
  /** How many pages are open, or will be. */
  #opened = 0;
  #isRetired = false;
  #hasTakenInitial = false;

  /** @param ready gets a page ready for what most pages are used for */
  constructor(browser: Browser, timeout: number, ready: (page: Page) => Promise<void> = () => Promise.resolve()) {
    this.browser = browser;
    this.#ready = ready;
    this.#timeout = timeout;
    this.prepare(1);
  }

  /** Opens pages in advance, until there are so many. */
  prepare(count: number): void {
    // One after the other: the first is needed first.
    while (this.#opened < count) this.#free.unshift(this.#opening(this.#free[0]));
  }

  /** Lends a page that shows nothing that matters, and takes it back or closes it afterwards. */
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
      // What a failed use has left behind is not known.
      if (isWhole && uses < usesPerPage && !this.#isRetired && !page.isClosed()) this.#free.push(Promise.resolve(page));
      // A crashed page never answers.
      else {
        this.#opened -= 1;
        if (!page.isClosed()) await Promise.race([page.close().catch(() => {}), new Promise((done) => setTimeout(done, 2000).unref())]);
      }
    }
  }

  /** @param before what is waited for */
  #opening(before?: Promise<Page>): Promise<Page> {
    this.#opened += 1;
    const page = before === undefined ? this.#open() : before.catch(() => {}).then(() => this.#open());
    // Whoever asks for a page then sees why there is none.
    page.catch(() => {
      this.#opened -= 1;
    });
    return page;
  }

  /** The page that the browser shows when it starts; only once, and not if it is not known yet. */
  async #initial(): Promise<Page | undefined> {
    if (this.#hasTakenInitial) return undefined;
    this.#hasTakenInitial = true;
    return (await this.browser.pages())[0];
  }

  async #open(): Promise<Page> {
    const page = (await this.#initial()) ?? (await this.browser.newPage());
    // Whoever uses it will do without, or find the same fault.
    await this.#ready(page).catch(() => {});
    return page;
  }

  /** Ends the browser when its last page has come back. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    await Promise.allSettled(this.inUse);
    await killBrowser(this.browser);
  }
}

/** Tells when the page's own process dies, which the browser outlives. */
function crashOf(page: Page): { readonly happens: Promise<never>; readonly forget: () => void } {
  let crashed = () => {};
  const happens = new Promise<never>((_, reject) => {
    crashed = () => reject(new Error('Page crashed'));
  });
  happens.catch(() => {});
  // Not `once`: Puppeteer does not find such a handler again, and each would keep what was made of the page.
  page.on('error', crashed);
  return { happens, forget: () => page.off('error', crashed) };
}

/** Ends a browser. Nothing in its profile is worth an orderly end, which takes several times as long. */
export async function killBrowser(browser: Browser): Promise<void> {
  const own = browser.process();
  const pid = own?.pid;
  // Its pipes break with it, which is no fault.
  for (const stream of own?.stdio ?? []) stream?.on('error', () => {});
  if (pid !== undefined && process.platform !== 'win32') {
    try {
      // The browser leads a group of its own processes.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  await browser.close().catch(() => {});
  const profile = profileOf.get(browser);
  if (profile !== undefined) await removeProfile(profile);
}

/** The folder that each browser works in. */
export const profileOf = new WeakMap<Browser, string>();
