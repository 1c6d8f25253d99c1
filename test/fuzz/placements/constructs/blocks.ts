/** Words in a block of Markdown. */
import type { Construct } from '../grammar.ts';
import { foreignBlocks } from './foreign.ts';
import { numberedBlocks } from './numbered.ts';
import { quoted } from './text.ts';

const text: readonly Construct[] = [
  { name: 'paragraph', write: (words) => words },
  { name: 'paragraph between signs', write: (words) => `:rocket: ✅ ${words} 👩🏽‍🚀 :tada: end` },
  { name: 'paragraph of two lines', write: (words) => `open words\n${words}` },
  { name: 'paragraph before a line', isOdd: true, write: (words) => `${words}\nopen words` },
  { name: 'hard break', write: (words) => `open words\\\n${words}` },
  { name: 'quote', write: (words) => `> ${words}` },
  { name: 'quote of two', write: (words) => `> open\n>\n> ${words}` },
  { name: 'alert', write: (words) => `> [!NOTE]\n> ${words}` },
  { name: 'footnote definition', write: (words) => `open[^n] end\n\n[^n]: ${words}` },
  { name: 'second paragraph of a footnote', write: (words) => `open[^n] end\n\n[^n]: open\n\n    ${words}` },
  { name: 'definition', write: (words) => `Term\n: ${words}` },
  { name: 'second definition', write: (words) => `Term\n: open\n: ${words}` },
  { name: 'defined term', write: (words) => `${words}\n: open` },
  {
    name: 'title of a definition of a link',
    isPlain: true,
    write: (words) => `open [a link][l] end\n\n[l]: https://example.org ${quoted(words)}`,
  },
];

const lists: readonly Construct[] = [
  { name: 'item', write: (words) => `- open\n- ${words}` },
  { name: 'loose item', write: (words) => `- open\n\n- ${words}\n\n- open` },
  { name: 'numbered item', write: (words) => `1. open\n2. ${words}` },
  { name: 'item of a figure', write: (words) => `- **12** open\n- **15** ${words}` },
  { name: 'item of a date', write: (words) => `- **2023** open\n- **2024** ${words}\n- **2025** open` },
  { name: 'bold head of an item', write: (words) => `1. **Open** open\n2. **${words}** open\n3. **Open** open` },
  { name: 'task', write: (words) => `- [x] open\n- [ ] ${words}` },
  { name: 'inner item', write: (words) => `- open\n  - ${words}` },
  { name: 'outer item', write: (words) => `- ${words}\n  - open\n- open` },
];

const headings: readonly Construct[] = [
  { name: 'heading', write: (words) => `## ${words}\n\nopen words` },
  { name: 'heading with closing marks', write: (words) => `## ${words} ##\n\nopen words` },
  { name: 'heading and words behind', isOdd: true, write: (words) => `## ${words} and more\n\nopen words` },
  { name: 'heading with an id', isOdd: true, write: (words) => `## ${words} {#named}\n\nopen words` },
  { name: 'third heading', write: (words) => `## Open\n\n### ${words}\n\nopen words` },
  { name: 'underlined heading', write: (words) => `${words}\n---\n\nopen words` },
  { name: 'underlined heading of two lines', write: (words) => `open\n${words}\n---\n\nopen words` },
];

const tables: readonly Construct[] = [
  { name: 'first cell', write: (words) => `| A | B |\n| - | - |\n| ${words} | b |\n| a | b |` },
  { name: 'other cell', write: (words) => `| A | B |\n| - | - |\n| a | ${words} |\n| a | b |` },
  { name: 'heading of a column', write: (words) => `| ${words} | B |\n| - | - |\n| a | b |` },
  { name: 'heading of the last column', write: (words) => `| A | ${words} |\n| - | - |\n| a | b |` },
  { name: 'table without edges', write: (words) => `A | B\n- | -\n${words} | b\na | b` },
];

const tags: readonly Construct[] = [
  { name: '<p>', write: (words) => `<p>${words}</p>` },
  { name: '<div>', write: (words) => `<div>\n\n${words}\n\n</div>` },
  { name: '<summary>', write: (words) => `<details>\n<summary>${words}</summary>\n\nopen\n\n</details>` },
  { name: '<td>', write: (words) => `<table><tr><td>${words}</td><td>open</td></tr></table>` },
  { name: '<li>', write: (words) => `<ul>\n<li>open</li>\n<li>${words}</li>\n</ul>` },
  { name: '<dd>', write: (words) => `<dl><dt>open</dt><dd>${words}</dd></dl>` },
  { name: '<figcaption>', write: (words) => `<figure><img src="f.svg" alt="open"><figcaption>${words}</figcaption></figure>` },
  { name: '<th>', write: (words) => `<table>\n<tr><th>open</th><th>${words}</th></tr>\n<tr><td>a</td><td>b</td></tr>\n</table>` },
  { name: '<h2>', write: (words) => `<h2>${words}</h2>\n\nopen words` },
  { name: 'Markdown in <td>', write: (words) => `<table>\n<tr>\n<td>\n\n${words}\n\n</td>\n</tr>\n</table>` },
  {
    name: '<text> of a drawing',
    isPlain: true,
    write: (words) => `<svg viewBox="0 0 9 9">\n<title>open</title>\n\n<text>${words}</text>\n</svg>`,
  },
  { name: '<title> of a drawing', isPlain: true, write: (words) => `open <svg viewBox="0 0 9 9"><title>${words}</title><rect/></svg> end` },
  {
    name: '<foreignObject>',
    isPlain: true,
    write: (words) => `<svg viewBox="0 0 9 9"><foreignObject><p>${words}</p></foreignObject></svg>`,
  },
  { name: 'title of <iframe>', isPlain: true, write: (words) => `<iframe src="https://example.org" title=${quoted(words)}></iframe>` },
  { name: 'alt of <img>', isPlain: true, write: (words) => `<img src="f.svg" alt=${quoted(words)}>` },
  { name: 'title of <abbr>', isPlain: true, write: (words) => `open <abbr title=${quoted(words)}>a</abbr> end` },
];
const html = tags.map((construct) => ({ ...construct, isOdd: true, name: `HTML ${construct.name}` }));

/** The words behind a fence are one line. */
const onLine = (words: string) => quoted(words.replaceAll('\n', ' '));
const fences: readonly Construct[] = [
  { name: 'title of code', isPlain: true, write: (words) => `\`\`\`text title=${onLine(words)}\nopen\n\`\`\`` },
  { name: 'alt of a drawing', isPlain: true, write: (words) => `\`\`\`dot alt=${onLine(words)}\ndigraph { a }\n\`\`\`` },
  { name: 'caption of a drawing', isPlain: true, write: (words) => `\`\`\`dot alt="open" caption=${onLine(words)}\ndigraph { a }\n\`\`\`` },
  {
    name: 'source of a drawing',
    isPlain: true,
    write: (words) => `\`\`\`dot alt="open" caption="c" source=${onLine(words)}\ndigraph { a }\n\`\`\``,
  },
];

export const blocks: readonly Construct[] = [
  ...text,
  ...lists,
  ...headings,
  ...tables,
  ...html,
  ...fences,
  ...foreignBlocks,
  ...numberedBlocks,
];
