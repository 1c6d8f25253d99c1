import { z } from 'zod';
import { choice, text } from './basic-fields.ts';
import { markingTexts, watermark } from './design-fields.ts';
import { audienceTexts, author, colophonTexts, keywords, licence, reference, shortTitle, subject } from './fields.ts';

/** `pack.yaml` in the folder of a translation: texts only, laid over those of the pack. */
export const packTextsSchema = z.strictObject({
  title: text.optional().describe('Title of the pack.'),
  short: shortTitle.optional(),
  subtitle: text.optional().describe('Subtitle on the cover.'),
  authors: z.array(author).optional().describe('Authors, instead of the pack’s.'),
  issuer: text.optional().describe('Organisation that issues the pack.'),
  subject: subject.optional(),
  keywords: keywords.optional(),
  licence: licence.optional().describe('Name of the licence in this language.'),
  marking: markingTexts.optional(),
  watermark: watermark.optional(),
  signature: z
    .strictObject({
      fields: z.array(text).optional().describe('Who signs, in the order of the pack.'),
      reason: text.optional().describe('Why it is signed.'),
      location: text.optional().describe('Where it is signed.'),
    })
    .optional()
    .describe('Texts of the pack’s signatures.'),
  colophon: colophonTexts.optional(),
  variables: z.record(z.string(), choice).default({}).describe('Texts of the pack’s variables.'),
  sources: z
    .record(z.string(), reference.omit({ for: true, audience: true, except: true }).partial())
    .default({})
    .describe('References by the pack’s ids; what is not given stays as it is.'),
  audiences: z
    .record(z.string(), z.strictObject({ ...audienceTexts, marking: markingTexts.optional() }))
    .default({})
    .describe('Texts of the pack’s audiences.'),
});

export type PackTexts = z.output<typeof packTextsSchema>;
