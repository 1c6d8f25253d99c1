/** Lays final HTML out in the browser: no scripts, no network, and what does not fit is told. */
import { readFile } from 'node:fs/promises';
import type { CDPSession, Page, PDFOptions } from 'puppeteer';
import { diagnostic } from '../model/diagnostic.ts';
import { placeAt } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import type { Resources } from '../platform/resource.ts';
import { findInTemplates } from '../template/find.ts';
import type { Templated } from '../template/types.ts';
import { dropHyphens } from './hyphens.ts';
import { type Finding, measure } from './measure.ts';

/** Nothing answers here: every request is taken before it leaves the page. */
const origin = 'http://dossier.invalid';

const options: PDFOptions = { preferCSSPageSize: true, printBackground: true, waitForFonts: false };

/** Prints what a page shows, with tags and outline. */
export const printPage = (page: Page): Promise<Uint8Array> => page.pdf({ ...options, tagged: true, outline: true });

/** One page of the browser, on which documents are laid out one after the other. */
export class Desk {
  readonly page: Page;
  #resources: Resources;
  #html = '';
  /** Everything of the document that the page shows but what is in its body; empty while nothing is known. */
  #frame = '';
  #blocked = new Set<string>();
  #asked = new Set<string>();
  #session: CDPSession | undefined;

  private constructor(page: Page, resources: Resources) {
    this.page = page;
    this.#resources = resources;
  }

  /** @param resources every file that documents may load */
  static async at(page: Page, resources: Resources): Promise<Desk> {
    const known = desks.get(page);
    const desk = known ?? new Desk(page, resources);
    desk.#resources = resources;
    if (known) return desk;
    desks.set(page, desk);
    await Promise.all([page.setJavaScriptEnabled(false), desk.#intercept(), page.emulateMediaType('print')]);
    return desk;
  }

  /** Makes a page a plain one again, with scripts. */
  static async leave(page: Page): Promise<void> {
    const desk = desks.get(page);
    desks.delete(page);
    if (desk) await desk.#session?.detach();
    await Promise.all([page.setJavaScriptEnabled(true), page.emulateMediaType()]);
  }

  /**
   * Takes every request (DevTools protocol, domain `Fetch`). Puppeteer's own interception takes several times as long to hand
   * over a photograph.
   */
  async #intercept(): Promise<void> {
    const session = await this.page.createCDPSession();
    this.#session = session;
    session.on('Fetch.requestPaused', ({ requestId, request }) => {
      this.#answer(request.url)
        .then((answer) => {
          if (answer === 'continue') return session.send('Fetch.continueRequest', { requestId });
          if (answer === undefined) return session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
          const { body, headers } = answer;
          const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
          return session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: body.toString('base64') });
        })
        // A file that cannot be read is like one that is not there; a page that is gone needs no answer.
        .catch(() => session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {}));
    });
    await session.send('Fetch.enable');
  }

  /** URL paths of the files that the document has loaded. */
  get asked(): ReadonlySet<string> {
    return this.#asked;
  }

  /**
   * Opens a document and waits for its files. Where only its body is another than what the page shows, the body alone is
   * replaced: that takes a fifth less than opening and printing anew.
   */
  async open(html: string): Promise<void> {
    const [frame, body] = parted(html);
    const isBodyEnough = frame === this.#frame && !loadsFiles.test(html);
    this.#html = html;
    this.#frame = '';
    this.#blocked = new Set();
    this.#asked = new Set();
    if (isBodyEnough) await this.page.evaluate(replaceBody, body);
    else await this.page.goto(`${origin}/`, { waitUntil: 'load' });
    this.#frame = frame;
  }

  /** Opens, measures and reports. */
  async layOut(html: string, { edition }: Pick<Templated, 'edition'>, context: Context): Promise<void> {
    await this.open(html);
    // As text: handed over as a function it would be compiled here first, only to see whether it can be.
    const findings = (await this.page.evaluate(`(${measure})()`)) as Finding[];
    if (html.includes('\u00AD')) await this.page.evaluate(dropHyphens);
    for (const finding of findings) report(finding, context);
    for (const url of this.#blocked) {
      const place = (await findInTemplates(url, edition, context)) ?? edition.place;
      context.report(diagnostic('REQUEST_BLOCKED', { url }, place));
    }
  }

  /** What a URL is answered with; undefined where it is refused. */
  async #answer(url: string): Promise<Answer | 'continue' | undefined> {
    if (url.startsWith('data:')) return 'continue';
    if (url === `${origin}/`) {
      const headers = {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "script-src 'none'; object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'",
      };
      return { headers, body: Buffer.from(this.#html) };
    }
    const name = url.startsWith(`${origin}/`) ? url.slice(origin.length) : '';
    const resource = this.#resources.get(name);
    if (resource === undefined) {
      if (name !== '/favicon.ico') this.#blocked.add(url.replace(origin, ''));
      return undefined;
    }
    this.#asked.add(name);
    // Fonts never change while Dossier runs; decoding them anew for each document would take longer than its layout.
    const cached = isFont(name) ? 'max-age=86400, immutable' : 'no-store';
    const headers = { 'content-type': resource.type, 'access-control-allow-origin': '*', 'cache-control': cached };
    return { headers, body: await readFile(resource.path) };
  }
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const desks = new WeakMap<Page, Desk>();

/**
 * What makes a page load anything but fonts. Only opening it waits for that; and what a page has loaded once it does not ask
 * for again, so that nobody would know that this document needs it.
 */
const loadsFiles =
  /<(?:img|image|feimage|picture|source|video|audio|iframe|object|embed|link(?![^>]*\shref="\/fonts\/))\b|<use\b[^>]*href="[^#]|<input\b[^>]*type="?image|@import|image-set\(|url\((?!["']?(?:#|\/fonts\/))/i;

/** Whether a file is one of Dossier's fonts, which never change. */
export const isFont = (name: string): boolean => name.startsWith('/fonts/');

/** A document without the contents of its body, and those. */
function parted(html: string): [frame: string, body: string] {
  const start = html.indexOf('>', html.indexOf('<body')) + 1;
  const end = html.lastIndexOf('</body>');
  return [html.slice(0, start) + html.slice(end), html.slice(start, end)];
}

/** Runs in the page. What was to be taken back of the old text (see notes/place.ts) is gone with it. */
function replaceBody(html: string): void {
  delete (globalThis as { dossierUndo?: unknown }).dossierUndo;
  document.body.innerHTML = html;
}

/** Has a page decode the commonest faces while nobody needs it: the first document on it is then laid out sooner. */
export async function makeReady(page: Page): Promise<void> {
  const { css, preloads, resources } = (await loadFontIndex()).choose(new Set('ABCabc0123456789'));
  const faces = [...css.matchAll(/font-family:("[^"]+");font-weight:(\d+);font-style:normal/g)];
  const words = faces.map(([, family, weight]) => `<p style='font:${weight} 10pt ${family}'>Abc 0123</p>`).join('');
  const desk = await Desk.at(page, resources);
  await desk.open(`<!doctype html>${preloads}<style>${css}</style>${words}`);
}

function report(finding: Finding, context: Context): void {
  const place = placeAt(finding.at);
  const { by } = finding;
  if (finding.code === 'IMAGE_BROKEN') context.report(diagnostic('IMAGE_BROKEN', { name: finding.name }, place));
  else context.report(diagnostic(finding.code, { by }, place));
}
