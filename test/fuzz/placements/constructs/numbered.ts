/** What has a number of its own: paragraphs, items and terms with ids, fixed numbers, appendices and parts. */
import type { Construct, Draft } from '../grammar.ts';

const numbered = (name: string, write: (words: string) => string, how = 'paragraphs: true'): Construct => ({
  name,
  isOdd: true,
  write: (words, draft: Draft) => {
    draft.option('numbering', `{ sections: true, notes: true, ${how} }`);
    return write(words);
  },
});

/** Words in a block. */
export const numberedBlocks: readonly Construct[] = [
  numbered('numbered paragraph', (words) => `open words\n\n${words}`),
  numbered('numbered paragraph of a section', (words) => `## Open\n\n${words}\n\nopen words`, 'paragraphs: section'),
  numbered('paragraph with an id', (words) => `${words} {#par:named}\n\nas [@par:named] says`),
  numbered('paragraph with a fixed number', (words) => `${words} {number=4a}`),
  numbered('paragraph without a number', (words) => `${words} {.unnumbered}`),
  numbered('deleted paragraph', (words) => `${words} {.deleted number=7}`),
  numbered('item with an id', (words) => `a) open\nb) ${words} {#item:named}\n\nas [@item:named] and [](#item:named) say`),
  numbered('heading with a fixed number', (words) => `## ${words} {number=4a #sec:named}\n\nas [@sec:named] says`),
  numbered('heading with a pattern', (words) => `## ${words}\n\nopen words`, 'pattern: { sections: "Article {1}" }'),
  numbered('heading of an appendix', (words) => `## ${words} {.appendix}\n\nopen words`),
  numbered('numbered caption', (words) => `:::table[${words}]{#tbl:named number=2a}\n| A |\n| - |\n| a |\n:::`, 'perChapter: true'),
  numbered('numbered formula', (words) => `$$\n\\text{open}\n$$ {#eq:named number=4a}\n\n${words}`),
  numbered('term', (words) => `:::terms\n${words}\n: open\n:::`),
  numbered('definition of a term', (words) => `:::terms\nopen\n: ${words}\n:::`),
  numbered('numbered note', (words) => `:::note{#note:named}\n${words}\n:::\n\n:::note\nopen\n:::`),
  numbered('numbered example', (words) => `:::example{#ex:named}\n${words}\n:::\n\nas [@ex:named] says`),
];
