/** One running browser and its pages. A page is opened in advance, because that takes as long as printing ten pages. */
import type { Browser, Page } from 'puppeteer';

export class Lender {
  readonly browser: Browser;
  /** How many pages it has lent. */
  lent = 0;
  readonly #timeout: number;
  readonly #open = new Set<Promise<unknown>>();
  #spare: Promise<Page> | undefined;
  #isRetired = false;

  constructor(browser: Browser, timeout: number) {
    this.browser = browser;
    this.#timeout = timeout;
    this.#prepare();
  }

  /** Lends a page that nobody has used, and closes it afterwards. */
  withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    this.lent += 1;
    const done = this.#withPage(use);
    this.#open.add(done);
    return done.finally(() => this.#open.delete(done));
  }

  async #withPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    const spare = this.#spare ?? this.browser.newPage();
    this.#spare = undefined;
    let page: Page | undefined;
    try {
      page = await spare;
      // The next one opens while this one is used.
      this.#prepare();
      page.setDefaultTimeout(this.#timeout);
      return await Promise.race([use(page), crashOf(page)]);
    } finally {
      // A crashed page never answers.
      if (page && !page.isClosed())
        await Promise.race([page.close().catch(() => {}), new Promise((done) => setTimeout(done, 2000).unref())]);
    }
  }

  #prepare(): void {
    if (this.#isRetired || this.#spare !== undefined) return;
    const spare = this.browser.newPage();
    this.#spare = spare;
    // Whoever asks for a page then sees why there is none.
    spare.catch(() => {});
  }

  /** Ends the browser when its last page has come back. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    await Promise.allSettled(this.#open);
    await end(this.browser);
  }
}

/** Rejects when the page's own process dies, which the browser outlives. */
const crashOf = (page: Page): Promise<never> => new Promise((_, reject) => page.once('error', () => reject(new Error('Page crashed'))));

/** Ends a browser. Nothing in its profile is worth an orderly end, which takes several times as long. */
export async function end(browser: Browser): Promise<void> {
  const pid = browser.process()?.pid;
  if (pid !== undefined && process.platform !== 'win32') {
    try {
      // The browser leads a group of its own processes.
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  await browser.close().catch(() => {});
}
