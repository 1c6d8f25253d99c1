/**
 * How the leak check treats characters: which letters they become, and how the others act. The numbers match `wasm/letters.ts`.
 * The build turns this into a table: working it out at run time takes regular expressions that V8 compiles slowly.
 */

/** Character classes. */
const letter = 1;
const digit = 2;
const dropped = 3;
/** Occurs inside numbers: `1,234.5`. */
const inNumber = 4;
const hyphen = 5;
const symbol = 6;

const small = (text: string) =>
  // Through upper case, so that ß becomes ss; a final sigma becomes a sigma.
  text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');

/** The letters and digits that one character becomes. */
export function lettersOf(character: string): string {
  const bare = character.normalize('NFKD').replace(/\p{Mn}/gu, (mark) => (mark === '\u3099' || mark === '\u309a' ? mark : ''));
  return small(bare)
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}\u3099\u309a]/gu, '');
}

/** The class of a single-unit character, and what it becomes (empty unless it is a letter or digit). */
function characterOf(code: number): { readonly sort: number; readonly letters: string } {
  const character = String.fromCharCode(code);
  if (/[.,\u00a0\u2009\u202f]/.test(character)) return { sort: inNumber, letters: '' };
  if (/['\u2019\u2018\u02bc\u00ad\u200b-\u200f\u2060\ufeff]/.test(character)) return { sort: dropped, letters: '' };
  if (/[-\u2010\u2011]/.test(character)) return { sort: hyphen, letters: '' };
  if (/\p{Mn}/u.test(character) && code !== 0x3099 && code !== 0x309a) return { sort: dropped, letters: '' };
  const letters = lettersOf(character);
  return { sort: letters === '' ? symbol : /^\p{Nd}+$/u.test(letters) ? digit : letter, letters };
}

/** Flag: the character becomes several letters. */
const several = 1 << 24;

/**
 * All single-unit characters in the layout of `wasm/letters.ts`: for each its class and the letter that it becomes. A character that
 * becomes several has the offset of its list instead, in the pool after the table; each list starts with its length.
 */
export function characterTable(): Uint8Array {
  const words = new Uint32Array(0x10000);
  const pool: number[] = [];
  for (let code = 0; code < words.length; code += 1) {
    const { sort, letters } = characterOf(code);
    const units = Array.from({ length: letters.length }, (_, at) => letters.charCodeAt(at));
    words[code] = (sort << 16) | (units.length > 1 ? several | pool.length : (units[0] ?? 0));
    if (units.length > 1) pool.push(units.length, ...units);
  }
  if (pool.length > 0x10000) throw new RangeError('the pool of letters exceeds 16-bit offsets');
  return new Uint8Array([words, Uint16Array.from(pool)].flatMap(({ buffer }) => [...new Uint8Array(buffer)]));
}
