/**
 * What may stand in `pack.yaml` and in front matter. Defaults and descriptions live here, once: the help,
 * the guide and the editor's JSON Schema are made from them.
 */
import { z } from 'zod';
import { kindNames } from '../kinds/index.ts';

const audienceName = /^[a-z][a-z0-9-]*$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

const text = z.string().trim().min(1);
const names = z
  .union([text, z.array(text)])
  .transform((value) => (Array.isArray(value) ? value : value.split(/[\s,]+/)).filter((name) => name !== ''));

const author = z.union([
  text.transform((name) => ({ name, role: undefined, organisation: undefined })),
  z.strictObject({
    name: text.describe('The name as it is printed.'),
    role: text.optional().describe('Office or function.'),
    organisation: text.optional().describe('Where the author works.'),
  }),
]);

const reference = z.strictObject({
  title: text.describe('Title of the source.'),
  publisher: text.optional().describe('Who published it.'),
  date: text.optional().describe('Date of the source: 2025, 2025-05 or 2025-05-15.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where it can be read.'),
});

const brand = z
  .record(z.string().regex(audienceName), z.union([z.string(), z.number()]))
  .describe('Design tokens by name, without the leading `--`: they override templates/styles/tokens.css.');

const kinds = z.array(z.enum(kindNames)).min(1).describe('Kinds of document to print.');
const paper = z.enum(['A4', 'Letter']).describe('Paper of briefing and handout.');
const perPage = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(6)]);
const handoutFields = {
  perPage: perPage.describe('Slides on one page of the handout: 1, 2, 3, 4 or 6.'),
  notes: z.enum(['beside', 'below', 'lines', 'none']).describe('Where notes stand; `lines` prints ruled lines instead.'),
};
const chapters = z.array(text).min(1).describe('Chapter files in printed order.');
const numbering = z.strictObject({
  chapters: z.boolean().describe('Print the numbers of chapters.'),
  sections: z
    .union([z.boolean(), z.int().min(0).max(4)])
    .transform((levels) => (levels === true ? 2 : Number(levels)))
    .describe('Number sections: how many levels below the chapter; true is two.'),
});
const lists = z.array(z.enum(['figures', 'tables'])).describe('Lists to print after the contents.');
const marking = text.describe('Marking on cover and pages, for example "For discussion".');

const subject = text.describe('What the pack is about, for the properties of the PDF; without it, the subtitle.');
const keywords = z.array(text).describe('Keywords, for the properties of the PDF.');
const conformance = z
  .array(z.enum(['ua-1', 'a-2a', 'a-3a']))
  .refine((names) => names.filter((name) => name.startsWith('a-')).length <= 1, 'at most one of a-2a and a-3a')
  .describe('Standards that the PDFs keep and say so: PDF/UA-1 for access, PDF/A-2a or PDF/A-3a for archives.');
const licence = z.union([
  text.transform((name) => ({ name, url: undefined })),
  z.strictObject({
    name: text.describe('Name of the licence, for example CC BY 4.0.'),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where it can be read.'),
  }),
]);

const watermark = text.describe('Word across every page, for example "DRAFT".');

const audience = z.strictObject({
  label: text.optional().describe('The audience as the cover names it.'),
  subtitle: text.optional().describe('Subtitle for this audience.'),
  kinds: kinds.optional(),
  paper: paper.optional(),
  marking: marking.optional(),
  watermark: watermark.optional(),
  brand: brand.optional(),
  handout: z.strictObject(handoutFields).partial().optional().describe('Form of the handout for this audience.'),
  chapters: chapters
    .optional()
    .describe('Chapters that this audience’s briefing prints; slides still come from every chapter it may read.'),
  numbering: numbering.partial().optional().describe('Numbers of chapters and sections for this audience.'),
  lists: lists.optional(),
  conformance: conformance.optional(),
});

