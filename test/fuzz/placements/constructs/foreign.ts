/** Constructs of other programs: Pandoc, Quarto, MkDocs, MyST, VuePress, Obsidian, Hugo. */
import type { Construct } from '../grammar.ts';
import { indented, wrapped } from './text.ts';

/** A grid table of one column that is as wide as its widest line. */
function grid(cell: string, isHead: boolean): string {
  const lines = cell.split('\n');
  const width = Math.max(8, ...lines.map((line) => line.length)) + 2;
  const row = (text: string, other: string) => `| ${text.padEnd(width - 1)}| ${other.padEnd(8)}|`;
  const edge = (sign: string) => `+${sign.repeat(width)}+${sign.repeat(9)}+`;
  const body = (words: readonly string[]) => words.map((line, index) => row(line, index === 0 ? 'open' : ''));
  return isHead
    ? [edge('-'), ...body(lines), edge('='), row('open', 'open'), edge('-')].join('\n')
    : [edge('-'), row('open', 'open'), edge('='), ...body(lines), edge('-')].join('\n');
}

/** Words in words of a line. */
export const foreignWords: readonly Construct[] = [
  { name: 'span', isOdd: true, write: (words) => `open [${words}]{.smallcaps} end` },
  { name: 'span of a language', isOdd: true, write: (words) => `[${words}]{lang=fr}` },
  { name: 'inline note', isOdd: true, write: (words) => `open^[${words}] end` },
  { name: 'inline note alone', isOdd: true, write: (words) => `open^[${words}]` },
  { name: 'wiki link', isOdd: true, isPlain: true, write: (words) => `open [[Open note|${words}]] end` },
  { name: 'embed', isOdd: true, isSilent: true, isPlain: true, write: (words) => `open ![[f.svg|${words}]] end` },
  { name: 'marked', isOdd: true, write: (words) => `open ==${words}== end` },
  { name: 'subscript', isOdd: true, write: (words) => `open H~${words}~ end` },
  { name: 'superscript', isOdd: true, write: (words) => `open x^${words}^ end` },
  { name: 'image with attributes', isOdd: true, isPlain: true, write: (words) => `open ![${words}](f.svg){width=50%} end` },
  { name: 'Obsidian comment', isOdd: true, isSilent: true, isPlain: true, write: (words) => `open %%${words}%% end` },
  { name: 'insertion', isOdd: true, write: (words) => `open {++${words}++} end` },
  { name: 'deletion', isOdd: true, isSilent: true, write: (words) => `open {--${words}--} end` },
  { name: 'words before a change', isOdd: true, isSilent: true, write: (words) => `open {~~${words}~>other~~} end` },
  { name: 'words after a change', isOdd: true, write: (words) => `open {~~other~>${words}~~} end` },
  { name: 'highlight', isOdd: true, write: (words) => `open {==${words}==} end` },
  { name: 'comment of a reviewer', isOdd: true, isSilent: true, isPlain: true, write: (words) => `open {>>@Ed: ${words}<<} end` },
  { name: 'comment of a reviewer without an end', isOdd: true, isSilent: true, isPlain: true, write: (words) => `open {>>${words}` },
  { name: 'tag of a template', isOdd: true, isPlain: true, write: (words) => `open {% note ${words} %} end` },
  { name: 'shortcode', isOdd: true, isPlain: true, write: (words) => `open {{< note ${words} >}} end` },
];

