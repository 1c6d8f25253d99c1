import type { Slide } from '../../transform/types.ts';
import type { HandoutData } from '../layout-data.ts';
import { frameOf } from '../slide-frame.ts';
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
    return { perPage, notes, columns, rows: parts(slides, columns), frame: frameOf(deck.size) } satisfies HandoutData;
  },
};

function parts(slides: readonly Slide[], size: number): Slide[][] {
  return Array.from({ length: Math.ceil(slides.length / size) }, (_, row) => slides.slice(row * size, (row + 1) * size));
}
