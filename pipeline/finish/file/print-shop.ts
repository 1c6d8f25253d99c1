/** Boxes, bleed and crop marks for a printing shop (ISO 32000-1, 14.11.2 and 14.11.3). */
import { Dict, deflated, type PdfDocument, Ref, type Value } from '../../pdf/objects/index.ts';
import type { FilePlan } from '../plan.ts';

/** From the edge of the bleed to the edge of the sheet, in points: room for the marks. */
const room = 20;
/** Length of a mark, and its distance from the bleed. */
const [long, gap] = [14, 3];

/**
 * Makes each page the finished format on a larger sheet. Pages whose ground fills them are printed as much larger as the bleed asks for,
 * about their middle, so that no white edge is left where the sheet is cut.
 */
export function writePrintShop(pdf: PdfDocument, { bleed, marks, isFirstFull }: NonNullable<FilePlan['printShop']>): void {
  const margin = bleed + (marks ? room : 0);
  for (const [index, ref] of pdf.pages().entries()) {
    const page = pdf.dict(ref);
    const box = sizeOf(pdf, ref);
    if (!page || !box) continue;
    const [width, height] = box;
    const outer = (by: number): Value => [-by, -by, width + by, height + by];
    page.set('MediaBox', outer(margin));
    page.set('CropBox', outer(margin));
    page.set('BleedBox', outer(bleed));
    page.set('TrimBox', [0, 0, width, height]);
    page.delete('ArtBox');
    const isFull = index === 0 && isFirstFull;
    // What Chrome draws leaves its own scale behind.
    const before = isFull ? enlarged(width, height, bleed) : 'q\n';
    const after = `\nQ\n${marks ? cropMarks(width, height, bleed) : ''}`;
    const stream = (text: string) => pdf.add(deflated(Buffer.from(text, 'latin1'), new Dict()));
    const contents = page.get('Contents');
    const own = contents instanceof Ref && pdf.array(contents) === undefined ? [contents] : (pdf.array(contents) ?? []);
    page.set('Contents', [stream(before), ...own, stream(after)]);
  }
}

/** Width and height of a page that begins at 0, which is how Chrome makes them. */
function sizeOf(pdf: PdfDocument, page: Parameters<PdfDocument['inherited']>[0]): readonly [number, number] | undefined {
  const box = pdf.array(pdf.inherited(page, 'MediaBox'));
  const [left = 0, bottom = 0, right = 0, top = 0] = (box ?? []).map((value) => pdf.number(value) ?? 0);
  return box !== undefined && left === 0 && bottom === 0 ? [right, top] : undefined;
}

const number = (value: number) => String(Math.round(value * 1000) / 1000);
const operands = (...values: number[]) => values.map(number).join(' ');

/** Clips to the bleed and enlarges what follows. */
function enlarged(width: number, height: number, bleed: number): string {
  const scale = Math.max((width + 2 * bleed) / width, (height + 2 * bleed) / height);
  const clip = `${operands(-bleed, -bleed, width + 2 * bleed, height + 2 * bleed)} re W n`;
  return `q\n${clip}\n${operands(scale, 0, 0, scale, (width / 2) * (1 - scale), (height / 2) * (1 - scale))} cm\n`;
}

/** Two hairlines at each corner, outside of the bleed, as decoration. */
function cropMarks(width: number, height: number, bleed: number): string {
  const [near, far] = [bleed + gap, bleed + gap + long];
  const lines = [0, width].flatMap((x) => [
    [x, -near, x, -far],
    [x, height + near, x, height + far],
  ]);
  const across = [0, height].flatMap((y) => [
    [-near, y, -far, y],
    [width + near, y, width + far, y],
  ]);
  const drawn = [...lines, ...across].map(([x = 0, y = 0, toX = 0, toY = 0]) => `${operands(x, y)} m ${operands(toX, toY)} l`);
  return `/Artifact BMC\nq 0.25 w 0 0 0 RG\n${drawn.join('\n')}\nS Q\nEMC\n`;
}
