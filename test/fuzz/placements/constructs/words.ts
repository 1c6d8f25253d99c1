/** Words in words of a line. */
import type { Construct } from '../grammar.ts';
import { foreignWords } from './foreign.ts';
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
  { name: 'alternative text in a frame', isPlain: true, write: (words) => `![${words}](../missing.png)` },
  { name: 'alternative text in a frame in a line', isPlain: true, write: (words) => `open ![${words}](https://example.org/a.png) end` },
  { name: 'alternative text of a badge', isPlain: true, write: (words) => `[![${words}](https://example.org/a.svg)](https://example.org)` },
  { name: 'title of an image', isPlain: true, write: (words) => `![An image](f.svg ${quoted(words)})` },
  { name: 'title of an image in a line', isPlain: true, isSilent: true, write: (words) => `open ![An image](f.svg ${quoted(words)}) end` },
  { name: '<b>', write: (words) => `open <b>${words}</b> end` },
  { name: 'behind <br>', write: (words) => `open<br>${words}<br>end` },
  { name: '<a name>', write: (words) => `open <a name="there">${words}</a> end` },
  { name: '<b> without end', write: (words) => `open <b>${words}` },
  { name: 'an element of no HTML', write: (words) => `open <my-part>${words}</my-part> end` },
  { name: ':span', write: (words) => `open :span[${words}]{lang=fr} end` },
  { name: ':index', isPlain: true, write: (words) => `open :index[${words}] end` },
  { name: 'see of :index', isPlain: true, write: (words) => `open :index[council]{see=${quoted(words)}} end :index[${words}]` },
  { name: ':for of the reader', write: (words) => `open :for[${words}]{audience="outer"} end` },
  { name: 'footnote', write: (words) => `open[^n] end\n\n[^n]: ${words}` },
  ...foreignWords,
];
