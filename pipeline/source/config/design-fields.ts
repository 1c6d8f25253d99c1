/** Fields that say how documents look and in which order they are printed. */
import { z } from 'zod';
import { audienceName, text } from './basic-fields.ts';

export const brand = z
  .record(z.string().regex(audienceName), z.union([z.string(), z.number()]))
  .describe('Design tokens by name, without the leading `--`: they override templates/styles/tokens.css.');

export const perPage = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(6)]);

export const fits = ['shrink', 'split', 'none'] as const;

/** What is done with the content of a slide that is too full. */
export type Fit = (typeof fits)[number];

export const fit = z
  .enum(fits)
  .describe('A slide that is too full: `shrink` sets smaller type, `split` goes on on a further slide, `none` cuts what is too much.');

export const fragmentsOf = ['whole', 'steps'] as const;

/** How what is shown step by step is printed. */
export type Fragments = (typeof fragmentsOf)[number];

export const fragments = z
  .enum(fragmentsOf)
  .describe(
    'What a presenter shows step by step: `whole` prints a slide once, `steps` prints a page a step in the deck, under one number.',
  );

export const scheme = z
  .enum(['light', 'dark'])
  .describe('Ground of the slide deck; colours for a dark one follow from the brand. Handout and other documents are light.');

export const deckFields = z
  .strictObject({
    agenda: z
      .boolean()
      .default(false)
      .describe('An agenda is put behind the title slide of a deck that has parts and no agenda of its own.'),
    sections: z
      .boolean()
      .default(false)
      .describe('A section slide is put in front of the slides of each chapter, with its title, where the chapter has none of its own.'),
  })
  .describe('Slides that Dossier makes for the deck.');

export const handoutFields = {
  perPage: perPage.describe('Slides on one page of the handout: 1, 2, 3, 4 or 6. Without it 3, or 2 where no notes are printed.'),
  notes: z.enum(['beside', 'below', 'lines', 'none']).describe('Where speaker notes are printed; `lines` prints ruled lines instead.'),
};

export const chapters = z
  .union([z.array(text).min(1), z.enum(['page', 'run'])])
  .describe('Chapter files in printed order; or `run`, which is `chapterStart: run`.');

export const appendices = z
  .array(text)
  .min(1)
  .describe('Chapter files that are appendices, in printed order; they come after the chapters.');

export const lists = z.array(z.enum(['figures', 'tables'])).describe('Lists to print after the table of contents.');

const markingWords = z.record(text, text).describe('Texts of the levels, as they are printed.');

/** A text, or the highest level of a property that the edition holds. */
export const marking = z
  .union([
    text,
    z.strictObject({
      from: text.describe('A property with levels: the marking is the highest level of what the edition holds.'),
      words: markingWords.default({}),
    }),
  ])
  .describe('Protective marking at head and foot of every page, for example "For discussion", or `{ from: clearance }`.');

/** The same in a translation, which says the texts of the levels anew. */
export const markingTexts = z
  .union([text, z.strictObject({ words: markingWords })])
  .describe('Protective marking in this language: a text, or `words` for levels.');

export const watermark = text.describe('Word across every page, for example "DRAFT".');

export const look = z
  .string()
  .regex(audienceName, 'the name of a look, such as executive')
  .describe(
    'Look of the documents, a folder of `templates/looks/`: `executive` (a briefing of two pages with a masthead), `press` (a white cover), or one of your own.',
  );

export const running = z
  .enum(['chapter', 'section'])
  .describe('What the briefing’s running header names: the chapter, or the chapter and the section.');

export const chapterStart = z
  .enum(['page', 'run'])
  .describe('Where chapters of the briefing begin: each on a new page, or below the one before it, which suits short ones.');

export const pageNumbers = z.enum(['n', 'n-of-n']).describe('Page numbers of the briefing: "3", or "3 of 20".');

export const duplex = z
  .boolean()
  .describe('Running headers and page numbers for printing on both sides: mirrored on left and right pages.');

export const logo = text.describe('Logo for cover and title slide: an SVG, PNG or JPEG file of the pack or its project.');

export const cover = z.boolean().describe('Whether the briefing has a cover.');

export const contents = z
  .union([z.boolean(), z.int().min(0).max(3)])
  .transform((levels) => (levels === true ? 2 : Number(levels)))
  .describe(
    'Levels of headings in the table of contents: 1 for chapters, 2 for their sections too (true), 3 for subsections; 0 or false for none.',
  );

export const depth = z
  .enum(['summary', 'full'])
  .describe('How much this audience reads: the content marked depth="summary" or depth="full".');

export const notes = z.strictObject({
  place: z
    .enum(['foot', 'chapter', 'end'])
    .describe('Where footnotes are printed: at the foot of the page, after the chapter or at the end of the document.'),
  numbering: z.enum(['chapter', 'through']).describe('Whether footnote numbers restart in each chapter or run through the document.'),
});

export const citation = z.strictObject({
  style: text.describe('Citation style: apa, ieee, chicago-author-date, or a CSL file of the pack.'),
  form: z.enum(['text', 'notes']).describe('Where citations are printed: in the text or as footnotes (default: as the style says).'),
});

export const print = z
  .strictObject({
    bleed: z
      .string()
      .regex(/^\d+(\.\d+)?(mm|cm|in|pt)$/, 'a length like 3mm')
      .default('3mm')
      .describe('How far grounds reach beyond the edge of the page.'),
    marks: z.boolean().default(true).describe('Whether crop marks are printed.'),
  })
  .describe('A further `briefing-print.pdf` for a printing shop, with bleed, crop marks and the boxes of the finished page.');
