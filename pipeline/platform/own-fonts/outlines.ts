/** Cubic outlines (CFF) as quadratic ones (TrueType): Chrome embeds fonts with the former as drawings, a Type 3 font for each part. */
import cubic2quad from 'cubic2quad';
import { Blob, DrawFuncs, Face, Font } from 'harfbuzzjs';
import { emboldened, type Point } from './embolden.ts';
import { exactly } from './facts.ts';
import type { Making } from './rules.ts';
import { tablesOf, viewOf, written } from './sfnt.ts';

/** How far a curve may be from the original, in units of an em of 1000. */
const precision = 0.3;

/** How far an italic face leans that is made of an upright one: about 12 degrees. */
const slant = 0.21;

/** The same font with TrueType outlines, slanted or bolder if that is asked for; all its other tables stay. */
export async function withTrueTypeOutlines(
  bytes: Uint8Array,
  { isSlanted, isBolder }: Pick<Making, 'isSlanted' | 'isBolder'>,
): Promise<Uint8Array> {
  const face = new Face(new Blob(exactly(bytes)));
  const font = new Font(face);
  const draw = new DrawFuncs();
  let contours: Point[][] = [];
  let at: readonly [number, number] = [0, 0];
  const last = () => contours.at(-1) as Point[];
  const to = (x: number, y: number) => {
    last().push([x, y, true]);
    at = [x, y];
  };
  draw.setMoveToFunc((x, y) => {
    contours.push([]);
    to(x, y);
  });
  draw.setLineToFunc(to);
  draw.setQuadraticToFunc((cx, cy, x, y) => {
    last().push([cx, cy, false]);
    to(x, y);
  });
  draw.setCubicToFunc((ax, ay, bx, by, x, y) => {
    const quads = cubic2quad(...at, ax, ay, bx, by, x, y, (precision * face.upem) / 1000);
    for (let step = 2; step < quads.length; step += 4) {
      last().push([quads[step] as number, quads[step + 1] as number, false], [quads[step + 2] as number, quads[step + 3] as number, true]);
    }
    at = [x, y];
  });
  draw.setClosePathFunc(() => {});
  const tables = new Map(tablesOf(bytes));
  const weight = face.upem / 36;
  const count = viewOf(tables.get('maxp') as Uint8Array).getUint16(4);
  const glyphs: Glyph[] = [];
  for (let glyph = 0; glyph < count; glyph++) {
    contours = [];
    font.drawGlyph(glyph, draw);
    const bolder = isBolder ? emboldened(contours.map(closed), weight) : contours;
    const drawn = isSlanted ? bolder.map((contour) => contour.map(([x, y, isOn]): Point => [x + slant * y, y, isOn])) : bolder;
    glyphs.push(glyphOf(drawn.map(rounded).filter(({ length }) => length > 1)));
  }
  return written(withGlyphs(tables, glyphs, isBolder ? Math.round(weight) : 0));
}

/** A contour in whole units. */
const rounded = (contour: readonly Point[]): Point[] => closed(contour.map(([x, y, isOn]) => [Math.round(x), Math.round(y), isOn]));

/** A contour without points that are where the one before is, and without the one at its end that is its beginning. */
function closed(points: readonly Point[]): Point[] {
  const kept = points.filter(([x, y, isOn], index) => {
    const before = points[index - 1];
    return !(isOn && before?.[2] && before[0] === x && before[1] === y);
  });
  const [first, end] = [kept[0], kept.at(-1)];
  if (kept.length > 1 && first && end?.[2] && first[0] === end[0] && first[1] === end[1]) kept.pop();
  return kept;
}

interface Glyph {
  readonly bytes: Uint8Array;
  readonly xMin: number;
  readonly box: readonly [number, number, number, number] | undefined;
  readonly points: number;
  readonly contours: number;
}

