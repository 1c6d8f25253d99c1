/** One browser page, on which documents are opened one after the other: no scripts, no network; every request is answered here. */
import { readFile } from 'node:fs/promises';
import type { CDPSession, Page, PDFOptions } from 'puppeteer';
import { loadFontIndex } from './fonts.ts';
import { withoutMetadata, withoutMetadataInside } from './image-metadata/index.ts';
import type { Resource, Resources } from './resource.ts';

/** No server exists at this address: every request is intercepted. */
const origin = 'http://dossier.invalid';

const options: PDFOptions = { preferCSSPageSize: true, printBackground: true, waitForFonts: false };

/** Prints a page to PDF, with tags and outline. */
export const printPage = (page: Page): Promise<Uint8Array> => page.pdf({ ...options, tagged: true, outline: true });

/** One browser page, on which documents are laid out one after the other. */
export class PrintPage {
  readonly page: Page;
  #resources: Resources;
  #html = '';
  /** The current document except the contents of its body; empty while unknown. */
  #shell = '';
  #blocked = new Set<string>();
  #loaded = new Set<string>();
  /** Whether the next document request is for the document to print. */
  #isOpening = false;
  #session: CDPSession | undefined;

  private constructor(page: Page, resources: Resources) {
    this.page = page;
    this.#resources = resources;
  }

  /** @param resources every file that documents may load */
  static async at(page: Page, resources: Resources): Promise<PrintPage> {
    const before = known.get(page);
    const own = before ?? new PrintPage(page, resources);
    own.#resources = resources;
    if (before) return own;
    known.set(page, own);
    await Promise.all([page.setJavaScriptEnabled(false), own.#intercept(), page.emulateMediaType('print')]);
    return own;
  }

  /** Restores an ordinary page, with scripts enabled. */
  static async leave(page: Page): Promise<void> {
    const own = known.get(page);
    known.delete(page);
    if (own) await own.#session?.detach();
    await Promise.all([page.setJavaScriptEnabled(true), page.emulateMediaType()]);
  }

  /**
   * Intercepts every request (DevTools protocol, domain `Fetch`). Puppeteer's own interception takes several times as long
   * for a photograph.
   */
  async #intercept(): Promise<void> {
    const session = await this.page.createCDPSession();
    this.#session = session;
    session.on('Fetch.requestPaused', ({ requestId, request, resourceType }) => {
      if (resourceType === 'Document' && !this.#isOpening) {
        // Navigation and reloads are refused: after a 204 response the browser keeps the current document.
        this.#blocked.add(request.url.replace(origin, ''));
        void session.send('Fetch.fulfillRequest', { requestId, responseCode: 204 }).catch(() => {});
        return;
      }
      if (resourceType === 'Document') this.#isOpening = false;
      this.#answer(request.url)
        .then((answer) => {
          if (answer === 'continue') return session.send('Fetch.continueRequest', { requestId });
          if (answer === undefined) return session.send('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
          const { body, headers } = answer;
          const responseHeaders = Object.entries(headers).map(([name, value]) => ({ name, value }));
          return session.send('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: body.toString('base64') });
        })
        // A file that cannot be read is treated as missing; a closed page needs no answer.
        .catch(() => session.send('Fetch.failRequest', { requestId, errorReason: 'Failed' }).catch(() => {}));
    });
    await session.send('Fetch.enable');
  }

  /** URLs that the document requested and was refused. */
  get blocked(): ReadonlySet<string> {
    return this.#blocked;
  }

  /** URL paths of the files that the document loaded. */
  get loaded(): ReadonlySet<string> {
    return this.#loaded;
  }

  /**
   * Opens a document and waits for its files. If it differs from the current one only in its body, only the body is
   * replaced: a fifth faster than opening and printing anew.
   */
  async open(html: string): Promise<void> {
    const [frame, body] = splitBody(html);
    const isBodyEnough = frame === this.#shell && !loadsFiles.test(html);
    this.#html = html;
    this.#shell = '';
    this.#blocked = new Set();
    this.#loaded = new Set();
    if (isBodyEnough) await this.page.evaluate(replaceBody, body);
    else {
      this.#isOpening = true;
      await this.page.goto(`${origin}/`, { waitUntil: 'load' });
    }
    this.#shell = frame;
  }

  /** The response to a URL; undefined if it is refused. */
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
    this.#loaded.add(name);
    // Fonts never change while Dossier runs; decoding them again for each document would take longer than its layout.
    const cached = isFont(name) ? 'max-age=86400, immutable' : 'no-store';
    const headers = { 'content-type': resource.type, 'access-control-allow-origin': '*', 'cache-control': cached };
    return { headers, body: resource.bytes ? Buffer.from(resource.bytes) : bodyOf(resource, await readFile(resource.path)) };
  }
}

function bodyOf({ type, keepsMetadata }: Resource, bytes: Buffer): Buffer {
  if (keepsMetadata || !type.startsWith('image/')) return bytes;
  if (type === 'image/svg+xml') return Buffer.from(withoutMetadataInside(bytes.toString('utf8')));
  return Buffer.from(withoutMetadata(bytes));
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const known = new WeakMap<Page, PrintPage>();

/**
 * Markup that makes a page load anything except fonts. Only a full load waits for those files; and the browser does not
 * request a loaded file again, so that the dependency would go unnoticed.
 */
const loadsFiles =
  /<(?:img|image|feimage|picture|source|video|audio|iframe|object|embed|link(?![^>]*\shref="\/fonts\/))\b|<use\b[^>]*href="[^#]|<input\b[^>]*type="?image|@import|image-set\(|url\((?!["']?(?:#|\/fonts\/))/i;

/** Whether a file is one of Dossier's fonts, which never change. */
export const isFont = (name: string): boolean => name.startsWith('/fonts/');

/** Splits a document into everything around its body's contents, and those contents. */
function splitBody(html: string): [frame: string, body: string] {
  const start = html.indexOf('>', html.indexOf('<body')) + 1;
  const end = html.lastIndexOf('</body>');
  return [html.slice(0, start) + html.slice(end), html.slice(start, end)];
}

/** Runs in the page. Pending undo steps for the old content (see render/footnotes/insert.ts) are discarded with it. */
function replaceBody(html: string): void {
  delete (globalThis as { dossierUndo?: unknown }).dossierUndo;
  document.body.innerHTML = html;
}

/** Decodes the most common fonts while the page is idle, so that its first document is laid out sooner. */
export async function makeReady(page: Page): Promise<void> {
  const { css, preloads, resources } = (await loadFontIndex()).choose(new Set('ABCabc0123456789'));
  const faces = [...css.matchAll(/font-family:("[^"]+");font-weight:(\d+);font-style:normal/g)];
  const words = faces.map(([, family, weight]) => `<p style='font:${weight} 10pt ${family}'>Abc 0123</p>`).join('');
  const own = await PrintPage.at(page, resources);
  await own.open(`<!doctype html>${preloads}<style>${css}</style>${words}`);
}
