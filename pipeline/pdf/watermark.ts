/** A drawing across every page of a finished file, as decoration (ISO 32000-1, 14.8.2.2): tags and reading order stay as they are. */
import { Dict, deflated, Name, type PdfDocument, Ref, type Stream, type Value } from './objects/index.ts';

export interface Drawing {
  /** A file whose only page has the drawing at its top left corner. */
  readonly pdf: PdfDocument;
  /** Size of the drawing in points. */
  readonly width: number;
  readonly height: number;
}

const [form, faint, clear] = ['DossierMark', 'DossierFaint', 'DossierClear'];
/** From the edge of the page, in points. */
const margin = 7;

/** Draws it large and faint from corner to corner, and small and readable along the outer edge. */
export function addWatermark(document: PdfDocument, { pdf, width, height }: Drawing): void {
  const drawing = document.add(formOf(document, pdf, width, height));
  const states = [0.16, 0.95].map((opacity) => document.add(Dict.of({ Type: new Name('ExtGState'), ca: opacity, CA: opacity })));
  const begin = document.add(deflated(Buffer.from('q\n')));
  for (const ref of document.pages()) {
    const page = document.dict(ref);
    const box = document.array(document.inherited(ref, 'CropBox')) ?? document.array(document.inherited(ref, 'MediaBox'));
    if (page === undefined || box === undefined) continue;
    const resources = new Dict(document.dict(document.inherited(ref, 'Resources')) ?? []);
    const added = (category: string, entries: Readonly<Record<string, Value>>) =>
      resources.set(category, new Dict([...(document.dict(resources.get(category)) ?? []), ...Object.entries(entries)]));
    added('XObject', { [form as string]: drawing });
    added('ExtGState', { [faint as string]: states[0] as Ref, [clear as string]: states[1] as Ref });
    page.set('Resources', resources);
    const drawn = operators(
      box.map((one) => document.number(one) ?? 0),
      width,
      height,
    );
    const contents = page.get('Contents');
    const own = document.array(contents) ?? (contents instanceof Ref ? [contents] : []);
    page.set('Contents', [begin, ...own, document.add(deflated(Buffer.from(drawn, 'latin1')))]);
    document.set(ref, page);
  }
}

/** The page of the drawing as a form, cut to its size. */
function formOf(document: PdfDocument, pdf: PdfDocument, width: number, height: number): Stream {
  const [page] = pdf.pages();
  const own = page && pdf.dict(page);
  const contents = pdf.resolve(own?.get('Contents'));
  const streams = (Array.isArray(contents) ? contents : [contents]).flatMap((one) => pdf.stream(one) ?? []);
  const bytes = Buffer.concat(streams.flatMap((stream) => [Buffer.from(pdf.data(stream)), Buffer.from('\n')]));
  const box = (page && pdf.array(pdf.inherited(page, 'MediaBox'))) ?? [0, 0, width, height];
  const top = pdf.number(box[3]) ?? height;
  const shift = document.append(pdf);
  const resources = document.dict(shiftedRef(document, page, shift))?.get('Resources') ?? new Dict();
  const dict = Dict.of({
    Type: new Name('XObject'),
    Subtype: new Name('Form'),
    BBox: [0, top - height, width, top],
    Matrix: [1, 0, 0, 1, 0, height - top],
    Resources: resources,
  });
  // What it sets for itself would win over how faint it is drawn.
  const plain = bytes.toString('latin1').replace(/\/[^\s/<>[\]()]+\s+gs\b/g, '');
  return deflated(Buffer.from(plain, 'latin1'), dict);
}

const shiftedRef = (document: PdfDocument, page: Ref | undefined, shift: number): Value =>
  page === undefined ? null : document.resolve(new Ref(page.num + shift));

const number = (value: number) => String(Math.round(value * 10_000) / 10_000);
const matrix = (...values: readonly number[]) => `${values.map(number).join(' ')} cm`;

/** The form's lower left corner is at the origin. */
function operators([left = 0, bottom = 0, right = 0, top = 0]: readonly number[], width: number, height: number): string {
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
    'Q',
    `/Artifact <</Type /Pagination /Subtype /Watermark>> BDC`,
    `q /${faint} gs ${matrix(cos, sin, -sin, cos, ...at)} ${name} Q`,
    `q /${clear} gs ${matrix(0, small, -small, 0, ...edge)} ${name} Q`,
    'EMC',
    '',
  ].join('\n');
}
