/** An explanation as text for a terminal. */
import { createColors } from 'picocolors';
import type { Explanation, RuledRow, Sight } from '../build/explain/explain.ts';

const signs: Readonly<Record<Sight, string>> = { reads: '✓', withheld: '–', redacted: '▮' };
const widest = 46;

/** The whole text. */
export function printed(explanations: readonly Explanation[], isColoured: boolean): string {
  const colours = createColors(isColoured);
  const bold = (text: string) => colours.bold(text);
  const dim = (text: string) => colours.dim(text);
  return explanations
    .map((one) => {
      const names = one.audiences.map(({ name }) => name);
      return [
        bold(`${one.pack}, ${one.lang}`),
        'For the editors of the pack only: this report quotes withheld text.',
        '',
        bold('Audiences'),
        ...table(
          one.audiences.map(({ name, lineage, properties }) => [
            `  ${name}`,
            lineage.length > 1 ? `inherits from ${lineage.slice(1).join(', ')}` : '',
            Object.entries(properties)
              .map(([property, values]) => `${property} ${values.join(', ')}`)
              .join('; '),
          ]),
        ),
        '',
        bold(`Who reads what`) + dim(`   ${signs.reads} reads   ${signs.redacted} sees a redaction bar   ${signs.withheld} withheld`),
        ...(one.files.length === 0 ? ['  There are no rules: everyone reads everything.'] : ruled(one, names, bold, dim)),
        ...(one.files.length === 0 ? [] : ['  Everything else is for everyone.']),
        ...options(one, names, bold),
        ...templates(one, names, bold),
        '',
      ].join('\n');
    })
    .join('\n');
}

function ruled({ files }: Explanation, names: readonly string[], bold: (text: string) => string, dim: (text: string) => string): string[] {
  const body = files.flatMap(({ file, rows }) => [
    { file, cells: undefined },
    ...rows.map((row) => ({
      file: '',
      cells: [`  ${placeOf(row)}`, row.what, quoted(row.words), ...names.map((name) => signs[row.sight[name] ?? 'withheld']), reason(row)],
    })),
  ]);
  const head = ['', '', '', ...names, 'why'];
  const widths = head.map((cell, index) => Math.max(width(cell), ...body.map(({ cells }) => width(cells?.[index] ?? ''))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const room = (widths[index] ?? 0) - width(cell);
        const isSign = index > 2 && index < 3 + names.length;
        if (index === cells.length - 1) return cell;
        return isSign ? ' '.repeat(Math.floor(room / 2)) + cell + ' '.repeat(Math.ceil(room / 2)) : cell + ' '.repeat(room);
      })
      .join('  ')
      .trimEnd();
  return [dim(line(head)), ...body.map(({ file, cells }) => (cells === undefined ? bold(file) : line(cells)))];
}

const placeOf = ({ place }: RuledRow) => [place.line, place.column].filter((part) => part !== undefined).join(':');

/** The rule, and the inherited audiences through which others read it. */
function reason({ rule, through }: RuledRow): string {
  const inherited = Object.entries(through).map(([name, ancestor]) => `${name} as ${ancestor}`);
  return inherited.length === 0 ? rule : `${rule} (${inherited.join(', ')})`;
}

function options({ options: rows, tokens }: Explanation, names: readonly string[], bold: (text: string) => string): string[] {
  const lines = [
    ...rows.map(({ option, won }) => [option, won] as const),
    ...tokens.map(({ token, won }) => [`token ${token}`, won] as const),
  ].flatMap(([label, won]) =>
    grouped(names, (name) => `${won[name]?.value ?? 'none'}\0${won[name]?.from ?? ''}`).map(([value, who], index) => {
      const [text = '', from = ''] = value.split('\0');
      return [index === 0 ? `  ${label}` : '', who, quotedValue(text), from];
    }),
  );
  return lines.length === 0 ? [] : ['', bold('Options and tokens that differ'), ...table(lines)];
}

function templates({ templates: rows }: Explanation, names: readonly string[], bold: (text: string) => string): string[] {
  const lines = rows.flatMap(({ name, won }) =>
    grouped(names, (audience) => (won[audience] ?? []).join(' + ') || 'none').map(([files, who], index) => [
      index === 0 ? `  ${name}` : '',
      who,
      files,
    ]),
  );
  return lines.length === 0 ? [] : ['', bold('Templates that differ'), ...table(lines)];
}

/** Groups audiences with the same value. */
function grouped(names: readonly string[], valueFor: (name: string) => string): [string, string][] {
  const groups = new Map<string, string[]>();
  for (const name of names) groups.set(valueFor(name), [...(groups.get(valueFor(name)) ?? []), name]);
  return [...groups].map(([value, who]) => [value, who.join(', ')]);
}

/** Rows in columns; the last column is not padded. */
function table(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, index) => Math.max(...rows.map((row) => width(row[index] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, index) => cell + ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell))))
      .join('   ')
      .trimEnd(),
  );
}

const quotedValue = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The first words that fit. */
function quoted(words: string): string {
  let text = '';
  for (const character of words) {
    if (width(text + character) > widest - 1) return `${text.trimEnd()}…`;
    text += character;
  }
  return text;
}

/** Width in terminal columns: East Asian characters take two (Unicode Standard Annex 11). */
const width = (text: string): number =>
  [...text].reduce(
    (sum, character) =>
      sum + (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u.test(character) ? 2 : 1),
    0,
  );
