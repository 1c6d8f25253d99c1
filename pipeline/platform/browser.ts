/** The browser of a build: one process at a time, used through a pool of pages. Two pages of one browser keep two cores as busy as two browsers. */
import type { Page, Browser as PuppeteerBrowser } from 'puppeteer';
import { BuildGivenUp } from '../model/contained.ts';
import { diagnostic, Stop } from '../model/diagnostic.ts';
import type { FoundBrowser } from './chromium.ts';
import { killBrowser, PagePool, profileOf } from './page-pool.ts';
import { makeProfile, removeAbandonedProfiles, removeProfile } from './profiles.ts';

export interface Browser {
  /**
   * Acquires a fresh page and releases it afterwards. If the browser dies meanwhile, it is restarted and `use` is called
   * again with a new page.
   * @throws Stop with exit code 3 if the browser cannot be started, or dies twice
   */
  readonly withPage: <T>(use: (page: Page) => Promise<T>) => Promise<T>;
  /** Identifies the browser in cache keys, without starting it. */
  readonly identity: () => Promise<string>;
  /** Starts the browser in the background unless it is running, and opens this many pages (default 1). */
  readonly warm: (pages?: number) => void;
  /** Kills the browser's processes; it cannot be restarted. */
  readonly close: () => Promise<void>;
}

export interface BrowserOptions {
  readonly find: () => Promise<FoundBrowser>;
  readonly isRoot: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Timeout in milliseconds for each step on a page. */
  readonly timeout: number;
  readonly note: (message: string) => void;
  /** Called when one has died and another is started. */
  readonly onRestart?: () => void;
  /** Prepares a new page for its most common use, before it is acquired. */
  readonly ready?: (page: Page) => Promise<void>;
}

/** After this many pages the browser is replaced: each page leaks a little of the browser's memory. */
const pagesPerBrowser = 200;

const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-gpu',
  '--disable-sync',
  // The pages are never displayed: a compositing thread takes a fifth of the browser's time.
  '--disable-threaded-compositing',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  // No host name resolves, even for requests that get past the interception.
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--no-first-run',
];

/** A browser that starts when the first page is needed. */
export function lazyBrowser(options: BrowserOptions): Browser {
  let found: Promise<FoundBrowser> | undefined;
  let running: Promise<PagePool> | undefined;
  const retired = new Set<PagePool>();
  let isClosed = false;

  const find = (): Promise<FoundBrowser> => {
    found ??= options.find().catch((cause: Error) => {
      found = undefined;
      throw new Stop(3, [diagnostic('BROWSER_MISSING', { why: cause.message }, { file: 'dossier' })]);
    });
    return found;
  };

  const forget = (which: Promise<PagePool>) => {
    if (running === which) running = undefined;
  };
  const start = (): Promise<PagePool> => {
    if (isClosed) return Promise.reject(new BuildGivenUp('the browser was closed'));
    if (running !== undefined) return running;
    const launched = launch(options, find).then((browser) => new PagePool(browser, options.timeout, options.ready));
    running = launched;
    // A failed launch is not kept, so that the next call retries.
    launched.then(
      ({ browser }) => browser.once('disconnected', () => forget(launched)),
      () => forget(launched),
    );
    return launched;
  };

  const retire = (which: Promise<PagePool>, one: PagePool) => {
    forget(which);
    retired.add(one);
    void one.retire().then(() => retired.delete(one));
  };

  /** The pool to take a page from; one that has served many pages is retired before its memory grows. */
  const currentPool = async (): Promise<PagePool> => {
    const current = start();
    const one = await current;
    if (one.acquired < pagesPerBrowser) return one;
    retire(current, one);
    return currentPool();
  };

  const attempt = async <T>(use: (page: Page) => Promise<T>): Promise<{ value: T } | { died: Error }> => {
    const one = await currentPool();
    try {
      return { value: await one.withPage(use) };
    } catch (cause) {
      if (cause instanceof Stop) throw cause;
      // The socket may close just before the process is known to have exited.
      const crashed = /Target closed|Session closed|Connection closed|detached|Page crashed|not connected/i.test(String(cause));
      if (one.browser.connected && !crashed) throw cause;
      // Other pages may still be printing in it: only a dead browser is discarded.
      if (!one.browser.connected) await killBrowser(one.browser);
      return { died: cause as Error };
    }
  };

  return {
    identity: async () => (await find()).identity,
    warm: (pages = 1) => {
      start().then(
        (one) => one.prepare(pages),
        () => {},
      );
    },
    withPage: async (use) => {
      const first = await attempt(use);
      if ('value' in first) return first.value;
      options.note(`the browser stopped (${first.died.message}); restarting it`);
      options.onRestart?.();
      const second = await attempt(use);
      if ('value' in second) return second.value;
      throw new Stop(3, [diagnostic('BROWSER_FAILED', { why: second.died.message }, { file: 'dossier' })]);
    },
    close: async () => {
      isClosed = true;
      const one = await running?.catch(() => undefined);
      running = undefined;
      await Promise.all([...retired, ...(one ? [one] : [])].map(({ browser }) => killBrowser(browser)));
    },
  };
}

async function launch(options: BrowserOptions, find: () => Promise<FoundBrowser>): Promise<PuppeteerBrowser> {
  const [{ default: puppeteer }, { executable, env }] = await Promise.all([import('puppeteer-core'), find()]);
  void removeAbandonedProfiles();
  const profile = await makeProfile();
  const open = (sandbox: boolean) =>
    puppeteer.launch({
      userDataDir: profile,
      executablePath: executable,
      headless: 'shell',
      pipe: true,
      protocolTimeout: options.timeout,
      // The first page is taken from the existing ones.
      waitForInitialPage: false,
      args: sandbox ? flags : [...flags, '--no-sandbox'],
      env: { ...options.env, ...env },
      // The command line handles signals.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  try {
    const browser = await inSandbox(open, options);
    profileOf.set(browser, profile);
    return browser;
  } catch (cause) {
    await removeProfile(profile);
    return giveUp(cause as Error);
  }
}

/** Starts the browser in its sandbox, where one is available. */
async function inSandbox(
  open: (sandbox: boolean) => Promise<PuppeteerBrowser>,
  { isRoot, note }: BrowserOptions,
): Promise<PuppeteerBrowser> {
  if (isRoot) {
    note('running Chromium without its sandbox: root cannot use it');
    return open(false);
  }
  try {
    return await open(true);
  } catch (cause) {
    if (!/sandbox/i.test(String(cause))) throw cause;
    note('running Chromium without its sandbox: this system forbids user namespaces');
    return open(false);
  }
}

function giveUp(cause: Error): never {
  throw new Stop(3, [diagnostic('BROWSER_MISSING', { why: cause.message.split('\n')[0] ?? 'it did not start' }, { file: 'dossier' })]);
}
