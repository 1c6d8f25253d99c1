/** Writes runs with one operator each, which takes a fifth of the bytes and is accurate to two thousandths of the font size. */
import type { Matrix } from './extent.ts';
import { widthOf } from './fonts.ts';
import type { Output } from './output.ts';
import type { Run } from './run.ts';

/** Tolerance for the position of a glyph, in thousandths of the font size. */
const slight = 1.5;

/** Writes runs as one text object. */
export function writeText(runs: readonly Run[], output: Output): void {
  if (runs.length === 0) return;
  output.text('BT\n');
  let last: Run | undefined;
  for (const run of runs) {
    if (run.codes.length === 0) continue;
    if (last === undefined || run.size !== last.size || run.name !== last.name) {
      output.text(`/${run.name} `);
      output.decimal(run.size);
      output.text(' Tf\n');
    }
    last = run;
    writeRun(run, output);
  }
  output.text('ET\n');
}

function writeRun(run: Run, output: Output): void {
  const [a, b, c, d] = run.matrix as Matrix;
  if (a === 1 && b === 0 && c === 0 && d === -1) output.text('1 0 0 -1 ');
  else
    for (const value of [a, b, c, d]) {
      output.decimal(value);
      output.text(' ');
    }
  const [x, y] = run.origin;
  output.decimal(x);
  output.text(' ');
  output.decimal(y);
  output.text(' Tm\n');
  if (run.spoken !== '') output.text(`/Span<</ActualText<${run.spoken}>>>BDC\n`);
  writeGlyphs(run, output);
  if (run.spoken !== '') output.text('EMC\n');
}

/** Writes the glyphs with the offsets that differ from their widths. */
function writeGlyphs({ codes, xs, font, size }: Run, output: Output): void {
  const shifts = new Int32Array(codes.length);
  const unit = size / 1000;
  let pen = xs[0] as number;
  let isShifted = false;
  for (let index = 0; index < codes.length; index += 1) {
    const exact = (pen - (xs[index] as number)) / unit;
    // Smaller offsets are invisible and do not accumulate, because they are measured from the exact position. More than five digits
    // are never needed.
    const shift = exact < slight && exact > -slight ? 0 : Math.max(-99999, Math.min(99999, Math.round(exact)));
    shifts[index] = shift;
    if (shift !== 0) isShifted = true;
    pen += (widthOf(font, codes[index] as number) - shift) * unit;
  }
  output.glyphs(codes, shifts, isShifted);
}
