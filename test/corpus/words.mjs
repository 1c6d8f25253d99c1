/** Which words of a Markdown text a PDF does not have: a rough count, for people to look at. */
import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Letters of a text without the signs that break words over lines. */
const bare = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u00AD\u200B\u2060]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');

/** All letters of a PDF, in one string. */
async function lettersOf(file) {
  const task = getDocument({ data: new Uint8Array(await readFile(file)), verbosity: 0, isEvalSupported: false });
  const document = await task.promise;
  const pages = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await task.destroy();
  return bare(pages.join(''));
}

/** The words that a reader of Markdown expects in print: no settings, addresses, tags, comments and attributes. */
export function wordsOf(markdown) {
  const text = markdown
    .replace(/^\uFEFF?---\r?\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/, '')
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/^\$\$[\s\S]*?^\$\$/gm, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?/g, ' ')
    .replace(/\]\([^)\s]*(?:\s+"[^"]*")?\)/g, '] ')
    .replace(/^\[[^\]]+\]:\s+\S+.*$/gm, ' ')
    .replace(/^(```|~~~)[^\n]*$/gm, ' ')
    .replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{[.#:][^}]*\}/g, ' ')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/&[a-z]+;|&#\d+;/gi, ' ');
  return text.match(/[\p{L}\p{N}]{4,}/gu) ?? [];
}

/** Words of the texts that none of the PDFs has: how many of how many, and some of them. */
export async function missingWords(texts, pdfs) {
  const letters = (await Promise.all(pdfs.map(lettersOf))).join(' ');
  const words = [...new Set(texts.flatMap(wordsOf))];
  // Where letters run from right to left, some are read in the order in which they stand.
  const has = (word) => letters.includes(word) || letters.includes([...word].reverse().join(''));
  const missing = words.filter((word) => !has(bare(word)));
  return { words: words.length, missing: missing.length, some: missing.slice(0, 12) };
}
