/** What fields of all schemas are made of. */
import { z } from 'zod';
import { isRealDate } from '../locale/real-dates.ts';

export const audienceName = /^[a-z][a-z0-9-]*$/;

export const propertyName = z.string().regex(audienceName, 'a name of lowercase letters, digits and hyphens');

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

/** A text, or several with rules. */
export type Choice = z.output<typeof choice>;

export const environmentName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable, such as PACK_PASSWORD');
