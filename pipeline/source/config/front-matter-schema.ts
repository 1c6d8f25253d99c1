import { z } from 'zod';
import { choice, names, ruleFields } from './basic-fields.ts';
import { fit, fragments } from './design-fields.ts';

/** Front matter of a chapter or of `slides.md`. */
export const frontMatterSchema = z.strictObject({
  title: choice.optional().describe('Title of the chapter, instead of its first heading.'),
  short: choice.optional().describe('Short title for running headers.'),
  standfirst: choice.optional().describe('One or two sentences under the title.'),
  part: choice.optional().describe('Title of the part that begins with the chapter.'),
  appendix: z
    .union([z.boolean(), z.enum(['normative', 'informative'])])
    .optional()
    .describe('The chapter is an appendix (A, A.1, Table A.1); `normative` or `informative` is printed under its title, as ISO has it.'),
  number: z
    .union([
      z
        .string()
        .trim()
        .regex(/^\S{1,20}$/, 'a number without spaces, such as 4a'),
      z.number(),
    ])
    .transform(String)
    .optional()
    .describe('A fixed number of the chapter, such as 4a; chapters after it count on.'),
  for: ruleFields.for,
  audience: names.optional().describe('Who may read the chapter; without it, everybody.'),
  except: names.optional().describe('Who may not read it.'),
});

/** Front matter of `slides.md`: the chapter's fields, how full slides fit, and how steps are printed. Settings of Marp are read elsewhere. */
export const deckMatterSchema = frontMatterSchema.extend({ fit: fit.optional(), fragments: fragments.optional() });

/** The schema with the pack’s properties as further fields, which state rules. */
export const withProperties = <S extends typeof frontMatterSchema | typeof deckMatterSchema>(
  schema: S,
  properties: readonly string[],
): S =>
  properties.length === 0
    ? schema
    : (schema.extend(Object.fromEntries(properties.map((name) => [name, names.optional()]))) as unknown as S);

export type FrontMatter = z.output<typeof deckMatterSchema>;
