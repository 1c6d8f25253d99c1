/** A line of text as outlines of Dossier's own fonts, where no font can be embedded any more: read with HarfBuzz. */
import { readFile } from 'node:fs/promises';
import { Blob, DrawFuncs, Face, Font, Buffer as Run, shape } from 'harfbuzzjs';
import { loadFontIndex } from './fonts.ts';
import { exactly } from './own-fonts/facts.ts';
import { unpacked } from './own-fonts/sfnt.ts';

export interface TextOutlines {
  /** Path operators of PDF, for letters of one point, with the line's beginning at 0 0. */
  readonly path: string;
  readonly width: number;
}

/** @param weight 400 or 600 */
export async function outlinesOf(text: string, weight: number): Promise<TextOutlines> {
  const fonts = await fontsFor(text, weight);
  let path = '';
  let at = 0;
  for (const { part, font, upem } of runsOf(text, fonts)) {
    const run = new Run();
    run.addText(part);
    run.guessSegmentProperties();
    shape(font, run);
    for (const { codepoint, xAdvance = 0, xOffset = 0, yOffset = 0 } of run.getGlyphInfosAndPositions()) {
      path += drawn(font, codepoint, at + xOffset / upem, yOffset / upem, upem);
      at += xAdvance / upem;
    }
  }
  return { path, width: at };
}

interface Opened {
  readonly font: Font;
  readonly upem: number;
}

/** The faces for running text that have these characters. */
async function fontsFor(text: string, weight: number): Promise<Opened[]> {
  const { css, resources } = (await loadFontIndex()).choose(new Set(text));
  // Sans faces first, then those of scripts that have none; each of the weight that is nearest.
  const rank = (face: string) => (face.includes('Sans') ? 0 : 10_000) + Math.abs(Number(/font-weight:(\d+)/.exec(face)?.[1]) - weight);
  const faces = css
    .split('\n')
    .filter((face) => face.includes('font-style:normal'))
    .sort((a, b) => rank(a) - rank(b));
  const missing = new Set([...text].map((letter) => letter.codePointAt(0) as number));
  const fonts: Opened[] = [];
  // One after the other: what unpacks them has one memory for all.
  for (const face of faces) {
    if (missing.size === 0) break;
    const file = resources.get(/url\(([^)]+)\)/.exec(face)?.[1] ?? '')?.path ?? '';
    const opened = new Face(new Blob(exactly(await unpacked(await readFile(file)))));
    const font = new Font(opened);
    const found = [...missing].filter((point) => font.nominalGlyph(point) !== undefined);
    for (const point of found) missing.delete(point);
    if (found.length > 0) fonts.push({ font, upem: opened.upem });
  }
  return fonts;
}

/** Parts of a text that one font has. What none has is left out. */
function runsOf(text: string, fonts: readonly Opened[]): (Opened & { readonly part: string })[] {
  const runs: (Opened & { part: string })[] = [];
  for (const letter of text) {
    const point = letter.codePointAt(0) as number;
    const last = runs.at(-1);
    const has = ({ font }: Opened) => font.nominalGlyph(point) !== undefined;
    const found = last && has(last) ? last : fonts.find(has);
    if (found === undefined) continue;
    if (found === last) last.part += letter;
    else runs.push({ font: found.font, upem: found.upem, part: letter });
  }
  return runs;
}

function drawn(font: Font, glyph: number, left: number, up: number, upem: number): string {
  const draw = new DrawFuncs();
  let path = '';
  let from: readonly [number, number] = [0, 0];
  const number = (value: number) => String(Math.round(value * 10_000) / 10_000);
  const point = (x: number, y: number) => `${number(left + x / upem)} ${number(up + y / upem)}`;
  const add = (operator: string, x: number, y: number, ...controls: (readonly [number, number])[]) => {
    path += `${controls.map(([cx, cy]) => `${point(cx, cy)} `).join('')}${point(x, y)} ${operator}\n`;
    from = [x, y];
  };
  draw.setMoveToFunc((x, y) => add('m', x, y));
  draw.setLineToFunc((x, y) => add('l', x, y));
  // PDF has cubic curves only.
  const third = (a: number, c: number) => a + (2 / 3) * (c - a);
  draw.setQuadraticToFunc((cx, cy, x, y) => add('c', x, y, [third(from[0], cx), third(from[1], cy)], [third(x, cx), third(y, cy)]));
  draw.setCubicToFunc((ax, ay, bx, by, x, y) => add('c', x, y, [ax, ay], [bx, by]));
  draw.setClosePathFunc(() => {
    path += 'h\n';
  });
  font.drawGlyph(glyph, draw);
  return path;
}
