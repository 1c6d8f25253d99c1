/** Blocks in blocks. */
import type { Construct } from '../grammar.ts';
import { foreignContainers } from './foreign.ts';
import { indented, wrapped } from './text.ts';

const each = (blocks: string, prefix: string) =>
  blocks
    .split('\n')
    .map((line) => `${prefix}${line}`.trimEnd())
    .join('\n');

export const containers: readonly Construct[] = [
  { name: 'in a quote', write: (blocks) => each(blocks, '> ') },
  { name: 'in an alert', write: (blocks) => `> [!TIP]\n${each(blocks, '> ')}` },
  { name: 'in an item', write: (blocks) => `- open\n\n  ${indented(blocks, 2)}` },
  { name: 'in a numbered item', write: (blocks) => `1. open\n\n   ${indented(blocks, 3)}` },
  { name: 'in a definition', write: (blocks) => `Term\n: open\n\n    ${indented(blocks, 4)}` },
  { name: 'in a footnote', write: (blocks) => `open[^o] end\n\n[^o]: open\n\n    ${indented(blocks, 4)}` },
  ...['note', 'warning', 'keep', 'balanced'].map((name) => ({
    name: `in :::${name}`,
    write: (blocks: string) => wrapped(name, `open\n\n${blocks}`),
  })),
  { name: 'in :::aside', write: (blocks) => `${wrapped('aside', blocks)}\n\nopen words` },
  { name: 'in :::column', write: (blocks) => wrapped('columns', `${wrapped('column', blocks)}`) },
  { name: 'in :::for of the reader', write: (blocks) => wrapped('for{audience="outer"}', blocks) },
  { name: 'in <div>', write: (blocks) => `<div align="center">\n\n${blocks}\n\n</div>` },
  { name: 'in <div> without end', write: (blocks) => `<div>\n\n${blocks}\n\n## Open section\n\nopen words` },
  { name: 'behind </div>', write: (blocks) => `open words\n\n</div>\n\n${blocks}` },
  { name: 'in a cell of HTML', write: (blocks) => `<table>\n<tr>\n<td>\n\n${blocks}\n\n</td>\n<td>open</td>\n</tr>\n</table>` },
  { name: 'behind a table without end', write: (blocks) => `<table><tr><td>open\n\n${blocks}` },
  { name: 'in <details>', write: (blocks) => `<details>\n<summary>Open</summary>\n\n${blocks}\n\n</details>` },
  { name: 'behind a heading', write: (blocks) => `## Open section\n\n${blocks}` },
  ...foreignContainers,
];
