/** Files that hold blocks. */
import type { Draft, Home } from '../grammar.ts';
import { wrapped } from './text.ts';

const chapter = (name: string, write: (blocks: string) => string, options: Readonly<Record<string, string>> = {}): Home => ({
  name,
  write: (blocks, draft) => {
    for (const [key, value] of Object.entries(options)) draft.option(key, value);
    draft.file('01-a.md', write(blocks));
  },
});
const deckOf = (blocks: string) => `# Open deck\n\nOpen words\n\n---\n\n## Open slide\n\n${blocks}\n\n---\n\n## End\n\nOpen end\n`;
const deck = (name: string, write: (blocks: string) => string): Home => ({
  name,
  write: (blocks, draft) => {
    draft.option('kinds', '[slides, handout]');
    draft.file('slides.md', write(blocks));
  },
});
const written = (blocks: string) => `# Open chapter\n\nOpen words.\n\n${blocks}\n\nOpen end.\n`;
const onSlide = (draft: Draft, text: string) => {
  draft.option('kinds', '[slides, handout]');
  draft.file('01-a.md', text);
};

/** Layouts that place what is on a slide anew. */
const placed = [
  'split',
  'number',
  'numbers',
  'compare',
  'process',
  'timeline',
  'matrix',
  'table-note',
  'chart',
  'image-left',
  'people',
  'end',
];

export const homes: readonly Home[] = [
  chapter('a chapter', written),
  chapter('a chapter', written),
  chapter('a chapter', written),
  chapter('a chapter with HTML', written, { html: 'true' }),
  chapter('a chapter with HTML', written, { html: 'true' }),
  chapter('a chapter of Windows', (blocks) => `\uFEFF${written(blocks)}`.replaceAll('\n', '\r\n')),
  chapter('a chapter with front matter', (blocks) => `---\ntitle: Open chapter\n---\n\n${blocks}\n\nOpen end.\n`),
  chapter('the end of a chapter', (blocks) => `# Open chapter\n\nOpen words.\n\n${blocks}`),
  deck('a deck', deckOf),
  deck('a deck', deckOf),
  deck('a deck whose titles are of the third level', (blocks) => deckOf(blocks).replaceAll('## ', '### ')),
  deck('a slide with words above its heading', (blocks) => deckOf(blocks).replace('## Open slide', 'Open line\n\n## Open slide')),
  deck('a deck with front matter', (blocks) => `---\nmarp: true\ntheme: default\n---\n\n${deckOf(blocks)}`),
  deck('a deck that is split', (blocks) => `---\nfit: split\n---\n\n${deckOf(`${'- open\n'.repeat(14)}\n${blocks}`)}`),
  ...placed.map((layout) =>
    deck(`a slide of the layout ${layout}`, (blocks) =>
      deckOf(blocks).replace('## Open slide', `<!-- _class: ${layout} -->\n\n## Open slide`),
    ),
  ),
  {
    name: 'a slide of a deck with agenda, parts and speaker notes',
    write: (blocks, draft) => {
      draft.option('deck', '{ agenda: true, sections: true }');
      draft.option('scheme', 'dark');
      draft.option('kinds', '[slides, speaker]');
      draft.file('slides.md', '# Open deck\n\nOpen words\n');
      draft.file('01-a.md', written(wrapped('slide[Open slide]{minutes=2}', blocks)));
      draft.file('02-b.md', `# Open second\n\n:::slide[Open end]\n- open\n:::\n`);
    },
  },
  { name: 'a slide of a chapter', write: (blocks, draft) => onSlide(draft, written(wrapped('slide[Open slide]', blocks))) },
  {
    name: 'the narrative of a slide',
    // Only its paragraphs, lists and quotations are.
    isSilent: true,
    write: (blocks, draft) => onSlide(draft, `# Open chapter\n\n:::slide[Open slide]\n- open\n:::\n\n${blocks}\n`),
  },
  {
    name: 'notes of a slide',
    isSilent: true,
    write: (blocks, draft) => onSlide(draft, written(wrapped('slide[Open slide]', `- open\n\n${wrapped('notes', blocks)}`))),
  },
  {
    name: 'a translation',
    write: (blocks, draft) => {
      draft.option('languages', '[en, ja]');
      draft.file('01-a.md', written(blocks));
      draft.file('ja/01-a.md', written(blocks).replace('Open words.', '序文。'));
    },
  },
];