/** Words in a block. */
export const foreignBlocks: readonly Construct[] = [
  { name: 'caption of a table', isOdd: true, write: (words) => `| A | B |\n| - | - |\n| a | b |\n\n: ${words} {#tbl:n}` },
  { name: 'caption before a table', isOdd: true, write: (words) => `Table: ${words}\n\n| A | B |\n| - | - |\n| a | b |` },
  { name: 'caption of an image', isOdd: true, isPlain: true, write: (words) => `![${words}](f.svg){#fig:n}` },
  { name: 'grid cell', isOdd: true, write: (words) => grid(words, false) },
  { name: 'grid head', isOdd: true, write: (words) => grid(words, true) },
  { name: 'simple table', isOdd: true, write: (words) => `  Right     Left\n-------     ----\n   open     ${words.replaceAll('\n', ' ')}` },
  { name: 'line block', isOdd: true, write: (words) => `| open words\n| ${words.replaceAll('\n', '\n| ')}` },
  { name: 'line block before a line', isOdd: true, write: (words) => `| ${words.replaceAll('\n', '\n| ')}\n| open words` },
  { name: 'lettered item', isOdd: true, write: (words) => `a) open\nb) ${words}` },
  { name: 'item between round brackets', isOdd: true, write: (words) => `(a) open\n(b) ${words}` },
  { name: 'lettered item that is not the first', isOdd: true, write: (words) => `c) open\nd) ${words}` },
  { name: 'lettered item between two', isOdd: true, write: (words) => `a) open\nca) ${words}\nd) open` },
  { name: 'inner lettered item', isOdd: true, write: (words) => `a) open\n   (i) ${words}\n   (ii) open` },
  { name: 'example', isOdd: true, write: (words) => `(@) open\n(@) ${words}` },
  { name: 'title of a container', isOdd: true, write: (words) => `::: tip ${words}\nopen words\n:::` },
  {
    name: 'title of an admonition',
    isOdd: true,
    isPlain: true,
    write: (words) => `!!! note "${words.replaceAll('\n', ' ')}"\n    open words`,
  },
  { name: 'title of a Quarto callout', isOdd: true, write: (words) => `::: {.callout-tip}\n## ${words}\n\nopen words\n:::` },
  { name: 'title of an Obsidian callout', isOdd: true, write: (words) => `> [!info]- ${words}\n> open words` },
  { name: 'Obsidian callout', isOdd: true, write: (words) => `> [!example] Open\n> ${words}` },
  {
    name: 'block of comments',
    isOdd: true,
    isSilent: true,
    isPlain: true,
    write: (words) => `open words\n\n%%\n${words}\n%%\n\nopen words`,
  },
  { name: 'inserted block', isOdd: true, write: (words) => `open words\n\n{++${words}++}\n\nopen words` },
  { name: 'deleted block', isOdd: true, isSilent: true, write: (words) => `open words\n\n{--\n${words}\n--}\n\nopen words` },
  {
    name: 'block of a reviewer',
    isOdd: true,
    isSilent: true,
    isPlain: true,
    write: (words) => `open words\n\n{>>\n${words}\n<<}\n\nopen words`,
  },
  { name: 'heading of kramdown', isOdd: true, write: (words) => `## ${words} {: .lead}\n\nopen words` },
  { name: 'paragraph of kramdown', isOdd: true, write: (words) => `${words}\n{: .lead}` },
  {
    name: 'option of a cell',
    isOdd: true,
    isSilent: true,
    isPlain: true,
    write: (words) => `\`\`\`{python}\n#| tbl-cap: ${words.replaceAll('\n', ' ')}\nopen\n\`\`\``,
  },
];

/** Blocks in blocks. */
export const foreignContainers: readonly Construct[] = [
  { name: 'in ::: tip', isOdd: true, write: (blocks) => wrapped(' tip Open', blocks) },
  { name: 'in ::: of another name', isOdd: true, write: (blocks) => wrapped(' gallery', `open\n\n${blocks}`) },
  { name: 'in ::: {.callout-note}', isOdd: true, write: (blocks) => wrapped(' {.callout-note}', blocks) },
  { name: 'in :::{note}', isOdd: true, write: (blocks) => wrapped('{note}', blocks) },
  { name: 'in containers of one size', isOdd: true, write: (blocks) => `::: tip\n\n::: warning\n\n${blocks}\n\n:::\n\n:::` },
  { name: 'in !!! note', isOdd: true, write: (blocks) => `!!! note "Open"\n\n    ${indented(blocks, 4)}` },
  { name: 'in ??? tip', isOdd: true, write: (blocks) => `??? tip\n    open\n\n    ${indented(blocks, 4)}\n\nopen words` },
  { name: 'in a tab', isOdd: true, write: (blocks) => `=== "Open"\n\n    ${indented(blocks, 4)}` },
  {
    name: 'in an Obsidian callout',
    isOdd: true,
    write: (blocks) => blocks.split('\n').reduce((all, line) => `${all}\n> ${line}`, '> [!quote]+ Open'),
  },
  { name: 'in an insertion', isOdd: true, write: (blocks) => `{++\n\n${blocks}\n\n++}` },
  { name: 'in a deletion', isOdd: true, isSilent: true, write: (blocks) => `open words\n\n{--\n\n${blocks}\n\n--}\n\nopen words` },
  { name: 'in a highlight', isOdd: true, write: (blocks) => `{==\n\n${blocks}\n\n==}` },
  { name: 'in a shortcode', isOdd: true, write: (blocks) => `{{< note >}}\n\n${blocks}\n\n{{< /note >}}` },
  { name: 'in a grid cell', isOdd: true, write: (blocks) => grid(blocks, false) },
  { name: 'in a lettered item', isOdd: true, write: (blocks) => `a) open\n\nb) open\n\n   ${indented(blocks, 3)}` },
];
