/** A word behind every page: an SVG drawing with its own fonts, because a page background cannot use those of the document. */
import { readFile } from 'node:fs/promises';
import type { FontIndex } from '../platform/fonts.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What every watermark has. Letters of most scripts are under these names, too. */
const usual = ['Source Sans 3', 'Noto Sans JP'];
const familyOf = (face: string): string => /font-family:"?([^";]+)/.exec(face)?.[1] ?? '';

/** Semi-bold faces without serifs, and of scripts that have none the boldest that there are. */
const facesOf = (css: string): string[] =>
  css
    .split('\n')
    .filter(
      (face) =>
        /font-weight:(?:600|700);font-style:normal/.test(face) && !/^(?:Source Serif|Noto Serif JP|IBM|Fira|STIX)/.test(familyOf(face)),
    );

/** The drawing as a CSS `url()`. */
export async function watermarkImage(text: string, lang: string, fonts: FontIndex): Promise<string> {
  const { css, resources } = fonts.choose(new Set(text), { lang });
  const chosen = facesOf(css);
  const faces = await Promise.all(
    chosen.map(async (face) => {
      const url = /url\(([^)]+)\)/.exec(face)?.[1] ?? '';
      const bytes = await readFile(resources.get(url)?.path ?? '');
      return face.replace(url, `data:font/woff2;base64,${bytes.toString('base64')}`);
    }),
  );
  const size = Math.min(180, Math.round(1100 / Math.max(4, text.length)));
  const body = text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
  const order = [...usual, ...new Set(chosen.map(familyOf).filter((name) => !usual.includes(name)))];
  const families = order.map((name) => `&quot;${name}&quot;`).join(', ');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"><style>${faces.join('')}</style><text x="500" y="500" transform="rotate(-45 500 500)" text-anchor="middle" dominant-baseline="central" letter-spacing="${size * 0.06}" font-family="${families}" font-weight="600" font-size="${size}" fill="#e6e9ed">${body}</text></svg>`;
  return `url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}")`;
}
