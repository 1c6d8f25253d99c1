import type { Kind, PageSize } from './kind.ts';

/** 13⅓ × 7½ inches, the size of a widescreen deck in every presentation program. */
export const slidePage: PageSize = { name: '16:9', width: '1280px', height: '720px' };

/** The deck: one slide per page. */
export const slides: Kind = {
  name: 'slides',
  description: 'slide deck, 16:9, one slide a page',
  file: 'slides.pdf',
  prefix: 'S-',
  page: () => slidePage,
  opens: () => ({ outline: false, layout: 'SinglePage' }),
  applies: (edition) => edition.slides.length > 0,
  view: (edition) => ({ slides: edition.slides }),
};
