import type { SlidesData } from '../layout-data.ts';
import { frameOf } from '../slide-frame.ts';
import type { Kind } from './kind.ts';

/** The deck: one slide per page. */
export const slides: Kind = {
  name: 'slides',
  description: 'slide deck, 16:9 or as it says, one slide a page',
  file: 'slides.pdf',
  isDeck: true,
  prefix: 'S-',
  page: ({ deck: { size } }) => ({ name: size.name, width: `${size.width}px`, height: `${size.height}px` }),
  opens: () => ({ outline: false, layout: 'SinglePage' }),
  applies: (edition) => edition.slides.length > 0,
  view: ({ slides, deck }) => ({ slides, frame: frameOf(deck.size) }) satisfies SlidesData,
};
