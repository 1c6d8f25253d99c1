/** Drawings over pages of finished files, as decoration (ISO 32000-1, 14.8.2.2): tags and reading order stay as they are. */
import { leftOpen } from './content/left-open.ts';
import { Dict, deflated, Name, type PdfDocument, Ref, type Stream, type Value } from './objects/index.ts';

export interface Drawing {
  /** A file whose only page has the drawing at its top left corner. */
  readonly pdf: PdfDocument;
  /** Size of the drawing in points. */
  readonly width: number;
  readonly height: number;
}

/** What is drawn over pages: by name, what its operators may use. */
export interface Overlay {
  readonly forms: Readonly<Record<string, Value>>;
  readonly states: Readonly<Record<string, Value>>;
  /** @param box the visible part of the page, in its own coordinates: left, bottom, right, top */
  readonly operators: (box: readonly number[], page: Ref) => readonly string[];
}

/**
 * Draws over every page.
 * @param subtype of the artifact: `Watermark`, or `Header` for what is repeated at head and foot
 */
export function drawOver(document: PdfDocument, subtype: 'Watermark' | 'Header', { forms, states, operators }: Overlay): void {
  const begin = document.add(deflated(Buffer.from('q\n')));
  for (const ref of document.pages()) {
    const page = document.dict(ref);
    const box = document.array(document.inherited(ref, 'CropBox')) ?? document.array(document.inherited(ref, 'MediaBox'));
    if (page === undefined || box === undefined) continue;
    const resources = new Dict(document.dict(document.inherited(ref, 'Resources')) ?? []);
    const added = (category: string, entries: Readonly<Record<string, Value>>) =>
      resources.set(category, new Dict([...(document.dict(resources.get(category)) ?? []), ...Object.entries(entries)]));
    added('XObject', forms);
    added('ExtGState', states);
    page.set('Resources', resources);
    const contents = page.get('Contents');
    const own = document.array(contents) ?? (contents instanceof Ref ? [contents] : []);
    const numbers = box.map((one) => document.number(one) ?? 0);
    // Corners may be given in any order (7.9.5).
    const [left = 0, bottom = 0, right = 0, top = 0] = numbers;
    const visible = [Math.min(left, right), Math.min(bottom, top), Math.max(left, right), Math.max(bottom, top)];
    const drawn = [
      `${closing(document, own)}Q`,
      `/Artifact <</Type /Pagination /Subtype /${subtype}>> BDC`,
      ...operators(visible, ref),
      'EMC',
      '',
    ];
    page.set('Contents', [begin, ...own, document.add(deflated(Buffer.from(drawn.join('\n'), 'latin1')))]);
    document.set(ref, page);
  }
}

/** Ends what the content of a page has left open, which would move what is drawn, or count it as text. */
function closing(document: PdfDocument, contents: readonly Value[]): string {
  const streams = contents.flatMap((one) => document.stream(one) ?? []);
  const { states, marks } = leftOpen(Buffer.concat(streams.flatMap((one) => [Buffer.from(document.data(one)), Buffer.from('\n')])));
  return 'Q '.repeat(states) + 'EMC '.repeat(marks);
}

/** The page of a drawing as a form, cut to its size, whose lower left corner is at the origin. */
export function formOf(document: PdfDocument, { pdf, width, height }: Drawing): Stream {
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

/** Opacity as a graphics state. */
export const opacityOf = (opacity: number): Dict => Dict.of({ Type: new Name('ExtGState'), ca: opacity, CA: opacity });

const number = (value: number) => String(Math.round(value * 10_000) / 10_000);

/** A change of coordinates. */
export const matrix = (...values: readonly number[]): string => `${values.map(number).join(' ')} cm`;

/** A filled rectangle. */
export const rectangle = (...values: readonly number[]): string => `${values.map(number).join(' ')} re f`;
