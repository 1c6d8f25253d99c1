/** How high rows and bands of a handout become, in millimetres, after `styles/handout.css`: so that pages are dealt out as they will be filled. */

export interface HandoutLayout {
  readonly perPage: number;
  readonly notes: 'beside' | 'below' | 'lines' | 'none';
  /** Width and height of the sheet without margins. */
  readonly across: number;
  readonly along: number;
  /** Height of a slide, for a width of 1. */
  readonly ratio: number;
}

/** The margins of a page, left and right, above and below (`styles/sheet.css`), and its masthead (`--masthead`), for which every page leaves room. */
const [sides, ends] = [18 + 18, 24 + 20];
export const masthead = 30;
/** Room that each row keeps beside its frame (`--below`). */
const around = 8;
/** A line of notes, and how wide a letter is on average. */
const [line, letter] = [4.15, 1.6];

/** Width and height of the sheet on paper of this size. */
export const sheetOf = (width: number, height: number): Pick<HandoutLayout, 'across' | 'along'> => ({
  across: width - sides,
  along: height - ends,
});

const isBeside = ({ perPage, notes }: HandoutLayout) => perPage === 3 && notes === 'beside';

/** Room below frames that have no notes (`--below` of `.handout--none`). */
const belowBare = (perPage: number) => (perPage >= 4 ? 14 : 5);

/** Width of a frame beside or above notes (`--slide-frame`, the least of `--frame` and `--fits`). */
function frameWidth({ perPage, notes, across, along, ratio }: HandoutLayout): number {
  const half = (across - 8) / 2;
  const wide = across < 134 || across > 214 ? across * 0.62 : 112;
  const rows = perPage >= 4 ? perPage / 2 : perPage;
  if (notes === 'none') return Math.min(((along - masthead) / rows - belowBare(perPage)) / ratio, perPage >= 4 ? half : across - 13);
  const below = perPage === 4 ? 34 : perPage === 6 ? 24 : notes === 'below' ? (perPage === 2 ? 44 : 28) : around;
  const fits = ((along - masthead) / rows - below) / ratio;
  return Math.min(fits, perPage >= 4 ? half : notes === 'below' ? (perPage === 2 ? 118 : 104) : wide);
}

/** How many letters of notes have room beside a frame; undefined where notes stand below it anyway. */
export function mostBeside(layout: HandoutLayout): number | undefined {
  if (!isBeside(layout)) return undefined;
  const width = layout.across - frameWidth(layout) - 7;
  const lines = Math.floor((layout.along / 3 - around - 10) / line);
  return Math.floor(lines * (width / letter));
}

/** Height of a row whose notes have so many letters. */
export function rowHeight(letters: number, layout: HandoutLayout): number {
  const { perPage, notes, across, along, ratio } = layout;
  if (perPage === 1) return along;
  const frame = frameWidth(layout) * ratio;
  if (notes === 'none') return frame + belowBare(perPage);
  if (notes === 'lines' && perPage < 4) return frame + around;
  const linesOf = (width: number) => Math.ceil(letters / (width / letter));
  if (perPage >= 4) return frame + 21 + linesOf((across - 8) / 2) * (perPage === 6 ? 3.7 : line);
  const most = mostBeside(layout);
  if (most !== undefined && letters <= most) return Math.max(frame, 10 + linesOf(across - frameWidth(layout) - 7) * line) + around;
  return frame + around + 4 + Math.ceil(linesOf((across - 8) / 2) / 2) * line;
}

/**
 * Height of a band.
 * @param letters those of its notes, if they are printed: in two columns, which have 110 of them in a line on A4
 */
export const bandHeight = (letters: number | undefined): number => 15 + (letters === undefined ? 0 : Math.ceil(letters / 110) * 4.2 + 3);
