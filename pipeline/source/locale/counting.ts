/** Numbers as lists and headings count them: 1, a, A, i, I. */

/** How a number is written; each name is the first of its row. */
export type CountStyle = '1' | 'a' | 'A' | 'i' | 'I';

const romans: readonly (readonly [string, number])[] = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
];

function romanOf(value: number): string {
  let [rest, text] = [value, ''];
  for (const [sign, worth] of romans) for (; rest >= worth; rest -= worth) text += sign;
  return text;
}

/** a, b … z, aa, ab …: for one after the other without end. */
function lettersOf(value: number): string {
  const rest = Math.floor((value - 1) / 26);
  return (rest > 0 ? lettersOf(rest) : '') + String.fromCharCode(97 + ((value - 1) % 26));
}

/** A number from 1 on as it is written; there is no other way to write 0. */
export function counted(value: number, style: CountStyle): string {
  if (style === '1' || value < 1) return String(value);
  const text = style === 'a' || style === 'A' ? lettersOf(value) : romanOf(value);
  return style === 'A' || style === 'I' ? text.toUpperCase() : text;
}

/** What a number as it is written is worth; undefined for one of another style. `4a` is worth 4. */
export function worthOf(text: string, style: CountStyle): number | undefined {
  if (style === '1') return /^\d+/.test(text) ? Number.parseInt(text, 10) : undefined;
  const small = text.toLowerCase();
  if (style === 'a' || style === 'A')
    return /^[a-z]{1,2}$/.test(small) ? [...small].reduce((sum, sign) => sum * 26 + sign.charCodeAt(0) - 96, 0) : undefined;
  if (!/^[mdclxvi]+$/.test(small)) return undefined;
  for (let value = 1; value < 400; value += 1) if (romanOf(value) === small) return value;
  return undefined;
}
