/**
 * What may stand in `pack.yaml` and in front matter. Defaults and descriptions live here, once: the help,
 * the guide and the editor's JSON Schema are made from them.
 */
import { z } from 'zod';
import { permissions } from '../../pdf/encryption/permissions.ts';
import { kindNames, singleNames } from '../../template/kinds/index.ts';

const audienceName = /^[a-z][a-z0-9-]*$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

const text = z.string().trim().min(1);
const names = z
  .union([text, z.array(text)])
  .transform((value) => (Array.isArray(value) ? value : value.split(/[\s,]+/)).filter((name) => name !== ''));

/** Who may read an entry of a list: see `selection/rules.ts`. */
const ruleFields = {
  for: names.optional().describe('Who may read it: audiences and properties, as "press clearance:internal -partner".'),
  audience: names.optional().describe('The same as `for`.'),
  except: names.optional().describe('Who may not read it.'),
};

/** A text, or several of which each audience reads the first that is for it. */
const choice = z.union([
  text,
  z
    .array(z.union([text, z.strictObject({ text, ...ruleFields })]))
    .min(1)
    .refine((list) => list.slice(0, -1).every((one) => typeof one !== 'string'), 'texts with rules, of which only the last may have none'),
]);

const author = z.union([
  text.transform((name) => ({ name, role: undefined, organisation: undefined })),
  z.strictObject({
    name: text.describe('The name as it is printed.'),
    role: text.optional().describe('Office or function.'),
    organisation: text.optional().describe('Where the author works.'),
    ...ruleFields,
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
  ...ruleFields,
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

const annex = z.strictObject({
  file: text.describe('A PDF file of the pack.'),
  title: text.describe('Its title, for outline, contents and tags.'),
  lang: text.optional().describe('Its language; without it, that of the edition.'),
  prefix: text.optional().describe('Stands before its page labels; without it, A-, B- and so on.'),
  ...ruleFields,
});

const environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable, such as PACK_PASSWORD');
const encrypt = z
  .strictObject({
    user: environmentName
      .optional()
      .describe('Environment variable with the password that opens the file; without it, anybody may open it.'),
    owner: environmentName.describe('Environment variable with the password that lifts all limits.'),
    allow: z.array(z.enum(permissions)).default(['print']).describe('What readers may do; reading aloud is always allowed.'),
  })
  .describe('Encryption with AES-256.');
const attachment = z.strictObject({
  file: text.describe('A file of the pack.'),
  title: text.describe('What it is, for the list of attachments.'),
  relationship: z
    .enum(['Source', 'Data', 'Alternative', 'Supplement', 'Unspecified'])
    .default('Supplement')
    .describe('What it is to the document, in the words of PDF/A-3.'),
  ...ruleFields,
});
const attachments = z
  .array(z.union([z.enum(['data', 'edition']), attachment]))
  .describe('Files in the PDF: `data` of tables and charts, `edition` for edition.json, or files of the pack.');

const packParts = z
  .array(z.enum([...singleNames, 'annexes']))
  .min(1)
  .describe('Parts of the kind `pack`, in order: kinds, and `annexes`.');

const watermark = text.describe('Word across every page, for example "DRAFT".');

const running = z
  .enum(['chapter', 'section'])
  .describe('What the briefing’s running header names: the chapter, or the chapter and the section.');
const pageNumbers = z.enum(['n', 'n-of-n']).describe('Page numbers of the briefing: "3", or "3 of 20".');
const duplex = z.boolean().describe('Running headers and page numbers for printing on both sides: mirrored on left and right pages.');
const logo = text.describe('Logo for cover and title slide: an SVG, PNG or JPEG file of the pack.');
const cover = z.boolean().describe('Whether the briefing has a cover.');
const contents = z
  .union([z.boolean(), z.int().min(0).max(3)])
  .transform((levels) => (levels === true ? 2 : Number(levels)))
  .describe('Levels of headings in the contents: 1 for chapters, 2 for their sections too (true), 3 for subsections; 0 or false for none.');
const depth = z.enum(['summary', 'full']).describe('How much to read: what stands under depth="summary" or depth="full".');
const notes = z.strictObject({
  place: z.enum(['foot', 'chapter', 'end']).describe('Where notes stand: at the foot of the page, after the chapter or at the end.'),
  numbering: z.enum(['chapter', 'through']).describe('Whether each chapter’s notes begin at 1, or are numbered through.'),
});
const citation = z.strictObject({
  style: text.describe('Citation style: apa, ieee, chicago-author-date, or a CSL file of the pack.'),
  form: z.enum(['text', 'notes']).describe('Where citations stand; without it, as the style says.'),
});
const propertyName = z.string().regex(audienceName, 'a name of small letters, digits and hyphens');

const audience = z.strictObject({
  inherits: text
    .optional()
    .describe('The audience that this one is a kind of: rules that name that one hold for this one, and so do its options.'),
  group: z.boolean().optional().describe('Only a name for the audiences that inherit from it: nothing is printed for it itself.'),
  properties: z.record(propertyName, names).optional().describe('Its values of the pack’s properties.'),
  label: text.optional().describe('The audience as the cover names it.'),
  title: text.optional().describe('Title for this audience.'),
  subtitle: text.optional().describe('Subtitle for this audience.'),
  issuer: text.optional().describe('Organisation that issues the pack, for this audience.'),
  kinds: kinds.optional(),
  paper: paper.optional(),
  marking: marking.optional(),
  watermark: watermark.optional(),
  running: running.optional(),
  pageNumbers: pageNumbers.optional(),
  duplex: duplex.optional(),
  depth: depth.optional(),
  brand: brand.optional(),
  logo: logo.optional(),
  cover: cover.optional(),
  contents: contents.optional(),
  handout: z.strictObject(handoutFields).partial().optional().describe('Form of the handout for this audience.'),
  chapters: chapters
    .optional()
    .describe('Chapters that this audience’s briefing prints; slides still come from every chapter it may read.'),
  numbering: numbering.partial().optional().describe('Numbers of chapters and sections for this audience.'),
  lists: lists.optional(),
  notes: notes.partial().optional().describe('Place and numbers of footnotes for this audience.'),
  citation: citation.partial().optional().describe('How citations are worded for this audience.'),
  subject: subject.optional(),
  keywords: keywords.optional(),
  conformance: conformance.optional(),
  encrypt: encrypt.optional(),
  attachments: attachments.optional(),
  pack: z.strictObject({ parts: packParts }).optional().describe('What the kind `pack` puts into one file for this audience.'),
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
  kinds: kinds.default([...singleNames]),
  paper: paper.default('A4'),
  marking: marking.optional(),
  watermark: watermark.optional(),
  running: running.default('chapter'),
  pageNumbers: pageNumbers.default('n'),
  duplex: duplex.default(false),
  depth: depth.default('full'),
  html: z.boolean().default(false).describe('Allow raw HTML in Markdown (it is sanitised).'),
  brand: brand.default({}),
  logo: logo.optional(),
  cover: cover.default(true),
  contents: contents.prefault(true),
  handout: z
    .strictObject({ perPage: handoutFields.perPage.default(3), notes: handoutFields.notes.default('beside') })
    .prefault({})
    .describe('Form of the handout.'),
  pack: z
    .strictObject({
      parts: packParts.default(['briefing', 'slides', 'annexes']),
    })
    .prefault({})
    .describe('What the kind `pack` puts into one file.'),
  signature: z
    .strictObject({
      visible: z.boolean().default(false).describe('Show the signature on the cover.'),
      reason: text.optional().describe('Why it is signed.'),
      location: text.optional().describe('Where it is signed.'),
      contact: text.optional().describe('Whom to ask about the signature.'),
      stamp: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Address of a time-stamp authority (RFC 3161).'),
    })
    .prefault({})
    .describe('What a signature says, where `--sign` asks for one.'),
  encrypt: encrypt.optional(),
  attachments: attachments.default([]),
  annexes: z.array(annex).default([]).describe('PDFs of other programs that belong to the pack.'),
  chapters: chapters.optional().describe('Chapter files in printed order; without it, every *.md but slides.md, by name.'),
  numbering: z
    .strictObject({ chapters: numbering.shape.chapters.default(true), sections: numbering.shape.sections.prefault(false) })
    .prefault({})
    .describe('Which headings have numbers.'),
  lists: lists.default([]),
  notes: z
    .strictObject({ place: notes.shape.place.default('foot'), numbering: notes.shape.numbering.default('chapter') })
    .prefault({})
    .describe('Place and numbers of footnotes in the briefing.'),
  bibliography: z
    .union([text, z.array(text)])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .prefault([])
    .describe('Bibliography files of the pack: BibTeX (.bib) or CSL-JSON (.json).'),
  citation: z
    .strictObject({ style: citation.shape.style.default('apa'), form: citation.shape.form.optional() })
    .prefault({})
    .describe('How citations are worded.'),
  sources: z.record(z.string().regex(audienceName), reference).default({}).describe('References by id, for source="id".'),
  variables: z
    .record(propertyName, choice)
    .default({})
    .describe('Texts by name, for {{name}} in Markdown: one, or several of which each audience reads the first that is for it.'),
  properties: z
    .record(
      propertyName,
      z
        .strictObject({
          levels: z.array(text).min(1).optional().describe('Levels, the lowest first: a higher one may read what the lower ones may.'),
          values: z.array(text).min(1).optional().describe('Values without an order.'),
        })
        .refine(({ levels, values }) => (levels === undefined) !== (values === undefined), 'either levels or values'),
    )
    .default({})
    .describe('What rules may ask for beside audiences, such as clearance or region.'),
  data: z
    .record(
      text,
      z.strictObject({
        ...ruleFields,
        columns: z.record(text, z.strictObject(ruleFields)).default({}).describe('Columns that not everybody may read, with their rules.'),
      }),
    )
    .default({})
    .describe('Data files that not everybody may read as a whole, with their rules.'),
  audiences: z
    .record(z.string().regex(audienceName, 'a name of small letters, digits and hyphens'), audience)
    .refine((value) => Object.values(value).some(({ group }) => group !== true), 'at least one audience that is no group')
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
  watermark: watermark.optional(),
  variables: z.record(z.string(), choice).default({}).describe('Texts of the pack’s variables.'),
  sources: z
    .record(z.string(), reference.omit({ for: true, audience: true, except: true }).partial())
    .default({})
    .describe('References by the pack’s ids; what is not given stays as it is.'),
  audiences: z
    .record(z.string(), audience.pick({ label: true, title: true, subtitle: true, issuer: true, marking: true, watermark: true }))
    .default({})
    .describe('Texts of the pack’s audiences.'),
});

/** Front matter of a chapter or of `slides.md`. */
export const frontMatterSchema = z.strictObject({
  title: choice.optional().describe('Title of the chapter, instead of its first heading.'),
  short: choice.optional().describe('Short title for running headers.'),
  standfirst: choice.optional().describe('One or two sentences under the title.'),
  for: ruleFields.for,
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
    ...ruleFields,
  }),
);

/** The schema with the pack’s properties as further fields, which state rules. */
export const withProperties = <S extends typeof frontMatterSchema | typeof deckMatterSchema>(
  schema: S,
  properties: readonly string[],
): S =>
  properties.length === 0
    ? schema
    : (schema.extend(Object.fromEntries(properties.map((name) => [name, names.optional()]))) as unknown as S);

export type Choice = z.output<typeof choice>;
export type GlossaryEntry = z.output<typeof glossarySchema>[number];
export type PackConfig = z.output<typeof packSchema>;
export type PackTexts = z.output<typeof packTextsSchema>;
export type Reference = z.output<typeof reference>;
export type FrontMatter = z.output<typeof deckMatterSchema>;
