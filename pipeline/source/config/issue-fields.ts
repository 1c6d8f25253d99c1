/** What a pack says of its issue: its version, its state, and until when it must not be quoted. */
import { z } from 'zod';
import { embargoProblem } from '../locale/embargo.ts';
import { text } from './basic-fields.ts';

export const statuses = ['draft', 'for-approval', 'final', 'withdrawn'] as const;
/** The state of a pack's documents. */
export type Status = (typeof statuses)[number];

export const status = z
  .enum(statuses)
  .describe('State of the documents, printed on every page: `draft`, `for-approval`, `final` or `withdrawn`. A draft is never released.');

export const version = text.describe('Version on covers and in properties, in quotes: "1.2". `dossier release` says it, too.');

const isMoment = (written: string | false, context: z.RefinementCtx): void => {
  const message = written === false ? undefined : embargoProblem(written);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
};

export const embargo = z
  .string()
  .superRefine(isMoment)
  .describe(
    'Until when nothing may be published, with the zone: 2026-03-04T10:00+01:00. It is printed on every page until `--lift-embargo`.',
  );

/** That of an audience, which may have none where the pack has one. */
export const audienceEmbargo = z
  .union([z.literal(false), z.string()])
  .superRefine(isMoment)
  .describe('Embargo of this audience, with the zone: 2026-03-04T10:00+01:00; false for none.');
