import { millimetres } from '../../source/config/paper.ts';
import type { Slide } from '../../transform/types.ts';
import type { HandoutData, HandoutRow } from '../layout-data.ts';
import { frameOf } from '../slide-frame.ts';
import { masthead, mostBeside, rowHeight, sheetOf } from './handout-heights.ts';
import { type HandoutPart, lengthOf, sheetsOf } from './handout-parts.ts';
import { type Kind, paperFor } from './kind.ts';

/** Slides with their notes, several per page. */
export const handout: Kind = {
  name: 'handout',
  description: 'slides with notes, 1, 2, 3, 4 or 6 to a page',
  file: 'handout.pdf',
  isDeck: true,
  prefix: 'H-',
  page: ({ edition }) => paperFor('handout', edition.options),
  opens: () => ({ outline: false, layout: 'OneColumn' }),
  hasNotes: ({ handout: { notes } }) => notes === 'beside' || notes === 'below',
  applies: (edition) => edition.slides.length > 0,
  view: ({ slides, edition, deck }) => {
    const { handout: wanted } = edition.options;
    const isEmpty = (wanted.notes === 'beside' || wanted.notes === 'below') && slides.every((slide) => slide.notes === null);
    const notes = isEmpty ? 'none' : wanted.notes;
    // Without notes, two slides fill a page.
    const perPage = wanted.perPage ?? (notes === 'none' ? 2 : 3);
    const columns = perPage >= 4 ? 2 : 1;
    const hasMasthead = perPage > 1;
    const { width, height } = paperFor('handout', edition.options);
    const { across, along } = sheetOf(millimetres(width), millimetres(height));
    const frame = frameOf(deck.size);
    const layout = { perPage, notes, across, along, ratio: frame.height / frame.width };
    const sheets = sheetsOf(slides, {
      columns,
      rows: perPage / columns,
      masthead: hasMasthead ? masthead : 0,
      hasBands: hasMasthead,
      hasNotes: notes === 'beside' || notes === 'below',
      height: along,
      rowHeight: (said) => rowHeight(said === null ? 0 : lengthOf(said), layout),
    });
    const most = mostBeside(layout);
    return {
      perPage,
      notes,
      columns,
      hasMasthead,
      rows: rowsOf(slides, columns),
      sheets: sheets.map((parts) => parts.map((part) => toView(part, most, (said) => rowHeight(said, layout) > along))),
      frame,
    } satisfies HandoutData;
  },
};

function toView(part: HandoutPart, most: number | undefined, isOver: (said: number) => boolean): HandoutRow {
  if (part.band) return { band: part.band };
  const isLong = (notes: string | null) => most !== undefined && notes !== null && lengthOf(notes) > most;
  const isEndless = (notes: string | null) => notes !== null && isOver(lengthOf(notes));
  return {
    band: null,
    slides: part.slides.map((slide) => ({
      ...slide,
      heading: plainTitle(slide.title),
      isLong: isLong(slide.notes),
      isEndless: isEndless(slide.notes),
    })),
  };
}

/** The words of a title, for those who look through the notes; none where they are not all of it. */
function plainTitle(title: string | null): string | null {
  if (title === null || /<(?:img|svg|math)\b/.test(title)) return null;
  const words = title
    .replace(/<sup\b[^>]*>\s*<a\b[\s\S]*?<\/sup>/g, '')
    .replace(/<rt\b[\s\S]*?<\/rt>/g, '')
    .replace(/<br\b[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .trim();
  return words === '' ? null : words;
}

function rowsOf(slides: readonly Slide[], size: number): Slide[][] {
  return Array.from({ length: Math.ceil(slides.length / size) }, (_, row) => slides.slice(row * size, (row + 1) * size));
}
