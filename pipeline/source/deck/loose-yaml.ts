/**
 * Settings as Marp's users write them, which YAML would refuse or take for something else: `header: **bold**`, `color: #fff`,
 * `footer: ![w:60](logo.svg)`, `footer: Note: internal`. Their values are put in quotes before YAML reads them.
 */
import { bareName, isSettingName } from './names.ts';

/** These may be lists, numbers or several lines. */
const structured: ReadonlySet<string> = new Set(['class', 'keywords', 'author', 'title', 'headingDivider', 'style']);

const line = /^((["']?)([_$]?[A-Za-z][\w-]*)\2[ \t]*:)([ \t]+)(\S.*?)[ \t]*$/;
const isBlock = (value: string) => /^[|>][-+\d]*\s*(?:#.*)?$/.test(value);
const isQuoted = (value: string) => /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?:#.*)?$/.test(value);

/** The same text with such values in quotes. Lines stay as they are counted. */
export function looseYaml(text: string): string {
  const lines = dedented(text.split(/\r\n|\n|\r/));
  return lines
    .map((written, index) => {
      const [, head = '', , key = '', space = '', value = ''] = line.exec(written) ?? [];
      const name = bareName(key);
      const isContinued = /^[ \t]+\S/.test(lines[index + 1] ?? '');
      if (!isSettingName(name) || isContinued || isBlock(value) || isQuoted(value)) return written;
      if (structured.has(name) && (/^[[{].*[\]}]$/.test(value) || name === 'headingDivider')) return written;
      return `${head}${space}${JSON.stringify(value)}`;
    })
    .join('\n');
}

/** A comment's first line begins behind its sign; the others may be moved in. */
function dedented(lines: readonly string[]): readonly string[] {
  const [first = '', ...others] = lines;
  const [, , , , , value = ''] = line.exec(first) ?? [];
  const next = others.find((other) => other.trim() !== '') ?? '';
  const indent = /^[ \t]+(?=["']?[_$]?[A-Za-z][\w-]*["']?[ \t]*:(?:\s|$))/.exec(next)?.[0];
  if (indent === undefined || value === '' || isBlock(value)) return lines;
  return [first, ...others.map((other) => (other.startsWith(indent) ? other.slice(indent.length) : other))];
}
