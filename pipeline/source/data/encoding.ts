/** The text of a data file, whatever program has saved it: UTF-8, UTF-16, or what Windows calls ANSI. */

/** Code pages of Windows by language, where it is not 1252. */
const pages: Readonly<Record<string, string>> = {
  ...{ pl: 'windows-1250', cs: 'windows-1250', sk: 'windows-1250', hu: 'windows-1250', sl: 'windows-1250', hr: 'windows-1250' },
  ...{ ro: 'windows-1250', ru: 'windows-1251', uk: 'windows-1251', bg: 'windows-1251', el: 'windows-1253', tr: 'windows-1254' },
  ...{ he: 'windows-1255', ar: 'windows-1256', lt: 'windows-1257', lv: 'windows-1257', et: 'windows-1257', th: 'windows-874' },
  ...{ ja: 'shift_jis', ko: 'euc-kr', zh: 'gb18030' },
};

export interface DecodedText {
  /** Without a byte order mark. */
  readonly text: string;
  /** The name of a code page that was guessed, because nothing in the file names it. */
  readonly guessed: string | undefined;
}

/** @param lang language of the text, for what can only be guessed */
export function decodedText(bytes: Uint8Array, lang: string): DecodedText {
  const known = unicodeOf(bytes);
  if (known !== undefined) return { text: new TextDecoder(known).decode(bytes), guessed: undefined };
  const own = pages[lang.split('-')[0] as string] ?? 'windows-1252';
  for (const page of [own, 'windows-1252']) {
    const text = strictly(bytes, page);
    if (text !== undefined) return { text, guessed: page };
  }
  return { text: new TextDecoder('utf-8').decode(bytes), guessed: undefined };
}

/** What the file itself says: a byte order mark, zeros beside Latin letters, or nothing but well-formed UTF-8. */
function unicodeOf(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, 2000);
  const zeros = (side: number) => start.filter((byte, index) => byte === 0 && index % 2 === side).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (odd > start.length / 5 && even === 0) return 'utf-16le';
  if (even > start.length / 5 && odd === 0) return 'utf-16be';
  return strictly(bytes, 'utf-8') === undefined ? undefined : 'utf-8';
}

/** The signs of Windows-1252 from 0x80 on, which some releases of Node read as Latin-1. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function strictly(bytes: Uint8Array, encoding: string): string | undefined {
  if (encoding === 'windows-1252')
    return Buffer.from(bytes)
      .toString('latin1')
      .replace(/[\u0080-\u009f]/g, (sign) => windows1252[sign.charCodeAt(0) - 0x80] ?? sign);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
