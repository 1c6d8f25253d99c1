/** Names of folders and audiences from words that people write. */

/** Small letters, digits and hyphens; `fallback` where nothing is left, as of a title in Japanese. */
export function slug(words: string, fallback: string): string {
  const plain = words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? fallback : plain;
}

/** `my-first_pack` → `My first pack`. */
export function titleFromName(name: string): string {
  const words = name.replace(/[-_]+/g, ' ').trim();
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1);
}

/** Marks of Markdown in a text that has none. */
export const escaped = (text: string): string => text.replace(/[\\`*_[\]{}<>#|~$^:@]/g, '\\$&');
