/** `dossier preview` in a browser: one server and one small pack for all. */
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, type RunningPreview, runPreview, untilShown, untilText } from '../support/preview.ts';

const packYaml = `# The brand is ours.
title: Harbour works
date: 2025-10-15
kinds: [briefing, slides]
cover: false
contents: false
audiences:
  council: { label: For the council, speakerNotes: true }
  press: { label: For the press }
brand:
  # Blue as the sea.
  accent: "#1a4a8a"
`;
const chapter = `# The new quay

The quay is built in two years.

The cost may rise to ninety million. {audience="council"}

## What follows

Ships arrive in spring.
`;
const second = `# Ships

The first ship carries oranges.
`;
const slides = `---
title: Harbour
---

# The quay opens

- Two years of work

<!-- Say thanks to the builders. -->

---

# What is next

- Ships in spring

<!-- Name the first ship. -->
`;
const secret = 'ninety million';

let preview: RunningPreview;
let browser: Browser;
let page: Page;
const file = (name: string) => path.join(preview.folder, 'harbour', name);
const show = async (query: string) => {
  await page.goto(`${preview.base}/?${query}`);
  await page.waitForSelector('.text-layer span, .stage canvas, .flow-frame', { timeout: 60_000 });
};

beforeAll(async () => {
  const files = {
    'harbour/pack.yaml': packYaml,
    'harbour/01-quay.md': chapter,
    'harbour/02-ships.md': second,
    'harbour/slides.md': slides,
  };
  [preview, browser] = await Promise.all([runPreview(files, ['harbour']), openBrowser()]);
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 800 });
  await page.goto(preview.url);
});
afterAll(async () => {
  await browser.close();
  await preview.close();
});

describe('pages', () => {
  test('the first document is shown, and the token has left the address', async () => {
    await untilShown(page, 'The quay is built in two years');
    expect(page.url()).not.toContain('token');
    expect(await page.$eval('.status', (bar) => bar.textContent)).toMatch(/Built in .*Author’s preview/);
  });

  test('an edit is seen without a reload, also by an editor that saves by renaming', async () => {
    await page.evaluate('window.isSame = true');
    await writeFile(file('01-quay.md.new~'), chapter.replace('two years', 'three years'));
    await rename(file('01-quay.md.new~'), file('01-quay.md'));
    await untilShown(page, 'The quay is built in three years');
    await writeFile(file('01-quay.md'), chapter);
    await untilShown(page, 'The quay is built in two years');
    expect(await page.evaluate('window.isSame')).toBe(true);
  });

  test('the last good page stays while there is an error, with its place; then the document is built again', async () => {
    await appendFile(file('01-quay.md'), '\nNobody knows. {audience="counsil"}\n');
    await untilText(page, '.state', 'last good pages');
    await page.keyboard.press('e');
    await untilText(page, '.panel', 'counsil');
    expect(await page.$eval('.panel', (panel) => panel.textContent)).toContain('harbour/01-quay.md:11');
    await untilShown(page, 'The quay is built in two years');
    await writeFile(file('01-quay.md'), chapter);
    await untilText(page, '.state', 'Built in');
    await untilText(page, '.panel', 'No problems');
    await page.keyboard.press('e');
  });

  test('search finds words and counts them', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('spring');
    await untilText(page, '.found', '1 of 1');
    await page.keyboard.press('Escape');
  });

  test('a click on words opens the editor where they are written', async () => {
    await untilShown(page, 'Ships arrive in spring');
    const spans = await page.$$('.text-layer span');
    for (const span of spans)
      if ((await span.evaluate((one) => one.textContent)) === 'Ships arrive in spring.') {
        await span.scrollIntoView();
        await span.click();
      }
    await untilText(page, '.toast', '01-quay\\.md:9:1');
    await expect.poll(() => preview.opened(), { timeout: 20_000 }).toContain(`${file('01-quay.md')}:9:1`);
  });
});

