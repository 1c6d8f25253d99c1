import { z } from 'zod';
import { ruleFields, text } from './basic-fields.ts';

/** `glossary.yaml`. */
export const glossarySchema = z.array(
  z.strictObject({
    term: text.describe('The term, written out.'),
    abbreviation: text.optional().describe('Its abbreviation, written out where it is used first.'),
    definition: text.optional().describe('What it means, for the list.'),
    ...ruleFields,
  }),
);

export type GlossaryEntry = z.output<typeof glossarySchema>[number];
