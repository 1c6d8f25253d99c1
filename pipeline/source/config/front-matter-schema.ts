import { z } from 'zod';
import { choice, names, ruleFields } from './fields.ts';

/** Front matter of a chapter or of `slides.md`. */
export const frontMatterSchema = z.strictObject({
  title: choice.optional().describe('Title of the chapter, instead of its first heading.'),
  short: choice.optional().describe('Short title for running headers.'),
  standfirst: choice.optional().describe('One or two sentences under the title.'),
  for: ruleFields.for,
  audience: names.optional().describe('Who may read the chapter; without it, everybody.'),
  except: names.optional().describe('Who may not read it.'),
});

/** The schema with the pack’s properties as further fields, which state rules. */
export const withProperties = (schema: typeof frontMatterSchema, properties: readonly string[]): typeof frontMatterSchema =>
  properties.length === 0
    ? schema
    : (schema.extend(Object.fromEntries(properties.map((name) => [name, names.optional()]))) as unknown as typeof frontMatterSchema);

export type FrontMatter = z.output<typeof frontMatterSchema>;
