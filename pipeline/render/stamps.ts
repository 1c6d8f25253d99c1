/** Lines of text as drawings, each with no other letters than its own: what is drawn on pages of finished files. */
import type { Context } from '../platform/context.ts';
import { loadFontIndex } from '../platform/fonts.ts';
import { PrintPage } from '../platform/print-page.ts';

export interface Stamp {
  /** A PDF with one page, with the text at its top left corner. */
  readonly pdf: Uint8Array;
  /** Size of the text in points. */
  readonly width: number;
  readonly height: number;
  /** Size of its type in points. */
  readonly typeSize: number;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (one) => entities[one] ?? '');
/** CSS pixels to points. */
const points = 0.75;
/** Size of the type, in CSS pixels. */
const typeSize = 30;

/** How texts are set, beside their type: as CSS. */
export interface StampStyle {
  readonly color: string;
  readonly letterSpacing: string;
}

const quiet: StampStyle = { color: '#6b727c', letterSpacing: 'normal' };

/** Draws texts, one after the other. */
export async function drawStamps(
  texts: readonly string[],
  lang: string,
  { browser }: Pick<Context, 'browser'>,
  { color, letterSpacing }: StampStyle = quiet,
): Promise<Stamp[]> {
  const index = await loadFontIndex();
  const { css, resources } = index.choose(new Set(texts.join('')), { lang, langs: [] });
  // Some scripts have a face of their own name.
  const names = [...css.matchAll(/font-family:"([^"]+)"/g)].map(([, name = '']) => name);
  const others = [...new Set(names)].filter((name) => !/^(?:Source|Noto S\w+ JP|IBM|Fira|STIX)/.test(name));
  const families = ['Source Sans 3', 'Noto Sans JP', ...others].map((name) => `"${name}"`).join(', ');
  const page = (text: string) => `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>-</title><style>
${css}
@page { size: 3000px 60px; margin: 0; }
html, body { margin: 0; }
p { position: absolute; left: 0; top: 0; margin: 0; padding: 0 4px; white-space: pre; font: 600 ${typeSize}px/40px ${families}; letter-spacing: ${letterSpacing}; color: ${color}; }
</style></head><body><p dir="auto">${escaped(text)}</p></body></html>`;
  return browser.withPage(async (own) => {
    const printer = await PrintPage.at(own, resources);
    const stamps: Stamp[] = [];
    for (const text of texts) {
      await printer.open(page(text));
      await own.evaluate('document.fonts.ready.then(() => {})');
      const { width, height } = (await own.evaluate(
        '(({ width, height }) => ({ width, height }))(document.querySelector("p").getBoundingClientRect())',
      )) as { width: number; height: number };
      const pdf = await own.pdf({ preferCSSPageSize: true, printBackground: true, waitForFonts: false, tagged: false, outline: false });
      stamps.push({ pdf, width: width * points, height: height * points, typeSize: typeSize * points });
    }
    return stamps;
  });
}

/** Draws a protective marking as the style sheets set it. */
export async function drawMarking(text: string, lang: string, context: Pick<Context, 'browser'>): Promise<Stamp> {
  const [stamp] = await drawStamps([text], lang, context, { color: '#1b232c', letterSpacing: '.05em' });
  return stamp as Stamp;
}
