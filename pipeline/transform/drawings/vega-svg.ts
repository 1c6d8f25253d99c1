/** Runs Vega in Node: no canvas, no network, letters as wide as those of the face that is printed. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vega from 'vega';
import { compile } from 'vega-lite';
import { installRoot } from '../../platform/install-root.ts';
import type { Widths } from '../../platform/own-fonts/widths.ts';
import { writingOf } from '../../source/locale/writing.ts';

type TextItem = { fontSize?: number; fontWeight?: number | string };

const refuse = (): Promise<never> => Promise.reject(new Error('charts cannot load files themselves: name a file of the pack in "data"'));

/** The specification asks for something that no print may hold. */
export class UnsafeChart extends Error {}

/**
 * @param own widths of the letters of the pack's own font, for those that it has
 * @throws Error that says what is wrong with the specification
 */
export async function toSvg(
  spec: object,
  config: object,
  locale: string,
  own: Widths | undefined,
  warn: (why: string) => void,
): Promise<{ readonly svg: string; readonly isEmpty: boolean }> {
  const usual = JSON.parse(await readFile(path.join(installRoot, 'dist', 'widths.json'), 'utf8')) as Widths;
  const widths = own ? { regular: { ...usual.regular, ...own.regular }, bold: { ...usual.bold, ...own.bold } } : usual;
  // Vega asks this table whenever it lays out words.
  (vega as unknown as { textMetrics: { width: unknown } }).textMetrics.width = (item: TextItem, text: unknown) => width(item, text, widths);
  const logger = vega.logger(vega.Warn);
  for (const level of ['warn', 'error'] as const) {
    logger[level] = (...words: readonly unknown[]) => {
      warn(words.map(String).join(' '));
      return logger;
    };
  }
  let hasLinks = false;
  // Vega waits for an answer, and fails outside of every promise where it is refused one.
  const sanitize = (_: string, { context }: { context?: string } = {}) => {
    if (context !== 'href') return refuse();
    hasLinks = true;
    return Promise.resolve({ href: '#' });
  };
  const compiled = compile(spec as never, { config: config as never, logger: logger as never });
  const view = new vega.View(vega.parse(compiled.spec), {
    renderer: 'none',
    logger,
    loader: { load: refuse, sanitize, http: refuse, file: refuse, options: {} } as never,
    locale: localeOf(locale) as never,
  });
  try {
    const svg = await view.toSVG();
    if (hasLinks) throw new UnsafeChart('links are not printed');
    return { svg, isEmpty: !isDrawn((view.scenegraph() as unknown as { root: SceneItem }).root) };
  } finally {
    view.finalize();
  }
}

interface SceneItem {
  readonly marktype?: string;
  readonly role?: string;
  readonly items?: readonly SceneItem[];
  readonly x?: number;
  readonly y?: number;
  readonly defined?: boolean;
  readonly text?: unknown;
  readonly startAngle?: number;
  readonly endAngle?: number;
}

/** The marks of the data: axes, legends and titles are none. */
function marksIn({ marktype, role, items = [] }: SceneItem): SceneItem[] {
  if (/^(?:axis|legend|title)/.test(role ?? '')) return [];
  return marktype === undefined || marktype === 'group' ? items.flatMap(marksIn) : [{ marktype, items }];
}

/** Whether any mark of the data is drawn; words alone only where there is nothing else to draw. */
function isDrawn(root: SceneItem): boolean {
  const marks = marksIn(root);
  const shapes = marks.filter(({ marktype }) => marktype !== 'text');
  return (shapes.length > 0 ? shapes : marks).some(isPlaced);
}

function isPlaced({ marktype, items = [] }: SceneItem): boolean {
  const placed = items.filter(({ x = 0, y = 0, defined }) => defined !== false && Number.isFinite(x) && Number.isFinite(y));
  if (marktype === 'line' || marktype === 'area' || marktype === 'trail') return placed.length > 1;
  if (marktype === 'text') return placed.some(({ text }) => text !== undefined && text !== null && text !== '');
  if (marktype === 'arc') return placed.some(({ startAngle = 0, endAngle = 0 }) => endAngle !== startAngle);
  return placed.length > 0;
}

function width({ fontSize = 11, fontWeight }: TextItem, text: unknown, widths: Widths): number {
  const table = Number(fontWeight) >= 600 || fontWeight === 'bold' ? widths.bold : widths.regular;
  const thousandths = [...String(text ?? '')].reduce((sum, letter) => sum + (table[letter] ?? (letter > '\u2E80' ? 1000 : 600)), 0);
  return (thousandths * fontSize) / 1000;
}

/** Numbers and months as the document's language writes them. */
function localeOf(locale: string): object {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.8);
  const part = (type: string, other: string) => parts.find((one) => one.type === type)?.value ?? other;
  const percent = (writingOf(locale)?.numbers?.percent[0] ?? '{}%').replace('{}', '');
  const names = (options: Intl.DateTimeFormatOptions, dates: readonly Date[]) =>
    dates.map((date) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(date));
  const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2025, month, 15)));
  const days = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2025, 5, 1 + day)));
  return {
    number: { decimal: part('decimal', '.'), thousands: part('group', ','), grouping: [3], currency: ['', ''], percent },
    time: {
      dateTime: '%x, %X',
      date: '%d/%m/%Y',
      time: '%H:%M:%S',
      periods: ['AM', 'PM'],
      days: names({ weekday: 'long' }, days),
      shortDays: names({ weekday: 'short' }, days),
      months: names({ month: 'long' }, months),
      shortMonths: names({ month: 'short' }, months),
    },
  };
}
