/** Values of settings: what each may be, and as text. */
import type { SettingName } from './names.ts';
import { sizeOf } from './size.ts';

/** A value that can be used, or what should be there. */
export type Checked = { readonly text: string } | { readonly expected: string };

const paginations: ReadonlySet<string> = new Set(['true', 'false', 'hold', 'skip', 'total']);
/** Nothing that could end a declaration or load a file. */
const plainCss = /^(?!.*\b(?:url|image|src|expression)\s*\()[\p{L}\p{N}#%.,()/ +*_-]*$/iu;
const address = /^url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))\s*\)$/i;

/** The file that `url(…)` names. */
export function urlIn(value: string): string | undefined {
  const [, double, single, bare] = address.exec(value.trim()) ?? [];
  return double ?? single ?? bare;
}

export function checkedValue(name: SettingName, value: unknown): Checked {
  const text = textIn(value, name === 'keywords' || name === 'author' ? ', ' : ' ');
  if (text === undefined) return { expected: 'plain text' };
  switch (name) {
    case 'paginate': {
      const word = text === '' ? 'false' : text.toLowerCase();
      return paginations.has(word) ? { text: word } : { expected: 'true, false, hold, skip or total' };
    }
    case 'size':
      // A theme may define sizes of any name.
      return sizeOf(text) || /^[\w:.-]+$/.test(text)
        ? { text }
        : { expected: '16:9, 4:3, another ratio, a width and height such as 960x720, or A4' };
    case 'color':
    case 'backgroundColor':
      return plainCss.test(text) ? { text } : { expected: 'a colour such as navy or #1a2b3c' };
    case 'backgroundImage':
      return text === '' || urlIn(text) !== undefined || plainCss.test(text)
        ? { text }
        : { expected: 'url("file.jpg") or a gradient such as linear-gradient(white, navy)' };
    case 'backgroundPosition':
    case 'backgroundRepeat':
    case 'backgroundSize':
      return plainCss.test(text) ? { text } : { expected: 'a plain value of CSS' };
    case 'lang':
      return text === '' || /^[a-z]{2,3}(?:-[a-z\d]{2,8})*$/i.test(text) ? { text } : { expected: 'a language tag such as en or pt-BR' };
    case 'headingDivider':
      if (text === 'false') return { text: '' };
      return { text: Array.isArray(value) ? `[${text}]` : text === 'true' ? '6' : text };
    case 'class':
      return { text: text.replace(/[^\p{L}\p{N}_:-]+/gu, ' ').trim() };
    default:
      return { text };
  }
}

function textIn(value: unknown, between: string): string | undefined {
  if (value === null || value === undefined || value === false) return value === false ? 'false' : '';
  if (Array.isArray(value)) {
    const texts = value.map((one) => textIn(one, between));
    return texts.some((text) => text === undefined) ? undefined : texts.join(between);
  }
  return typeof value === 'object' ? undefined : String(value).trim();
}
