/** Writes trees as Markdown in which nothing means more than it did: what looks like a rule or a directive is plain text. */
import type { Nodes } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';

/** Marks of Dossier and of the other programs whose Markdown it reads. */
const marks = ['{', '$', '@', '^', '~'];

export function markdownOf(tree: Nodes): string {
  return toMarkdown(tree, {
    bullet: '-',
    extensions: [gfmToMarkdown()],
    unsafe: [
      ...marks.map((character) => ({ character, inConstruct: 'phrasing' as const })),
      ...['=', '%', '|'].map((character) => ({ character, after: `\\${character}`, inConstruct: 'phrasing' as const })),
      { character: ':', after: '[A-Za-z:{[]', inConstruct: 'phrasing' as const },
      { character: '[', inConstruct: 'phrasing' as const },
      { atBreak: true, character: '|' },
      { atBreak: true, character: '%' },
      { atBreak: true, character: ':' },
      { atBreak: true, character: '!' },
      { atBreak: true, character: '?' },
    ],
  });
}
