import { z } from 'zod';
import { choice, fit, names, ruleFields, text } from './fields.ts';

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
  fit: fit.optional(),
  headingDivider: z
    .union([z.number().int().min(1).max(6), z.array(z.number().int().min(1).max(6))])
    .optional()
    .describe('Start a new slide at headings of this level or above (a list: of these levels).'),
});

/** The schema with the pack’s properties as further fields, which state rules. */
export const withProperties = <S extends typeof frontMatterSchema | typeof deckMatterSchema>(
  schema: S,
  properties: readonly string[],
): S =>
  properties.length === 0
    ? schema
    : (schema.extend(Object.fromEntries(properties.map((name) => [name, names.optional()]))) as unknown as S);

export type FrontMatter = z.output<typeof deckMatterSchema>;
