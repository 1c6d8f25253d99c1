/** Fields that the schemas of `pack.yaml`, of its translations and of front matter share. */
import { z } from 'zod';
import { permissions } from '../../pdf/encryption/permissions.ts';
import { isRealDate } from '../locale/real-dates.ts';

export const audienceName = /^[a-z][a-z0-9-]*$/;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;
/** The day of issue. */
export const day = z.string().regex(isoDate, 'a date like 2025-10-15').refine(isRealDate, 'this date does not exist');

export const text = z.string().trim().min(1);
export const names = z
  .union([text, z.array(text)])
  .transform((value) => (Array.isArray(value) ? value : value.split(/[\s,]+/)).filter((name) => name !== ''));

/** Who may read an entry of a list: see `selection/rules.ts`. */
export const ruleFields = {
  for: names.optional().describe('Who may read it: audiences and properties, as "press clearance:internal -partner".'),
  audience: names.optional().describe('The same as `for`.'),
  except: names.optional().describe('Who may not read it.'),
};

/** A text, or several of which each audience reads the first that is for it. */
export const choice = z.union([
  text,
  z
    .array(z.union([text, z.strictObject({ text, ...ruleFields })]))
    .min(1)
    .refine(
      (list) => list.slice(0, -1).every((one) => typeof one !== 'string'),
      'expected a list of texts with rules, of which only the last may have no rule',
    ),
]);

const variableName = /^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/;
const fromTo = z.strictObject({
  from: text.describe('Name of the variable with the earlier number.'),
  to: text.describe('Name of the variable with the later number.'),
});
/** A number that is written once, in a data file, or follows from others. */
export const numberVariable = z
  .strictObject({
    data: text.optional().describe('The data file; a cell or a part of a workbook as figures.xlsx#Budget!B7.'),
    column: text.optional().describe('The column that has the number.'),
    where: text.optional().describe('Which record, as for tables: "year=2025; area=North".'),
    sum: z
      .union([z.literal(true), z.array(text).min(1)])
      .optional()
      .describe('With `data`, true adds the numbers of all records that `where` chooses; otherwise names of variables.'),
    difference: fromTo.optional().describe('A number less another: names of variables.'),
    change: fromTo.optional().describe('How much a number changed in per cent: names of variables.'),
    format: text.optional().describe('How it is written: number:1, currency:EUR:1, percent, date, text.'),
    decimal: z.enum([',', '.']).optional().describe('The decimal sign of the data, where it cannot be known.'),
    ...ruleFields,
  })
  .refine(
    ({ data, sum, difference, change }) =>
      [data, data === undefined ? sum : undefined, difference, change].filter((one) => one !== undefined).length === 1 &&
      (data === undefined ? sum !== true : !Array.isArray(sum)),
    'expected one of: data (with sum: true for several records), sum of variables, difference, change',
  );

/** What an entry says of itself: none of these is the name of one in a group. */
const reserved = ['text', 'for', 'audience', 'except', 'data', 'column', 'where', 'sum', 'difference', 'change', 'format', 'decimal'];
const group = z
  .record(z.string().regex(audienceName), z.union([choice, numberVariable]))
  .refine(
    (entries) => !Object.keys(entries).some((name) => reserved.includes(name)),
    'expected a text, a list of texts with rules, a number from data, or a group of these by name',
  );

/** Texts and numbers by name; groups of them go by `group.name`. */
export const variables = z
  .record(
    z.string().regex(variableName, 'a name of lowercase letters, digits and hyphens, with full stops between'),
    z.union([choice, numberVariable, group]),
  )
  .transform((all) =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, value]): [string, Variable][] => {
        if (typeof value === 'string' || Array.isArray(value) || isNumberVariable(value)) return [[name, value]];
        return Object.entries(value).map(([inner, one]) => [`${name}.${inner}`, one]);
      }),
    ),
  );

/** Whether a variable is a number. */
export function isNumberVariable(value: unknown): value is NumberVariable {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const { data, sum, difference, change } = value as Record<string, unknown>;
  return typeof data === 'string' || sum === true || Array.isArray(sum) || [difference, change].some((one) => isPair(one));
}
const isPair = (one: unknown) => typeof one === 'object' && one !== null && 'from' in one && 'to' in one;

export const author = z.union([
  text.transform((name) => ({ name, role: undefined, organisation: undefined })),
  z.strictObject({
    name: text.describe('The name as it is printed.'),
    role: text.optional().describe('Office or function.'),
    organisation: text.optional().describe('Where the author works.'),
    ...ruleFields,
  }),
]);

export const reference = z.strictObject({
  title: text.describe('Title of the source.'),
  publisher: text.optional().describe('Who published it.'),
  date: text.refine(isRealDate, 'this date does not exist').optional().describe('Date of the source: 2025, 2025-05 or 2025-05-15.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where it can be read.'),
  ...ruleFields,
});

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