describe('audiences', () => {
  test('another audience is a choice away, and reads what it may', async () => {
    await show('audience=council');
    await untilShown(page, secret);
    await page.select('select[aria-label="Audience"]', 'press');
    await page.waitForFunction(() => document.title.includes('press'));
    await untilShown(page, 'The quay is built in two years');
    await page.waitForFunction(
      (text) => ![...document.querySelectorAll('.text-layer')].some((one) => one.textContent?.includes(text)),
      {},
      secret,
    );
  });

  test('two are side by side, and what only one reads is marked', async () => {
    await page.select('select[aria-label="Audience"]', 'council');
    await page.waitForFunction(() => document.title.endsWith('council'));
    await page.select('select[aria-label="Compare with"]', 'press');
    await page.waitForFunction(() => document.querySelectorAll('.column').length === 2);
    await untilText(page, '.column:nth-child(1) .difference-count', 'page has words');
    expect(await page.$$eval('.column:nth-child(1) .difference-bar', (bars) => bars.length)).toBeGreaterThan(0);
  });

  test('nothing that is withheld is in any answer, unless it is asked for', async () => {
    const query = 'pack=0&lang=en&kind=briefing&audience=press';
    for (const path of ['/', `/_/places?${query}`, `/_/notes?${query}`, `/_/flow?${query}`, `/_/tokens?${query}`]) {
      const answer = await preview.ask(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).not.toContain(secret);
    }
    const notes = (await (await preview.ask(`/_/notes?${query}`)).json()) as unknown[];
    expect(notes).toEqual([]);
    const deck = query.replace('briefing', 'slides');
    for (const path of [`/_/places?${deck}`, `/_/flow?${deck}`]) {
      const text = await (await preview.ask(path)).text();
      expect(text).toContain('Two years of work');
      expect(text).not.toContain('Say thanks');
    }
    // Of two side by side, what is beside the file is that of the first.
    const both = await (await preview.ask(`/_/places?${query}&audience=council`)).text();
    expect(both).toContain('built in two years');
    expect(both).not.toContain(secret);
    const events = await firstEvents(`/_/events?${query}`);
    expect(events).toContain('"audience":"press"');
    expect(events).not.toContain(secret);
    const withheld = await (await preview.ask(`/_/withheld?${query}`)).json();
    expect(withheld).toContainEqual(
      expect.objectContaining({ audience: 'press', rule: 'audience="council"', text: `The cost may rise to ${secret}.` }),
    );
    expect(withheld).toContainEqual(expect.objectContaining({ rule: 'speakerNotes', text: 'Say thanks to the builders.' }));
    expect(await (await preview.ask(`/_/withheld?${query.replace('press', 'council')}`)).json()).toEqual([]);
  });

  test('asked for, it is hatched where it would be, with rule and place', async () => {
    await show('audience=press&view=flow&panel=withheld');
    await untilText(page, '.withheld-block', 'ninety million.*01-quay\\.md:5');
    const inFlow = () => document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.querySelector('.preview-withheld');
    await page.waitForFunction(inFlow);
    const text = await page.evaluate(
      () => document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.querySelector('.preview-withheld')?.textContent,
    );
    expect(text).toMatch(/Withheld from press.*audience="council".*01-quay\.md:5.*ninety million/);
    await page.keyboard.press('w');
    await page.waitForFunction(
      () => !document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.querySelector('.preview-withheld'),
    );
  });
});

describe('flow', () => {
  test('is patched where it is different, without scripts in it', async () => {
    await show('audience=press&view=flow');
    await page.waitForFunction(() =>
      document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.body.textContent?.includes('Ships arrive'),
    );
    await page.evaluate(() => {
      const shown = document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument;
      for (const one of shown?.querySelectorAll('h2') ?? []) Object.assign(one, { isSame: true });
    });
    await writeFile(file('01-quay.md'), chapter.replace('in spring', 'in summer'));
    await page.waitForFunction(() =>
      document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.body.textContent?.includes('Ships arrive in summer'),
    );
    expect(
      await page.evaluate(() => {
        const shown = document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument;
        return (shown?.querySelector('h2') as { isSame?: boolean } | null)?.isSame;
      }),
    ).toBe(true);
    const { headers } = await preview.ask('/_/flow?audience=press');
    expect(headers.get('content-security-policy')).not.toContain('script-src');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    await writeFile(file('01-quay.md'), chapter);
  });
});

