/** A line at head and foot of every page of a file that others have made. */
import type { PdfDocument, Ref } from './objects/index.ts';
import { type Drawing, drawOver, formOf, matrix, opacityOf, rectangle } from './overlay.ts';

const [form, ground] = ['DossierLine', 'DossierGround'] as const;
const millimetre = 72 / 25.4;
/** Of the ground, from the edge of the page. */
const [above, below, beside, padding] = [4.6, 4.1, 8, 2].map((value) => value * millimetre) as [number, number, number, number];

/**
 * Draws it in the middle, upright as the page is shown. A ground that lets a trace through keeps it readable on what the page has there.
 * @param scale of the drawing, where the page is wide enough
 */
export function addHeadAndFoot(document: PdfDocument, drawing: Drawing, scale: number): void {
  const forms = { [form]: document.add(formOf(document, drawing)) };
  const states = { [ground]: document.add(opacityOf(0.85)) };
  const { width, height } = drawing;
  drawOver(document, 'Header', {
    forms,
    states,
    operators: (box, page) => {
      const { across, up, upright } = shown(document, page, box);
      // Larger units (ISO 32000-1, 14.11.2) make everything larger.
      const unit = Math.max(1, document.number(document.dict(page)?.get('UserUnit')) ?? 1);
      const size = Math.min(scale / unit, (across - (2 * beside) / unit) / width);
      const [wide, high] = [width * size, height * size];
      const left = (across - wide) / 2;
      const pad = padding / unit;
      return [up - above / unit - high, below / unit].map(
        (at) =>
          `q ${upright} q /${ground} gs 1 g ${rectangle(left - pad, at, wide + 2 * pad, high)} Q ${matrix(size, 0, 0, size, left, at)} /${form} Do Q`,
      );
    },
  });
}

/** The page as it is shown: its size, and what turns its coordinates upright with the origin at the lower left corner. */
function shown(document: PdfDocument, page: Ref, [left = 0, bottom = 0, right = 0, top = 0]: readonly number[]) {
  const [width, height] = [right - left, top - bottom];
  const turns = ((((document.number(document.inherited(page, 'Rotate')) ?? 0) / 90) % 4) + 4) % 4;
  if (turns === 1) return { across: height, up: width, upright: matrix(0, 1, -1, 0, right, bottom) };
  if (turns === 2) return { across: width, up: height, upright: matrix(-1, 0, 0, -1, right, top) };
  if (turns === 3) return { across: height, up: width, upright: matrix(0, -1, 1, 0, left, top) };
  return { across: width, up: height, upright: matrix(1, 0, 0, 1, left, bottom) };
}
