/**
 * Fixed forms of several values, which languages put in another order with other marks: `{publisher}, |{title}|, {date}`.
 * A part between bars is left out with its value.
 */
import { own } from '../../model/own.ts';

export type Values = Readonly<Record<string, string | null | undefined>>;

/**
 * Fills a pattern.
 * @param shown what becomes of each value and of the marks around it
 */
export function fillPattern(pattern: string, values: Values, shown: (text: string, key?: string) => string = (text) => text): string {
  const parts = pattern.split('|').flatMap((part) => {
    const [, before = '', key = '', after = ''] = /^(.*?)\{(\w+)\}(.*)$/s.exec(part) ?? [];
    const value = own(values, key);
    return value ? [{ before, key, value, after }] : [];
  });
  const [first] = parts;
  // What parts a value from the one before it has nothing to part at the beginning.
  if (first) first.before = first.before.replace(/^[\s,.、　]+/, '');
  return parts.map(({ before, key, value, after }) => shown(before) + shown(value, key) + shown(after)).join('');
}
