/** What follows each other on the sheets of a handout: rows of slides in frames, and bands in place of the slides that begin a part. */
import type { Slide } from '../../transform/types.ts';
import { bandHeight } from './handout-heights.ts';

export type HandoutPart =
  | { readonly band: Slide; readonly slides?: never }
  | { readonly band?: never /** One for each column. */; readonly slides: readonly Slide[] };

/** The sheet, in millimetres. */
export interface Sheet {
  readonly columns: number;
  readonly rows: number;
  /** Height of the masthead on the first page, for which frames leave room on every page. */
  readonly masthead: number;
  readonly hasBands: boolean;
  readonly hasNotes: boolean;
  /** What pages have room for. */
  readonly height: number;
  /** Height of a row with these notes. */
  readonly rowHeight: (notes: string | null) => number;
}

/** Deals slides out to pages: as many rows as a page has, with the bands that come before them. */
export function sheetsOf(slides: readonly Slide[], sheet: Sheet): HandoutPart[][] {
  const sheets: HandoutPart[][] = [];
  let page = { parts: [] as HandoutPart[], taken: sheet.masthead, rows: 0 };
  const bands: Slide[] = [];
  let row: Slide[] = [];
  const put = (some: readonly Slide[]) => {
    page.parts.push(...some.map((band) => ({ band })));
    page.taken += heightOf(some, sheet);
  };
  const endRow = () => {
    if (row.length === 0) return;
    page.parts.push({ slides: row });
    page.rows += 1;
    page.taken += Math.max(...row.map(({ notes }) => sheet.rowHeight(notes)));
    row = [];
  };
  const endPage = () => {
    endRow();
    sheets.push(page.parts);
    page = { parts: [], taken: 0, rows: 0 };
  };
  const framed = new Set(slides.filter(({ layout }) => layout !== 'section').flatMap(({ header, footer }) => [header, footer]));
  for (const slide of slides) {
    if (sheet.hasBands && isBand(slide, framed)) {
      endRow();
      bands.push(slide);
      continue;
    }
    if (row.length === sheet.columns) endRow();
    const more = heightOf(bands, sheet);
    const hasBands = bands.length > 0 || page.parts.some(({ band }) => band !== undefined);
    const fits = (height: number) => page.taken + height <= sheet.height + (hasBands ? toleranceWithBands : tolerance);
    if (row.length === 0 && page.rows > 0 && (page.rows === sheet.rows || !fits(more + sheet.rowHeight(slide.notes)))) {
      // What is said of a part may stand at the end of a page, its bare title may not.
      if (fits(more) && bands.every(({ notes }) => sheet.hasNotes && notes !== null)) put(bands.splice(0));
      endPage();
    }
    put(bands.splice(0));
    row.push(slide);
  }
  endRow();
  if (bands.length > 0 && page.rows > 0 && page.taken + heightOf(bands, sheet) > sheet.height + tolerance) endPage();
  put(bands.splice(0));
  if (page.parts.length > 0 || row.length > 0) endPage();
  return sheets;
}

/** Heights are estimates, from the number of letters: so much too high may still fit. */
const tolerance = 2;
/** Rows alone share what a page has; bands with their notes make the estimate rougher, and one row too many would stand alone on a page. */
const toleranceWithBands = -8;

/**
 * Whether a slide is nothing but the title of a part, with a line of words at the most.
 * @param framed headers and footers that slides in frames have
 */
function isBand(slide: Slide, framed: ReadonlySet<string | null>): boolean {
  const { layout, background, ground, colours, title, html, header, footer, classes, scoped } = slide;
  const isOwn =
    background !== null ||
    ground !== null ||
    colours.ground !== null ||
    classes.length > 0 ||
    scoped.length > 0 ||
    [header, footer].some((words) => words && !framed.has(words));
  const words = html.replace(/<\/?(?:p|em|strong|a|span|br|time|b|i|abbr|dfn|cite|q|sub|sup|code|mark|bdi|wbr)\b[^>]*>/g, '').trim();
  return layout === 'section' && !isOwn && title !== null && lengthOf(title) < 90 && !words.includes('<') && lengthOf(words) < 90;
}

/** How much room a text takes, in letters; those of East Asia count twice. */
export const lengthOf = (html: string): number =>
  [...html.replace(/<[^>]*>|\u00AD/g, '').replace(/&#?\w+;/g, ' ')].reduce((sum, letter) => sum + (letter > '\u2E80' ? 2 : 1), 0);

const heightOf = (bands: readonly Slide[], { hasNotes }: Sheet): number =>
  bands.reduce((sum, { notes }) => sum + bandHeight(hasNotes && notes ? lengthOf(notes) : undefined), 0);
