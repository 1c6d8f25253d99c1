/**
 * How the leak check treats characters: which letters they become, and how the others act.
 * The build turns this into a table: working it out at run time takes regular expressions that V8 compiles slowly.
 */

/** Character classes. */
export const letter = 1;
export const digit = 2;
export const dropped = 3;
/** Occurs inside numbers: `1,234.5`. */
export const inNumber = 4;
export const hyphen = 5;
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
export const several = 1 << 24;

/**
 * A word for each single-unit character: in its low 16 bits the letter that it becomes, above them its class. A character that
 * becomes several letters has the offset of their list instead, behind the characters; each list starts with its length.
 */
export function characterTable(): Uint8Array {
  const words: number[] = [];
  const lists: number[] = [];
  for (let code = 0; code < 0x10000; code += 1) {
    const { sort, letters } = characterOf(code);
    const units = Array.from({ length: letters.length }, (_, at) => letters.charCodeAt(at));
    words.push((sort << 16) | (units.length > 1 ? several | lists.length : (units[0] ?? 0)));
    if (units.length > 1) lists.push(units.length, ...units);
  }
  if (lists.length > 0x10000) throw new RangeError('the lists of letters exceed 16-bit offsets');
  return new Uint8Array(Uint32Array.from([...words, ...lists]).buffer);
}

/** The offset of the lists. */
export const firstList = 0x10000;
