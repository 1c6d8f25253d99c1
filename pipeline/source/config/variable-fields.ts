/** Texts and numbers by name, which chapters use as variables. */
import { z } from 'zod';
import { audienceName, type Choice, choice, ruleFields, text } from './basic-fields.ts';

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

export type NumberVariable = z.output<typeof numberVariable>;

export type Variable = Choice | NumberVariable;
