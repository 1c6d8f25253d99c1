/** A text across every page of a finished file. */
import type { PdfDocument } from './objects/index.ts';
import { type Drawing, drawOver, formOf, matrix, opacityOf } from './overlay.ts';

const [form, faint, clear] = ['DossierMark', 'DossierFaint', 'DossierClear'] as const;
/** From the edge of the page, in points. */
const margin = 7;

/** Draws it large and faint from corner to corner, and small and readable along the outer edge. */
export function addWatermark(document: PdfDocument, drawing: Drawing): void {
  const forms = { [form]: document.add(formOf(document, drawing)) };
  const states = { [faint]: document.add(opacityOf(0.16)), [clear]: document.add(opacityOf(0.95)) };
  const { width, height } = drawing;
  drawOver(document, 'Watermark', { forms, states, operators: (box) => operators(box, width, height) });
}

function operators([left = 0, bottom = 0, right = 0, top = 0]: readonly number[], width: number, height: number): string[] {
  const [across, up] = [right - left, top - bottom];
  const long = Math.hypot(across, up);
  const scale = Math.min((0.72 * long) / width, (0.16 * long) / height);
  const angle = Math.atan2(up, across);
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const middle = [(left + right) / 2, (bottom + top) / 2] as const;
  const at = [middle[0] - (cos * width - sin * height) / 2, middle[1] - (sin * width + cos * height) / 2] as const;
  const small = Math.min(10 / height, (0.9 * up) / width);
  // Along the right edge, from the bottom to the top.
  const edge = [right - margin, bottom + (up - small * width) / 2] as const;
  const name = `/${form} Do`;
  return [
    `q /${faint} gs ${matrix(cos, sin, -sin, cos, ...at)} ${name} Q`,
    `q /${clear} gs ${matrix(0, small, -small, 0, ...edge)} ${name} Q`,
  ];
}