/** `pack.yaml`. */
export const packSchema = z.strictObject({
  title: text.describe('Title of the pack.'),
  subtitle: text.optional().describe('Subtitle on the cover.'),
  authors: z.array(author).default([]).describe('Authors: names, or name, role and organisation.'),
  issuer: text.optional().describe('Organisation that issues the pack.'),
  subject: subject.optional(),
  keywords: keywords.default([]),
  licence: licence.optional().describe('Under which the pack may be used: a name, or name and url.'),
  conformance: conformance.default(['ua-1']),
  date: z.string().regex(isoDate, 'a date like 2025-10-15').describe('Date of issue, as 2025-10-15.'),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'a BCP 47 tag like en or ja'))
    .min(1)
    .default(['en'])
    .describe('Languages as BCP 47 tags; the first is the language of the files at the top of the pack.'),
  kinds: kinds.default([...kindNames]),
  paper: paper.default('A4'),
  marking: marking.optional(),
  watermark: watermark.optional(),
  running: z
    .enum(['chapter', 'section'])
    .default('chapter')
    .describe('What the briefing’s running header names: the chapter, or the chapter and the section.'),
  pageNumbers: z.enum(['n', 'n-of-n']).default('n').describe('Page numbers of the briefing: "3", or "3 of 20".'),
  duplex: z
    .boolean()
    .default(false)
    .describe('Running headers and page numbers for printing on both sides: mirrored on left and right pages.'),
  html: z.boolean().default(false).describe('Allow raw HTML in Markdown (it is sanitised).'),
  brand: brand.default({}),
  logo: text.optional().describe('Logo for cover and title slide: an SVG, PNG or JPEG file of the pack.'),
  handout: z
    .strictObject({ perPage: handoutFields.perPage.default(3), notes: handoutFields.notes.default('beside') })
    .prefault({})
    .describe('Form of the handout.'),
  chapters: chapters.optional().describe('Chapter files in printed order; without it, every *.md but slides.md, by name.'),
  numbering: z
    .strictObject({ chapters: numbering.shape.chapters.default(true), sections: numbering.shape.sections.prefault(false) })
    .prefault({})
    .describe('Which headings have numbers.'),
  lists: lists.default([]),
  notes: z
    .strictObject({
      place: z
        .enum(['foot', 'chapter', 'end'])
        .default('foot')
        .describe('Where notes stand: at the foot of the page, after the chapter or at the end.'),
      numbering: z
        .enum(['chapter', 'through'])
        .default('chapter')
        .describe('Whether each chapter’s notes begin at 1, or are numbered through.'),
    })
    .prefault({})
    .describe('Place and numbers of footnotes in the briefing.'),
  bibliography: z
    .union([text, z.array(text)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .prefault([])
    .describe('Bibliography files of the pack: BibTeX (.bib) or CSL-JSON (.json).'),
  citation: z
    .strictObject({
      style: text.default('apa').describe('Citation style: apa, ieee, chicago-author-date, or a CSL file of the pack.'),
      form: z.enum(['text', 'notes']).optional().describe('Where citations stand; without it, as the style says.'),
    })
    .prefault({})
    .describe('How citations are worded.'),
  sources: z.record(z.string().regex(audienceName), reference).default({}).describe('References by id, for source="id".'),
  audiences: z
    .record(z.string().regex(audienceName, 'a name of small letters, digits and hyphens'), audience)
    .refine((value) => Object.keys(value).length > 0, 'at least one audience')
    .default({ everyone: {} })
    .describe('Audiences by name, each with the values that differ from the pack’s.'),
});

/** `pack.yaml` in the folder of a translation: texts only, laid over those of the pack. */
export const packTextsSchema = z.strictObject({
  title: text.optional().describe('Title of the pack.'),
  subtitle: text.optional().describe('Subtitle on the cover.'),
  authors: z.array(author).optional().describe('Authors, instead of the pack’s.'),
  issuer: text.optional().describe('Organisation that issues the pack.'),
  subject: subject.optional(),
  keywords: keywords.optional(),
  licence: licence.optional().describe('Name of the licence in this language.'),
  marking: marking.optional(),
  sources: z
    .record(z.string(), reference.partial())
    .default({})
    .describe('References by the pack’s ids; what is not given stays as it is.'),
  audiences: z
    .record(z.string(), audience.pick({ label: true, subtitle: true, marking: true }))
    .default({})
    .describe('Texts of the pack’s audiences.'),
});

/** Front matter of a chapter or of `slides.md`. */
export const frontMatterSchema = z.strictObject({
  title: text.optional().describe('Title of the chapter, instead of its first heading.'),
  short: text.optional().describe('Short title for running headers.'),
  standfirst: text.optional().describe('One or two sentences under the title.'),
  audience: names.optional().describe('Who may read the chapter; without it, everybody.'),
  except: names.optional().describe('Who may not read it.'),
});

/** Front matter of `slides.md`: the chapter's fields, and those of Marp that mean something here or are harmless. */
export const deckMatterSchema = frontMatterSchema.extend({
  marp: z.boolean().optional().describe('Marks a Marp deck; no effect.'),
  theme: text.optional().describe('Marp’s theme; no effect, the look comes from templates/.'),
  paginate: z.boolean().optional().describe('Marp’s page numbers; Dossier always numbers slides.'),
  size: z.literal('16:9').optional().describe('Only 16:9.'),
  headingDivider: z
    .union([z.number().int().min(1).max(6), z.array(z.number().int().min(1).max(6))])
    .optional()
    .describe('Start a new slide at headings of this level or above (a list: of these levels).'),
});

/** `glossary.yaml`. */
export const glossarySchema = z.array(
  z.strictObject({
    term: text.describe('The term, written out.'),
    abbreviation: text.optional().describe('Its abbreviation, written out where it is used first.'),
    definition: text.optional().describe('What it means, for the list.'),
  }),
);

export type GlossaryEntry = z.output<typeof glossarySchema>[number];
export type PackConfig = z.output<typeof packSchema>;
export type PackTexts = z.output<typeof packTextsSchema>;
export type Reference = z.output<typeof reference>;
export type FrontMatter = z.output<typeof deckMatterSchema>;