export const subject = text.describe('What the pack is about, for the properties of the PDF; without it, the subtitle.');
export const keywords = z.array(text).describe('Keywords, for the properties of the PDF.');
export const conformance = z
  .array(z.enum(['ua-1', 'a-2a', 'a-3a']))
  .refine((names) => names.filter((name) => name.startsWith('a-')).length <= 1, 'expected only one of a-2a and a-3a')
  .describe('Standards that the PDFs conform to and claim: PDF/UA-1 for accessibility, PDF/A-2a or PDF/A-3a for archiving.');
export const licence = z.union([
  text.transform((name) => ({ name, url: undefined })),
  z.strictObject({
    name: text.describe('Name of the licence, for example CC BY 4.0.'),
    url: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where it can be read.'),
  }),
]);

export const annex = z.strictObject({
  file: text.describe('A PDF file of the pack.'),
  title: text.describe('Its title, for the outline, the table of contents and the tags.'),
  lang: text.optional().describe('Its language; without it, that of the edition.'),
  prefix: text.optional().describe('Prefix of its page labels (default: A-, B- and so on).'),
  ...ruleFields,
});

export const accepted = z.strictObject({
  code: text.describe('Code of the warning, for example LINK_WITHHELD.'),
  file: text.optional().describe('The file that it is about, relative to the folder of the pack; without it, any file.'),
  reason: text.describe('Why it is accepted: it is printed with the diagnostic.'),
  until: day.optional().describe('The last day on which it is accepted, as 2025-10-15.'),
});

export const environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable, such as PACK_PASSWORD');
export const encrypt = z
  .strictObject({
    user: environmentName
      .optional()
      .describe('Environment variable with the password that opens the file; without it, anybody may open it.'),
    owner: environmentName.describe('Environment variable with the password that lifts all limits.'),
    allow: z.array(z.enum(permissions)).default(['print']).describe('What readers may do; reading aloud is always allowed.'),
  })
  .describe('Encryption with AES-256.');
export const attachment = z.strictObject({
  file: text.describe('A file of the pack.'),
  title: text.describe('What it is, for the list of attachments.'),
  relationship: z
    .enum(['Source', 'Data', 'Alternative', 'Supplement', 'Unspecified'])
    .default('Supplement')
    .describe('Its relationship to the document, as defined by PDF/A-3.'),
  ...ruleFields,
});
export const attachments = z
  .array(z.union([z.enum(['data', 'edition']), attachment]))
  .describe('Files in the PDF: `data` of tables and charts, `edition` for edition.json, or files of the pack.');

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
export const propertyName = z.string().regex(audienceName, 'a name of lowercase letters, digits and hyphens');

export const shortTitle = text.describe('Short title, for running heads and feet; without it, the title is cut where there is no room.');

/** The texts of an audience: a translation may say them anew. */
export const audienceTexts = {
  label: text.optional().describe('The audience as the cover names it.'),
  title: text.optional().describe('Title for this audience.'),
  short: shortTitle.optional(),
  subtitle: text.optional().describe('Subtitle for this audience.'),
  issuer: text.optional().describe('Organisation that issues the pack, for this audience.'),
  watermark: watermark.optional(),
};

/** A text, or several with rules. */
export type Choice = z.output<typeof choice>;
export type NumberVariable = z.output<typeof numberVariable>;
export type Variable = Choice | NumberVariable;
export type Reference = z.output<typeof reference>;

/** What a colophon says beside what the pack says of itself; a translation may say it anew. */
export const colophonTexts = z.strictObject({
  publisher: text.optional().describe('Publisher; without it, the issuer.'),
  contact: text.optional().describe('Address for questions.'),
  cite: text.optional().describe('How to cite it; without it, made of authors, year, title and publisher.'),
  isbn: text.optional().describe('ISBN or another number.'),
  text: text.optional().describe('A further paragraph.'),
});
export const colophon = z
  .union([z.boolean(), colophonTexts])
  .transform((value) => (value === true ? {} : value === false ? undefined : value))
  .describe('Colophon at the end of the briefing: publisher, contact, how to cite, licence, ISBN and image credits.');
export const checks = z.array(z.enum(['IMAGE_CREDIT'])).describe('Diagnostics that are off without it.');

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

/** Where several machines keep finished documents. */
export const remoteAddress = z
  .string()
  .regex(/^(?:https?|s3):\/\/[^\s/]+/, 'must be an address such as s3://bucket/prefix or https://cache.example.org/v1/cache')
  .refine((address) => !/^https?:\/\/[^/]*@/.test(address), 'must not hold credentials: they belong into DOSSIER_CACHE_TOKEN')
  .describe('`s3://bucket/prefix`, or the address of a store with GET and PUT by name; used where DOSSIER_CACHE_REMOTE is `pack`.');
