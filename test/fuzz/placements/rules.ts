/** How a rule is written for words of a line. Those that are not `isWell` withhold nothing today, or may; then they must be errors. */
import type { WordRule } from './grammar.ts';

const braces = (write: WordRule['write'], more: Partial<WordRule> = {}) => ({ ...more, write });

/** Braces at the end of a block, and where they are not quite at its end. */
const ends: readonly WordRule[] = [
  { name: 'at the end', isWell: true, isAtEnd: true, ...braces((secret, { braces }) => `${secret} ${braces}`) },
  { name: 'at the end, tight', isAtEnd: true, ...braces((secret, { braces }) => `${secret}${braces}`) },
  { name: 'at the beginning', ...braces((secret, { braces }) => `${braces} ${secret}`) },
  { name: 'in the middle', ...braces((secret, { braces }) => `${secret} ${braces} and more`) },
  { name: 'before a full stop', ...braces((secret, { braces }) => `${secret} ${braces}.`) },
  { name: 'before an id', ...braces((secret, { braces }) => `${secret} ${braces} {#costs}`) },
  { name: 'before a comment', ...braces((secret, { braces }) => `${secret} ${braces} <!-- checked -->`) },
  { name: 'before a zero-width space', ...braces((secret, { braces }) => `${secret} ${braces}\u200b`) },
  { name: 'behind an id', ...braces((secret, { inside }) => `${secret} {#costs ${inside}}`) },
  { name: 'in strong words', ...braces((secret, { braces }) => `**${secret} ${braces}**`) },
  { name: 'in emphasis', ...braces((secret, { braces }) => `open *${secret} ${braces}*`) },
  { name: 'in a link', ...braces((secret, { braces }) => `[${secret} ${braces}](https://example.org)`) },
  { name: 'on the next line', isLong: true, ...braces((secret, { braces }) => `${secret}\n${braces}`) },
  { name: 'as a span of Pandoc', ...braces((secret, { braces }) => `open [${secret}]${braces} words`) },
  { name: 'in the label of :for', ...braces((secret, { braces }) => `open :for[${secret} ${braces}] words`) },
];

/** `:for[…]{…}` and the like. */
const directive = (name: string, write: WordRule['write'], more: Partial<WordRule> = {}): WordRule => ({ name, write, ...more });
const inner = (name: string) => directive(`:${name}`, (secret, { braces }) => `open :${name}[${secret}]${braces} words`, { isWell: true });
const outer = (name: string) =>
  directive(`:${name}`, (secret, { braces }) => `open :${name}[${secret}]${braces} words`, { isWell: true, isInverted: true });
const misspelt = (name: string, isInverted = false) =>
  directive(`misspelt :${name}`, (secret, { braces }) => `open :${name}[${secret}]${braces} words`, { isInverted });

const directives: readonly WordRule[] = [
  ...['for', 'only', 'span'].map(inner),
  ...['except', 'redact'].map(outer),
  ...['fro', 'For', 'FOR', 'foor', 'onyl', 'Only', 'spam'].map((name) => misspelt(name)),
  ...['excpet', 'Except', 'redct', 'Redact'].map((name) => misspelt(name, true)),
  directive('otherwise', (secret, { braces }) => `open :for[words]${braces}:otherwise[${secret}]`, { isWell: true, isInverted: true }),
  directive('otherwise apart', (secret, { braces }) => `:for[words]${braces} and :otherwise[${secret}]`, { isInverted: true }),
  directive('two colons', (secret, { braces }) => `open ::for[${secret}]${braces} words`),
  directive('three colons', (secret, { braces }) => `open :::for[${secret}]${braces} words`),
  directive('full-width colon', (secret, { braces }) => `open ：for[${secret}]${braces} words`),
  directive('no colon', (secret, { braces }) => `open for[${secret}]${braces} words`),
  directive('a space behind the colon', (secret, { braces }) => `open : for[${secret}]${braces} words`),
  directive('a space before the label', (secret, { braces }) => `open :for [${secret}]${braces} words`),
  directive('a space before the braces', (secret, { braces }) => `open :for[${secret}] ${braces} words`),
  directive('round label', (secret, { braces }) => `open :for(${secret})${braces} words`),
  directive('full-width label', (secret, { braces }) => `open :for［${secret}］${braces} words`),
  directive('no braces', (secret) => `open :for[${secret}] words`),
];

const html: readonly WordRule[] = ['span', 'b', 'mark'].map((tag) => ({
  name: `an attribute of <${tag}>`,
  style: 'tag' as const,
  write: (secret, { inside }) => `open <${tag} ${inside}>${secret}</${tag}> words`,
}));

const comments: readonly WordRule[] = [
  { name: 'a comment before words', style: 'yaml', write: (secret, { yaml }) => `open <!-- ${yaml} --> ${secret} words` },
  { name: 'a comment behind words', style: 'yaml', write: (secret, { yaml }) => `open ${secret} <!-- ${yaml} -->` },
];

export const wordRules: readonly WordRule[] = [...ends, ...directives, ...html, ...comments];

/** What a secret may be dressed in where Markdown is read. */
export const dresses: readonly { readonly name: string; readonly write: (secret: string) => string }[] = [
  { name: 'strong', write: (secret) => `**${secret}**` },
  { name: 'emphasis', write: (secret) => `*${secret}*` },
  { name: 'code', write: (secret) => `\`${secret}\`` },
  { name: 'link', write: (secret) => `[${secret}](https://example.org)` },
  { name: 'address', write: (secret) => `[words](https://example.org/${secret})` },
  { name: 'image', write: (secret) => `![${secret}](f.svg)` },
  { name: 'struck', write: (secret) => `~~${secret}~~` },
  { name: 'words around', write: (secret) => `open words, ${secret}, and others` },
];
