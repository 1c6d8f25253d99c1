/** Looks for a secret in all that goes into a file: text and markup, attributes, names, metadata, attachments. */
import { readFile } from 'node:fs/promises';
import type { Output } from './product.ts';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
};
const decoded = (text: string) =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) =>
    hex || decimal ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10)) : (entities[name as string] ?? whole),
  );
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const squeezed = (text: string) => text.normalize('NFKC').replace(invisible, '').toLowerCase();
const unescaped = (text: string) => text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));

/** Whether a text holds a word of Latin letters and digits, however it is marked up or hyphenated. */
export function holdsWord(text: string, word: string): boolean {
  const wanted = word.toLowerCase();
  if (text.toLowerCase().includes(wanted)) return true;
  const plain = squeezed(decoded(text));
  if (plain.includes(wanted) || unescaped(plain).includes(wanted)) return true;
  return squeezed(decoded(text.replace(/<[^>]*>/g, ''))).includes(wanted);
}

/** Every string of a value, keys too. */
function strings(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value);
  else if (value instanceof Uint8Array) found.push(Buffer.from(value).toString('utf8'), Buffer.from(value).toString('utf16le'));
  else if (value instanceof Map) for (const [key, one] of value) strings(one, strings(key, found));
  else if (value instanceof Set || Array.isArray(value)) for (const one of value) strings(one, found);
  else if (value !== null && typeof value === 'object') for (const [key, one] of Object.entries(value)) strings(one, strings(key, found));
  return found;
}

/** Options that only choose; the file does not hold them. */
const unprinted = new Set(['glossary', 'bibliography', 'chapters', 'kinds', 'sources']);

/** Where in a document the word is; empty where it is not. */
export async function placesOf(word: string, { document }: Output): Promise<string[]> {
  if (document === undefined) return [];
  const { html, running, attachments, words, resources, edition } = document;
  const options = Object.fromEntries(Object.entries(edition.options).filter(([key]) => !unprinted.has(key)));
  const drawings = [...resources].filter(([url, { type }]) => /^\/(pack|project)\//.test(url) && type === 'image/svg+xml');
  const texts: readonly (readonly [string, readonly string[]])[] = [
    ['HTML', [html]],
    ['running header', running.map(({ text }) => text)],
    ['attachment', strings(attachments)],
    ['words', strings(words)],
    ['name of a file', [...resources.keys()]],
    ['drawing', await Promise.all(drawings.map(([, { path }]) => readFile(path, 'utf8')))],
    ['metadata', strings(options)],
  ];
  return texts.filter(([, all]) => all.some((text) => holdsWord(text, word))).map(([where]) => where);
}
