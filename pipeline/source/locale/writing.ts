/**
 * How a language writes dates, numbers and lists, from the table that is made with Dossier: `Intl` takes 20 ms to begin,
 * and writes some things otherwise in other releases of Node.
 */
import { programJson } from '../../platform/program.ts';

/** A span of dates as a pattern: `{d} {m} {y}` for its first day, `{D} {M} {Y}` for its last, months by name. */
export interface Spans {
  /** Names of months in spans. */
  readonly months: readonly string[];
  /** By the first part that differs. */
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

export interface Dates {
  /** What is added to a year: Thailand counts from 543 BC. */
  readonly years?: number;
  /** A day of each month, with `{d}` and `{y}` for the figures. */
  readonly days: readonly string[];
  /** Each month of a year. */
  readonly months: readonly string[];
  readonly year: string;
  readonly spans?: Spans;
  /** Spans of months, and of years. */
  readonly monthSpans?: Omit<Spans, 'day'>;
  readonly yearSpan?: string;
}

export interface Numbers {
  readonly decimal: string;
  readonly group: string;
  /** Figures of the last group and of the others. */
  readonly groups: readonly [number, number];
  /** Figures before the first separator: 2 keeps “1234” together. */
  readonly least: number;
  readonly minus: string;
  /** `{}` for the figures; the second is for numbers below zero. */
  readonly percent: readonly [string, string];
  /** Patterns by the code of the currency. */
  readonly currency: Readonly<Record<string, readonly [string, string]>>;
}

export interface Writing {
  readonly dates?: Dates;
  readonly numbers?: Numbers;
  /** Between two, between the first of more, and before the last of more. */
  readonly list?: readonly [string, string, string];
}

const table = () => programJson<Readonly<Record<string, Writing>>>('dates.json');

/** How a locale writes, as far as it is in the table. */
export const writingOf = (locale: string): Writing | undefined => table()[locale];

/** Locales in which a language is written here, most of them in the table, and the tag itself. */
export function localesOf(lang: string): readonly string[] {
  const language = lang.split('-')[0];
  const locales = Object.keys(table()).filter((locale) => locale.split('-')[0] === language);
  return locales.length > 0 && language === lang ? locales : [...new Set([...locales, lang])];
}