describe('slides', () => {
  test('the presenter sees notes that the audience may have, and both windows turn together', async () => {
    await show('audience=council&kind=slides&view=slides');
    await untilText(page, '.slide-count', '1 / \\d');
    const opened = new Promise<Page>((resolve) => page.once('popup', (popup) => resolve(popup as Page)));
    await page.keyboard.press('p');
    const presenter = await opened;
    await untilText(presenter, '.notes-text', 'Say thanks to the builders');
    await presenter.keyboard.press('ArrowRight');
    await untilText(presenter, '.notes-text', 'Name the first ship');
    await untilText(page, '.slide-count', '2 / \\d');
    await page.bringToFront();
    await page.keyboard.press('ArrowLeft');
    await untilText(presenter, '.presenter-count', '1 of');
    await presenter.close();
    await page.keyboard.press('g');
    await page.waitForSelector('.slides.is-grid .thumb canvas');
  });
});

describe('brand', () => {
  test('a token is written to pack.yaml, which keeps everything else', async () => {
    await show('audience=press&panel=brand');
    const field = await page.waitForSelector('#token-accent');
    await field?.click({ count: 3 });
    await page.keyboard.type('#7a1a4a');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => (document.querySelector('#token-accent') as HTMLInputElement | null)?.value === '#7a1a4a');
    await expect.poll(() => readFile(file('pack.yaml'), 'utf8'), { timeout: 20_000 }).toBe(packYaml.replace('#1a4a8a', '#7a1a4a'));
    const wrong = await preview.ask('/_/tokens?audience=press', { method: 'POST', body: '{"name":"accent","value":"red; } body {"}' });
    expect(wrong.status).toBe(422);
    await writeFile(file('pack.yaml'), packYaml);
  });
});

describe('a place in the source', () => {
  test('leads to its page', async () => {
    await show('audience=press&page=1');
    await untilShown(page, 'two years');
    const body = JSON.stringify({ file: file('02-ships.md'), line: 3 });
    expect((await preview.ask('/at', { method: 'POST', body })).status).toBe(200);
    await page.waitForFunction(() => !/^1 /.test(document.querySelector('.page-label')?.textContent ?? ''));
    expect((await preview.ask('/at', { method: 'POST', body: '{"file":"/etc/hostname"}' })).status).toBe(422);
  });
});

describe('accessibility', () => {
  const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const views = [
    ['audience=council&panel=problems', 1280, 'light'],
    ['audience=council&audience=press&panel=withheld', 1024, 'dark'],
    ['audience=press&view=flow&panel=brand', 1024, 'light'],
    ['audience=council&kind=slides&view=slides', 1280, 'dark'],
    ['presenter=1&audience=council&kind=slides', 1280, 'light'],
  ] as const;
  test.each(views)('axe finds nothing: %s, %i pixels, %s', async (query, width, scheme) => {
    await page.setViewport({ width, height: 800 });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
    await page.goto(`${preview.base}/?${query}`);
    await page.waitForSelector('.text-layer span, .stage canvas, .flow-frame');
    await page.waitForFunction(() => !document.querySelector('.panel')?.textContent?.includes('Reading…'));
    // Through the protocol: the page itself lets no such script in.
    await page.evaluate(await axe);
    const found = await page.evaluate(
      "axe.run(document, { iframes: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))",
    );
    expect(found).toEqual([]);
    // Nothing is cut off at the side.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
});

/** What the server sends by itself until the document is built. */
async function firstEvents(name: string): Promise<string> {
  const answer = await preview.ask(name);
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (reader && !/"files":\[\{/.test(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  await reader?.cancel();
  return text;
}