/** A simple glyph of the table `glyf`. */
function glyphOf(contours: readonly (readonly Point[])[]): Glyph {
  const points = contours.flat();
  if (points.length === 0) return { bytes: new Uint8Array(0), xMin: 0, box: undefined, points: 0, contours: 0 };
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const box = [min(xs), min(ys), -min(xs.map((x) => -x)), -min(ys.map((y) => -y))] as const;
  const length = 10 + contours.length * 2 + 2 + points.length * 5;
  const bytes = new Uint8Array(length + (length & 1));
  const view = viewOf(bytes);
  [contours.length, ...box].forEach((value, index) => void view.setInt16(index * 2, value));
  let offset = 10;
  let end = -1;
  for (const contour of contours) {
    end += contour.length;
    view.setUint16(offset, end);
    offset += 2;
  }
  offset += 2;
  for (const [, , isOn] of points) view.setUint8(offset++, isOn ? 1 : 0);
  for (const values of [xs, ys]) {
    let before = 0;
    for (const value of values) {
      view.setInt16(offset, value - before);
      before = value;
      offset += 2;
    }
  }
  return { bytes, xMin: box[0], box, points: points.length, contours: contours.length };
}

const min = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);

/** The tables of a font with these glyphs in place of its own. */
function withGlyphs(tables: ReadonlyMap<string, Uint8Array>, glyphs: readonly Glyph[], wider: number): Map<string, Uint8Array> {
  const all = new Map(
    [...tables].filter(([tag]) => !/^(?:CFF |CFF2|VORG|DSIG|fvar|avar|STAT|HVAR|MVAR|VVAR|fpgm|prep|cvt |hdmx|LTSH|VDMX)$/.test(tag)),
  );
  const loca = new Uint8Array((glyphs.length + 1) * 4);
  let length = 0;
  for (const [index, { bytes }] of glyphs.entries()) {
    length += bytes.length;
    viewOf(loca).setUint32((index + 1) * 4, length);
  }
  all.set('loca', loca);
  all.set('glyf', new Uint8Array(Buffer.concat(glyphs.map(({ bytes }) => bytes))));
  all.set('maxp', maxpOf(glyphs));
  const head = (tables.get('head') as Uint8Array).slice();
  const boxes = glyphs.flatMap(({ box }) => (box ? [box] : []));
  [0, 1, 2, 3].forEach((side) => {
    const values = boxes.map((box) => box[side] as number);
    viewOf(head).setInt16(36 + side * 2, side < 2 ? min([...values, 0]) : -min([...values.map((value) => -value), 0]));
  });
  viewOf(head).setInt16(50, 1);
  all.set('head', head);
  all.set('hmtx', hmtxOf(tables, glyphs, wider));
  const post = new Uint8Array(32);
  post.set((tables.get('post') ?? post).subarray(0, 32));
  // Names of glyphs are in the table that is gone.
  viewOf(post).setUint32(0, 0x00030000);
  all.set('post', post);
  return all;
}

function maxpOf(glyphs: readonly Glyph[]): Uint8Array {
  const maxp = new Uint8Array(32);
  const view = viewOf(maxp);
  view.setUint32(0, 0x00010000);
  const most = (values: readonly number[]) => -min([...values.map((value) => -value), 0]);
  [glyphs.length, most(glyphs.map(({ points }) => points)), most(glyphs.map(({ contours }) => contours)), 0, 0, 1].forEach(
    (value, index) => void view.setUint16(4 + index * 2, value),
  );
  return maxp;
}

/** Where each glyph begins follows from its outline. */
function hmtxOf(tables: ReadonlyMap<string, Uint8Array>, glyphs: readonly Glyph[], wider: number): Uint8Array {
  const hmtx = (tables.get('hmtx') as Uint8Array).slice();
  const full = viewOf(tables.get('hhea') as Uint8Array).getUint16(34);
  for (const [index, { xMin, box }] of glyphs.entries()) {
    const at = index < full ? index * 4 + 2 : full * 4 + (index - full) * 2;
    if (box && at + 2 <= hmtx.length) viewOf(hmtx).setInt16(at, xMin);
    if (index < full && wider > 0) {
      const width = viewOf(hmtx).getUint16(at - 2);
      if (width > 0) viewOf(hmtx).setUint16(at - 2, width + wider);
    }
  }
  return hmtx;
}
