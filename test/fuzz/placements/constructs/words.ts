/** Words in words of a line. */
import type { Construct } from '../grammar.ts';
import { quoted } from './text.ts';

export const inWords: readonly Construct[] = [
  { name: 'emphasis', write: (words) => `open *${words}* end` },
  { name: 'strong', write: (words) => `open **${words}** end` },
  { name: 'strong alone', write: (words) => `**${words}**` },
  { name: 'struck', write: (words) => `open ~~${words}~~ end` },
  { name: 'link', write: (words) => `open [${words}](https://example.org) end` },
  { name: 'link alone', write: (words) => `[${words}](https://example.org)` },
  { name: 'title of a link', isPlain: true, write: (words) => `open [a link](https://example.org ${quoted(words)}) end` },
  { name: 'alternative text', isPlain: true, write: (words) => `open ![${words}](f.svg) end` },
  { name: 'alternative text alone', isPlain: true, write: (words) => `![${words}](f.svg)` },
  { name: 'alternative text with sizes', isPlain: true, write: (words) => `![w:300 sepia:.5 ${words}](f.svg)` },
  { name: 'alternative text with braces behind', isPlain: true, isOdd: true, write: (words) => `![${words}](f.svg){width=50%}` },
  {
    name: 'alternative text of a background',
    isPlain: true,
    isOdd: true,
    isSilent: true,
    write: (words) => `![bg right:40% ${words}](f.svg)`,
  },
  {
    name: 'alternative text of a second background',
    isPlain: true,
    isOdd: true,
    isSilent: true,
    write: (words) => `![bg](f.svg)\n![bg ${words}](f.svg)`,
  },
  { name: 'a line of its own below an image', write: (words) => `open\n![An image](f.svg)\n${words}` },
  { name: 'beside a background', write: (words) => `![bg left](f.svg) ${words}` },
  { name: 'link to a page', write: (words) => `open [${words}](#1) end` },
  { name: 'title of an image', isPlain: true, write: (words) => `![An image](f.svg ${quoted(words)})` },
  { name: 'title of an image in a line', isPlain: true, isSilent: true, write: (words) => `open ![An image](f.svg ${quoted(words)}) end` },
  { name: ':span', write: (words) => `open :span[${words}]{lang=fr} end` },
  { name: ':index', isPlain: true, write: (words) => `open :index[${words}] end` },
  { name: 'see of :index', isPlain: true, write: (words) => `open :index[council]{see=${quoted(words)}} end :index[${words}]` },
  { name: ':for of the reader', write: (words) => `open :for[${words}]{audience="outer"} end` },
  { name: 'footnote', write: (words) => `open[^n] end\n\n[^n]: ${words}` },
];
