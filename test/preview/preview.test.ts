/** `dossier preview` in a browser: one server and one small pack for all. */
import { appendFile, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Browser, HTTPRequest, Page } from 'puppeteer';
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

  test('a page that is the same is not drawn anew', async () => {
    // Both are in sight.
    await page.click('.button ::-p-text(Page)');
    await untilShown(page, 'carries oranges');
    await page.evaluate(() => {
      for (const canvas of document.querySelectorAll('.pages .sheet canvas')) Object.assign(canvas, { isOld: true });
    });
    await writeFile(file('02-ships.md'), second.replace('oranges', 'lemons'));
    await untilShown(page, 'carries lemons');
    const isOld = await page.$$eval('.pages .sheet canvas', (all) => all.map((canvas) => 'isOld' in canvas));
    expect(isOld).toEqual([true, false]);
    await writeFile(file('02-ships.md'), second);
    await untilShown(page, 'carries oranges');
    await page.click('.button ::-p-text(Width)');
  });

  test('two pages beside each other, the outline, and pictures of pages', async () => {
    await page.keyboard.press('d');
    await page.waitForSelector('.sheets.is-two-up');
    await page.keyboard.press('d');
    await page.waitForSelector('.sheets:not(.is-two-up)');
    await page.waitForSelector('.left .thumb canvas');
    await page.keyboard.press('t');
    await untilText(page, '.outline', 'What follows.*Ships');
    const items = await page.$$('.outline-item');
    await items.at(-1)?.click();
    await untilText(page, '.page-label', '^2 / 2');
    await page.keyboard.press('Home');
    await page.keyboard.press('t');
    await page.keyboard.press('t');
    await page.waitForSelector('.left .thumb canvas');
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
  // On a busy machine what the test before has saved may come while this one looks.
  test('is patched where it is different, without scripts in it', { retry: 2 }, async () => {
    await writeFile(file('01-quay.md'), chapter);
    await show('audience=press&view=flow');
    await page.waitForFunction(async () => {
      const frame = document.querySelector<HTMLIFrameElement>('.flow-frame');
      const before = frame?.contentDocument?.body?.textContent;
      await new Promise((resolve) => setTimeout(resolve, 400));
      return before?.includes('Ships arrive in spring') && before === frame?.contentDocument?.body?.textContent;
    });
    await page.evaluate(() => {
      const shown = document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument;
      for (const one of shown?.querySelectorAll('h2') ?? []) Object.assign(one, { isSame: true });
    });
    await writeFile(file('01-quay.md'), chapter.replace('in spring', 'in summer'));
    await page.waitForFunction(() =>
      document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.body?.textContent?.includes('Ships arrive in summer'),
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

describe('flow of a designer', () => {
  /** What is drawn over the document. */
  const drawn = () =>
    page.evaluate(() =>
      [
        ...(document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.querySelectorAll('[data-preview="overlay"] *') ??
          []),
      ].map((one) => one.textContent ?? ''),
    );
  const toggle = (name: string) => page.click(`.overlay-switches input[value="${name}"]`);

  test('overlays: margins, grid, baselines, boxes with partials, alternative texts, reading order', async () => {
    await writeFile(file('plan.svg'), '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h20v10z"/></svg>');
    await writeFile(file('01-quay.md'), `${chapter}\n:::figure[The plan]\n![A plan of the quay](plan.svg)\n:::\n`);
    await show('audience=council&view=flow');
    await page.waitForFunction(() =>
      document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.body?.textContent?.includes('The plan'),
    );
    await page.click('.menu summary');
    await toggle('margins');
    expect(await drawn()).toContain('20 mm');
    await toggle('margins');
    await toggle('grid');
    expect((await drawn()).length).toBeGreaterThan(2);
    await toggle('grid');
    await toggle('boxes');
    const boxes = (await drawn()).join('\n');
    expect(boxes).toMatch(/partials\/chapter\.hbs {2}\.chapter/);
    expect(boxes).toContain('.figure');
    await toggle('boxes');
    await toggle('alternatives');
    expect(await drawn()).toContain('A plan of the quay');
    await toggle('alternatives');
    await toggle('order');
    const numbers = (await drawn()).map(Number);
    expect(numbers.length).toBeGreaterThan(5);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    await toggle('order');
    await toggle('baselines');
    const ground = await page.evaluate(() => {
      const shown = document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument;
      return shown ? getComputedStyle(shown.body).backgroundImage : '';
    });
    expect(ground).toContain('repeating-linear-gradient');
    await toggle('baselines');
    expect(await drawn()).toEqual([]);
  });

  test('after many edits it is what a new window has', async () => {
    for (let edit = 1; edit <= 12; edit += 1) {
      const block = [`Ship ${edit}.`, `## Ship ${edit}`, `- ship ${edit}\n- more`, `See [](#ships), ship ${edit}.`][edit % 4] as string;
      await writeFile(
        file('02-ships.md'),
        edit % 3 === 0 ? `${second}\n${block}\n` : second.replace('The first ship', `${block}\n\nThe ship`),
      );
      await page.waitForFunction(
        (words) => document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.body?.textContent?.includes(words),
        {},
        block
          .replace(/^[#-] ?#? ?/, '')
          .split('\n')[0]
          ?.replace(/.*(ship \d+).*/i, '$1') ?? '',
      );
    }
    const whole = await (await preview.ask('/_/flow?audience=council&kind=briefing')).text();
    const isSame = await page.evaluate((html) => {
      const fresh = new DOMParser().parseFromString(html, 'text/html');
      const shown = document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument as Document;
      for (const one of shown.querySelectorAll('[data-preview], #preview-screen')) one.remove();
      return [fresh.body.isEqualNode(shown.body), fresh.head.isEqualNode(shown.head)];
    }, whole);
    expect(isSame).toEqual([true, true]);
    await writeFile(file('02-ships.md'), second);
    await writeFile(file('01-quay.md'), chapter);
  });

  test('a server that does not answer is said, and asked again', async () => {
    await show('audience=press&view=flow');
    await page.waitForFunction(() =>
      document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.body?.textContent?.includes('Ships arrive'),
    );
    await page.setRequestInterception(true);
    let isCut = true;
    const answer = (request: HTTPRequest) => void (isCut && request.url().includes('/_/flow/') ? request.abort() : request.continue());
    page.on('request', answer);
    await writeFile(file('01-quay.md'), chapter.replace('in spring', 'in autumn'));
    await untilText(page, '.flow-note', 'does not answer.*last good version');
    isCut = false;
    await writeFile(file('01-quay.md'), chapter.replace('in spring', 'in winter'));
    await page.waitForFunction(() =>
      document.querySelector<HTMLIFrameElement>('.flow-frame')?.contentDocument?.body?.textContent?.includes('Ships arrive in winter'),
    );
    expect(await page.$eval('.flow-note', (note) => (note as HTMLElement).hidden)).toBe(true);
    page.off('request', answer);
    await page.setRequestInterception(false);
    await writeFile(file('01-quay.md'), chapter);
  });
});

describe('slides', () => {
  test('a slide is shown as it is written, and then as it is printed', async () => {
    await show('audience=council&kind=slides&view=slides');
    await untilText(page, '.slide-count', '1 / \\d');
    await untilText(page, '.state', 'Built in');
    const draft = () => {
      const frame = document.querySelector<HTMLIFrameElement>('.stage-draft:not([hidden]) iframe');
      return frame?.contentDocument?.querySelector<HTMLElement>('.preview-current')?.innerText ?? '';
    };
    await page.keyboard.press('Home');
    await untilText(page, '.slide-count', '1 / \\d');
    const before = page.waitForFunction(`(${draft})().includes('Three years of work')`);
    await writeFile(file('slides.md'), slides.replace('Two years', 'Three years'));
    await before;
    await page.waitForSelector('.stage-draft[hidden]');
    await untilText(page, '.state', 'Built in');
    await writeFile(file('slides.md'), slides);
    await page.waitForSelector('.stage-draft:not([hidden])');
    await page.waitForSelector('.stage-draft[hidden]');
  });

  test('full screen leaves the keys to whoever turns the slides', async () => {
    await page.click('button[aria-label="Full screen"]');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('slides-stage');
    await page.keyboard.press(' ');
    await untilText(page, '.slide-count', '2 / \\d');
    await page.keyboard.press('f');
    await page.keyboard.press('Home');
  });

  test('a finger turns the slides of the presenter', async () => {
    await page.goto(`${preview.base}/?presenter=1&audience=council&kind=slides`);
    await untilText(page, '.notes-text', 'Say thanks');
    const swipe = (from: number, to: number) =>
      page.$eval(
        '.presenter-now .stage',
        (stage, start, end) => {
          const touch = (x: number) => new Touch({ identifier: 1, target: stage, clientX: x, clientY: 300 });
          stage.dispatchEvent(new TouchEvent('touchstart', { touches: [touch(start)], bubbles: true }));
          stage.dispatchEvent(new TouchEvent('touchend', { changedTouches: [touch(end)], bubbles: true }));
        },
        from,
        to,
      );
    await swipe(500, 300);
    await untilText(page, '.notes-text', 'Name the first ship');
    await swipe(300, 500);
    await untilText(page, '.notes-text', 'Say thanks');
  });

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
    // The next test's pages are those of this.
    await page.waitForFunction(() => (document.querySelector('#token-accent') as HTMLInputElement | null)?.value === '#1a4a8a');
    await untilText(page, '.state', 'Built in');
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
  const tablet = 820;
  const views = [
    ['audience=council&panel=problems', 1280, 'light'],
    ['audience=council', tablet, 'dark'],
    ['audience=council&audience=press&panel=withheld', 1024, 'dark'],
    ['audience=council&audience=press', tablet, 'light'],
    ['audience=press&view=flow&panel=brand', 1024, 'light'],
    ['audience=press&view=flow', tablet, 'dark'],
    ['audience=council&kind=slides&view=slides', 1280, 'dark'],
    ['audience=council&kind=slides&view=slides', tablet, 'light'],
    ['presenter=1&audience=council&kind=slides', 1280, 'light'],
    ['presenter=1&audience=council&kind=slides', 1024, 'dark'],
  ] as const;
  test.each(views)('axe finds nothing: %s, %i pixels, %s', async (query, width, scheme) => {
    await page.setViewport({ width, height: 800 });
    // What fades in would have less contrast meanwhile.
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await page.goto(`${preview.base}/?${query}`);
    await page.waitForSelector('.text-layer span, .stage canvas, .flow-frame');
    await page.waitForFunction(() => !document.querySelector('.panel')?.textContent?.includes('Reading…'));
    if (query.includes('flow')) await page.click('.menu summary');
    if (width === tablet && query.includes('slides')) await page.keyboard.press('g');
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

test('where moving things is unwelcome, nothing moves', async () => {
  await page.setViewport({ width: 1280, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
  await show('audience=council&page=1');
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((one) => {
        const { animationName, transitionDuration } = getComputedStyle(one);
        return animationName !== 'none' || !/^0s(?:, 0s)*$/.test(transitionDuration);
      }).length,
  );
  expect(moving).toBe(0);
  await page.emulateMediaFeatures([]);
});

test('where no pack can be read, every panel says so', async () => {
  const broken = await runPreview({ 'broken/pack.yaml': 'title: [\n', 'broken/01.md': '# A\n' }, ['broken']);
  try {
    await page.goto(broken.url);
    await untilText(page, '.panel', 'broken/pack\\.yaml');
    for (const key of ['w', 'Brand']) {
      if (key === 'w') await page.keyboard.press(key);
      else await (await page.$$('.tab'))[2]?.click();
      await untilText(page, '.panel', 'No document of these packs can be shown');
    }
  } finally {
    await broken.close();
  }
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
