/** Further fields that the schemas of `pack.yaml`, of its translations and of front matter share. */
import { z } from 'zod';
import { permissions } from '../../pdf/encryption/permissions.ts';
import { signatureLevels } from '../../platform/signer.ts';
import { isRealDate } from '../locale/real-dates.ts';
import { day, environmentName, ruleFields, text } from './basic-fields.ts';
import { watermark } from './design-fields.ts';

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

export const encrypt = z
  .strictObject({
    user: environmentName
      .optional()
      .describe('Environment variable with the password that opens the file; without it, anybody may open it.'),
    owner: environmentName.describe('Environment variable with the password that lifts all limits.'),
    allow: z.array(z.enum(permissions)).default(['print']).describe('What readers may do; reading aloud is always allowed.'),
  })
  .describe('Encryption with AES-256.');

export const signature = z
  .strictObject({
    visible: z.boolean().default(false).describe('Show the signature on the cover.'),
    reason: text.optional().describe('Why it is signed.'),
    location: text.optional().describe('Where it is signed.'),
    contact: text.optional().describe('Contact for questions about the signature.'),
    stamp: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of a time-stamp authority (RFC 3161).'),
    level: z
      .enum(signatureLevels)
      .optional()
      .describe('How long signatures can be verified (PAdES B-B, B-T, B-LT, B-LTA); without it `t` with a time-stamp authority, else `b`.'),
    fields: z.array(text).default([]).describe('Who signs the finished briefing, in this order: a field for each, for `dossier sign`.'),
  })
  .describe('Details of the signature that `--sign` adds.');

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

/** Where several machines keep finished documents. */
export const remoteAddress = z
  .string()
  .regex(/^(?:https?|s3):\/\/[^\s/]+/, 'must be an address such as s3://bucket/prefix or https://cache.example.org/v1/cache')
  .refine((address) => !/^https?:\/\/[^/]*@/.test(address), 'must not hold credentials: they belong into DOSSIER_CACHE_TOKEN')
  .describe('`s3://bucket/prefix`, or the address of a store with GET and PUT by name; used where DOSSIER_CACHE_REMOTE is `pack`.');
