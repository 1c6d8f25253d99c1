/** Sizes of paper, by name or as `210mm x 250mm`. */
import { z } from 'zod';

export interface Paper {
  readonly name: string;
  /** Lengths of CSS. */
  readonly width: string;
  readonly height: string;
}

const named: Readonly<Record<string, readonly [string, string]>> = {
  A3: ['297mm', '420mm'],
  A4: ['210mm', '297mm'],
  A5: ['148mm', '210mm'],
  Letter: ['8.5in', '11in'],
  Legal: ['8.5in', '14in'],
};
const units: Readonly<Record<string, number>> = { mm: 1, cm: 10, in: 25.4, pt: 25.4 / 72 };
const size = /^(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)\s*[x×]\s*(\d+(?:\.\d+)?)\s*(mm|cm|in|pt)$/i;
/** Narrower or lower, nothing can be read; wider or higher, no printer prints it. */
const [least, most] = [90, 1200];

/** A length of CSS in millimetres. */
export function millimetres(length: string): number {
  const [, number = '', unit = ''] = /^([\d.]+)([a-z]+)$/i.exec(length) ?? [];
  return Number(number) * (units[unit.toLowerCase()] ?? Number.NaN);
}

/** The paper of a name or size; undefined if it is neither. */
export function paperOf(written: string): Paper | undefined {
  const name = Object.keys(named).find((one) => one.toLowerCase() === written.trim().toLowerCase());
  const known = name === undefined ? undefined : named[name];
  if (name !== undefined && known) return { name, width: known[0], height: known[1] };
  const [, width, widthUnit = '', height, heightUnit = ''] = size.exec(written.trim()) ?? [];
  if (width === undefined || height === undefined) return undefined;
  const paper = { width: `${Number(width)}${widthUnit.toLowerCase()}`, height: `${Number(height)}${heightUnit.toLowerCase()}` };
  const lengths = [paper.width, paper.height].map(millimetres);
  return lengths.every((length) => length >= least && length <= most) ? { name: `${paper.width} x ${paper.height}`, ...paper } : undefined;
}

const one = z
  .string()
  .refine((written) => paperOf(written) !== undefined, `expected one of ${Object.keys(named).join(', ')}, or a size like 210mm x 250mm`)
  .transform((written) => paperOf(written)?.name ?? written);

/** One paper for all, or one for each kind of document on paper. */
export const paper = z
  .union([one, z.strictObject({ briefing: one.default('A4'), handout: one.default('A4') })])
  .describe('Paper of briefing and handout: A3, A4, A5, Letter, Legal or a size like `210mm x 250mm`; or `{ briefing, handout }`.');

export type PaperOption = z.output<typeof paper>;
