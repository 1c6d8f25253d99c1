import { afterAll, describe, expect, test } from 'vitest';
import { Stop } from '../../../pipeline/model/diagnostic.ts';
import { lazyBrowser } from '../../../pipeline/platform/browser.ts';
import { findReal, realBrowser } from '../../support/context.ts';

const isRoot = process.getuid?.() === 0;
const stopOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it should have stopped'),
    (cause: Stop) => cause,
  );

describe('a browser that runs', () => {
  const notes: string[] = [];
  const browser = realBrowser(notes, undefined, 15_000);
  afterAll(() => browser.close());

  test('lends a page, gives what was made of it, and lends the page again', async () => {
    const lent: unknown[] = [];
    const titles = ['A page', 'The next'].map(
      (title) => () =>
        browser.withPage(async (page) => {
          lent.push(page);
          await page.setContent(`<title>${title}</title>`);
          return page.title();
        }),
    );
    expect(await titles[0]?.()).toBe('A page');
    expect(await titles[1]?.()).toBe('The next');
    expect(lent[1]).toBe(lent[0]);
  });

  test('lends no page to two at once', async () => {
    const use = () =>
      browser.withPage(async (page) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return page;
      });
    const [one, other] = await Promise.all([use(), use()]);
    expect(one).not.toBe(other);
  });

  test('opens as many pages in advance as it is asked for, the one that it starts with among them', async () => {
    const own = realBrowser([], undefined, 15_000);
    own.warm(2);
    const hold = () =>
      own.withPage(async (page) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { page, all: await page.browser().pages() };
      });
    const [one, other] = await Promise.all([hold(), hold()]);
    expect(one.page).not.toBe(other.page);
    expect(new Set(other.all)).toEqual(new Set([one.page, other.page]));
    await own.close();
  });

  test('closes a page whose use has failed', async () => {
    let lent: { isClosed: () => boolean } | undefined;
    const failed = browser.withPage(async (page) => {
      lent = page;
      throw new Error('no use');
    });
    await expect(failed).rejects.toThrow('no use');
    expect(lent?.isClosed()).toBe(true);
  });

  test('gives way to another before its memory grows', async () => {
    const own = realBrowser([], undefined, 15_000);
    const used = new Set<number | undefined>();
    for (let index = 0; index < 205; index += 1) await own.withPage(async (page) => void used.add(page.browser().process()?.pid));
    await own.close();
    expect(used.size).toBe(2);
  });

  test('tries a page once more when the browser’s process is killed', async () => {
    let tries = 0;
    const text = await browser.withPage(async (page) => {
      tries += 1;
      if (tries === 1) {
        page.browser().process()?.kill('SIGKILL');
        // Waits for what cannot come any more.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 30_000)));
      }
      await page.setContent('<p>Printed after all</p>');
      return page.evaluate(() => document.body.textContent);
    });
    expect({ tries, text: text?.trim() }).toEqual({ tries: 2, text: 'Printed after all' });
    expect(notes.join('\n')).toContain('restarting it');
    expect(notes).toContain('counted as a restart');
  });

  test('tries a page once more when only its renderer crashes', async () => {
    let tries = 0;
    await browser.withPage(async (page) => {
      tries += 1;
      if (tries > 1) return;
      const session = await page.createCDPSession();
      // As when memory runs out: the process of the page ends, the browser lives on.
      await Promise.all([
        session.send('Page.crash').catch(() => {}),
        page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 30_000))),
      ]);
    });
    expect(tries).toBe(2);
  });

  test('gives up with BROWSER_FAILED and exit code 3 when it dies twice', async () => {
    const stop = await stopOf(
      browser.withPage(async (page) => {
        page.browser().process()?.kill('SIGKILL');
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 30_000)));
      }),
    );
    expect(stop).toBeInstanceOf(Stop);
    expect(stop.exitCode).toBe(3);
    expect(stop.diagnostics).toMatchObject([{ code: 'BROWSER_FAILED', remedy: expect.stringContaining('--jobs 1') }]);
    expect(await browser.withPage((page) => page.evaluate(() => 1 + 1))).toBe(2);
  });

  test('a problem of the page’s own use is not tried again', async () => {
    let tries = 0;
    const use = browser.withPage(async () => {
      tries += 1;
      throw new Error('a problem of ours');
    });
    await expect(use).rejects.toThrow('a problem of ours');
    expect(tries).toBe(1);
  });

  test('has no network, whatever a page does', async () => {
    const failure = await browser.withPage((page) =>
      page.goto('http://example.org/', { timeout: 10_000 }).catch((cause: Error) => cause.message),
    );
    expect(failure).toContain('ERR_NAME_NOT_RESOLVED');
  });
});

describe('a browser that does not start', () => {
  test('stops with exit code 3 and a remedy, and the next call tries again', async () => {
    let tries = 0;
    const found = await findReal();
    const browser = realBrowser([], () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('nothing was found')) : Promise.resolve(found);
    });
    try {
      const stop = await stopOf(browser.withPage(() => Promise.resolve(1)));
      expect(stop.exitCode).toBe(3);
      expect(stop.diagnostics).toMatchObject([
        {
          code: 'BROWSER_MISSING',
          message: expect.stringContaining('nothing was found'),
          remedy: expect.stringContaining('PUPPETEER_EXECUTABLE_PATH'),
        },
      ]);
      expect(await browser.withPage(() => Promise.resolve('served'))).toBe('served');
    } finally {
      await browser.close();
    }
  });

  test('a program that is no browser is reported, not waited for', async () => {
    const browser = lazyBrowser({
      find: () => Promise.resolve({ executable: process.execPath, env: {}, identity: 'node' }),
      isRoot,
      env: process.env,
      timeout: 20_000,
      note: () => {},
    });
    const stop = await stopOf(browser.withPage(() => Promise.resolve(1)));
    expect({ exitCode: stop.exitCode, code: stop.diagnostics[0]?.code }).toEqual({ exitCode: 3, code: 'BROWSER_MISSING' });
    await browser.close();
  });

  test('starts no browser after it was closed', async () => {
    const browser = realBrowser();
    await browser.withPage(() => Promise.resolve(1));
    await browser.close();
    const after = await browser.withPage(() => Promise.resolve('a second browser, which nobody closes')).catch(() => 'refused');
    await browser.close();
    expect(after).toBe('refused');
  });
});
