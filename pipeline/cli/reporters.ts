/** Diagnostics in several output formats: for people, for programs and for GitHub. */
import { createColors } from 'picocolors';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Place, placeText } from '../model/place.ts';
import { plural } from '../model/plural.ts';

/** What any command has found. */
export interface Reported {
  readonly diagnostics: readonly Diagnostic[];
}

/** Sorted by file, line and column. */
export function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ file, line = 0, column = 0 }: Place) => [file, line, column] as const;
  return [...diagnostics].sort((a, b) => {
    const [fileA, lineA, columnA] = key(a.place);
    const [fileB, lineB, columnB] = key(b.place);
    return fileA === fileB ? lineA - lineB || columnA - columnB : fileA < fileB ? -1 : 1;
  });
}

/** How many of the same kind are shown before the rest is only counted. */
const shownOfKind = 3;

/** Files that are no longer there are all listed. */
const alwaysListed: ReadonlySet<string> = new Set(['OUTDATED_REMOVED']);

/** Messages of one kind differ in names, numbers and characters only. */
const kindOf = ({ severity, code, message }: Diagnostic): string =>
  `${severity} ${code} ${message
    .replace(/"[^"]*"|“[^”]*”|\[\?[^\]]*\]/g, '"…"')
    .replace(/(?:\S )?\(U\+[0-9A-F]+\)/g, '…')
    .replace(/\d+/g, '0')}`;

/**
 * One line per diagnostic, its remedy below, and a count.
 * @param isVerbose show all of those that repeat, in place of the first three of each kind
 */
export function pretty(diagnostics: readonly Diagnostic[], isColoured: boolean, isVerbose = true): string {
  const colours = createColors(isColoured);
  const paint = { error: colours.red, warning: colours.yellow, info: colours.cyan };
  const total = new Map<string, number>();
  for (const one of diagnostics) total.set(kindOf(one), (total.get(kindOf(one)) ?? 0) + 1);
  const seen = new Map<string, number>();
  const lines = inOrder(diagnostics).flatMap((one) => {
    const { place, severity, code, message, remedy } = one;
    const kind = kindOf(one);
    const nth = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, nth);
    const isBrief = !isVerbose && !alwaysListed.has(code);
    if (isBrief && nth > shownOfKind) return [];
    const left = (total.get(kind) ?? 0) - shownOfKind;
    return [
      `${colours.bold(placeText(place))} ${paint[severity](severity)} ${colours.dim(code)} ${message}\n    ${colours.dim(remedy)}`,
      ...(isBrief && nth === shownOfKind && left > 0 ? [`    … and ${left} more ${code} (--verbose lists all)`] : []),
    ];
  });
  const count = (severity: Diagnostic['severity']) => diagnostics.filter((d) => d.severity === severity).length;
  const counts = [plural(count('error'), 'error'), plural(count('warning'), 'warning')].join(', ');
  return lines.length === 0 ? '' : `${lines.join('\n')}\n\n${counts}\n`;
}

/** GitHub's workflow commands, which annotate the lines of a pull request. */
export function github(diagnostics: readonly Diagnostic[]): string {
  const names = { error: 'error', warning: 'warning', info: 'notice' };
  const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
  const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
  return inOrder(diagnostics)
    .map(({ severity, code, place, message, remedy }) => {
      const properties = [
        `file=${property(place.file)}`,
        place.line && `line=${place.line}`,
        place.column && `col=${place.column}`,
        `title=${property(code)}`,
      ];
      return `::${names[severity]} ${properties.filter(Boolean).join(',')}::${data(`${message}; ${remedy}`)}\n`;
    })
    .join('');
}

/** One JSON object for programs. */
export function json<Result extends Reported>(result: Result): string {
  return `${JSON.stringify({ ...result, diagnostics: inOrder(result.diagnostics) }, undefined, 2)}\n`;
}
