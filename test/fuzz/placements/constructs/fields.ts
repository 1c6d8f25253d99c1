/** Plain text fields: of `pack.yaml`, front matter, glossary, bibliography, words of templates, and cells of data. */
import type { Draft, Home } from '../grammar.ts';
import { settingFields } from './deck-settings.ts';
import { cell, quoted } from './text.ts';

const json = JSON.stringify;
const chapter = (draft: Draft, text = 'Open words.') => draft.file('01-a.md', `# Open chapter\n\n${text}\n`);

/** A field of `pack.yaml`. */
const option = (key: string, yaml: (text: string) => string = json, text?: string): Home => ({
  name: `${key} of pack.yaml`,
  isPlain: true,
  write: (words, draft) => {
    draft.option(key, yaml(words));
    chapter(draft, text);
  },
});
const ofReader = (key: string): Home => ({
  ...option(
    'audiences',
    (words) =>
      `\n  inner: { label: For inner, properties: { clearance: secret, need-to-know: inside } }\n  outer: { ${key}: ${json(words)} }`,
  ),
  name: `${key} of an audience`,
});

const config: readonly Home[] = [
  ...['title', 'short', 'subtitle', 'issuer', 'subject', 'marking', 'licence'].map((key) => option(key)),
  { ...option('colophon', (words) => `{ contact: ${json(words)} }`), name: 'the contact of the colophon' },
  { ...option('colophon', (words) => `{ cite: ${json(words)} }`), name: 'how to cite, in the colophon' },
  {
    ...option('marking', (words) => `{ from: clearance, words: { public: ${json(words)}, secret: ${json(words)} } }`),
    name: 'the words of a level of the marking',
  },
  { ...option('signature', (words) => `{ fields: [Open, ${json(words)}] }`), name: 'who signs later' },
  option('keywords', (words) => `[open, ${json(words)}]`),
  { ...option('authors', (words) => `[${json(words)}]`), name: 'an author' },
  { ...option('authors', (words) => `[{ name: ${json(words)} }]`), name: 'the name of an author' },
  { ...option('authors', (words) => `[{ name: Open, role: ${json(words)} }]`), name: 'the role of an author' },
  { ...option('authors', (words) => `[{ name: Open, organisation: ${json(words)} }]`), name: 'the organisation of an author' },
  {
    ...option('sources', (words) => `{ s: { title: ${json(words)} } }`, ':::figure[Open]{source=s}\n![Open](f.svg)\n:::'),
    name: 'the title of a source',
  },
  {
    ...option('sources', (words) => `{ s: { title: Open, publisher: ${json(words)} } }`, ':::figure[Open]{source=s}\n![Open](f.svg)\n:::'),
    name: 'the publisher of a source',
  },
  { ...option('variables', (words) => `{ v: ${json(words)} }`, 'Open {{v}} words.'), name: 'a variable' },
  { ...option('variables', (words) => `{ v: [${json(words)}] }`, 'Open {{v}} words.'), name: 'the last text of a variable' },
  ...['label', 'title', 'short', 'subtitle', 'issuer', 'marking', 'subject'].map(ofReader),
  {
    name: 'the title of an attachment',
    isPlain: true,
    write: (words, draft) => {
      draft.option('conformance', '[ua-1, a-3a]');
      draft.option('attachments', `[{ file: open.txt, title: ${json(words)} }]`);
      draft.file('open.txt', 'open\n');
      chapter(draft);
    },
  },
  {
    name: 'the title in a translation of pack.yaml',
    isPlain: true,
    write: (words, draft) => {
      draft.option('languages', '[en, ja]');
      draft.file('ja/pack.yaml', `title: ${json(words)}\n`);
      chapter(draft);
      draft.file('ja/01-a.md', '# 序章\n\n本文。\n');
    },
  },
  {
    name: 'a word of a template',
    isPlain: true,
    write: (words, draft) => {
      draft.file('templates/words/en.yaml', `contents: ${json(words)}\n`);
      chapter(draft, 'Open words.\n\n## Open section\n\nOpen.');
    },
  },
];

const matter = (key: string, isDeck = false): Home => ({
  name: `${key} in front matter${isDeck ? ' of a deck' : ''}`,
  isPlain: true,
  isSilent: isDeck,
  write: (words, draft) => {
    if (isDeck) draft.option('kinds', '[slides, handout]');
    const head = `---\n${key}: ${json(words)}\n---\n\n`;
    draft.file(isDeck ? 'slides.md' : '01-a.md', key === 'title' && !isDeck ? `${head}Open words.\n` : `${head}# Open\n\nOpen words.\n`);
  },
});

const lists: readonly Home[] = [
  {
    name: 'a line of credits.yaml',
    isPlain: true,
    write: (words, draft) => {
      draft.file('credits.yaml', `f.svg: ${json(words)}\n`);
      draft.file('f.svg', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>\n');
      chapter(draft, '![An image](f.svg)');
    },
  },
  ...['term', 'definition'].map((field) => ({
    name: `${field} of the glossary`,
    isPlain: true,
    write: (words: string, draft: Draft) => {
      const entry = { term: 'European Commission', abbreviation: 'EC', definition: 'open', [field]: words };
      draft.file('glossary.yaml', `- ${json(entry)}\n`);
      chapter(draft, 'Open EC words.');
    },
  })),
  ...['title', 'publisher', 'note'].map((field) => ({
    name: `${field} in BibTeX`,
    isPlain: true,
    isSilent: field === 'note',
    write: (words: string, draft: Draft) => {
      draft.option('bibliography', 'refs.bib');
      const fields = { title: 'Open', author: 'Doe, J', year: '2020', publisher: 'Open', [field]: words };
      const lines = Object.entries(fields).map(([key, value]) => `  ${key} = {${value}}`);
      draft.file('refs.bib', `@book{b,\n${lines.join(',\n')}\n}\n`);
      chapter(draft, 'See [@b].');
    },
  })),
  {
    name: 'title in CSL-JSON',
    isPlain: true,
    write: (words, draft) => {
      draft.option('bibliography', 'refs.json');
      draft.file(
        'refs.json',
        json([{ id: 'b', type: 'book', title: words, author: [{ family: 'Doe' }], issued: { 'date-parts': [[2020]] } }]),
      );
      chapter(draft, 'See [@b].');
    },
  },
];

const data = (name: string, file: string, text: (words: string) => string, use = '::table[Open]{data="D"}'): Home => ({
  name,
  isPlain: true,
  write: (words, draft) => {
    draft.file(file, text(words));
    chapter(draft, use.replaceAll('D', file));
  },
});
const records: readonly Home[] = [
  data('a cell of CSV', 'data/c.csv', (words) => `name,value\nAlpha,${cell(words)}\nBeta,open\n`),
  data('a heading of CSV', 'data/c.csv', (words) => `name,${cell(words)}\nAlpha,open\nBeta,open\n`),
  data('a field of YAML data', 'data/c.yaml', (words) => `- { name: Alpha, value: ${json(words)} }\n- { name: Beta, value: open }\n`),
  data('a field of JSON data', 'data/c.json', (words) =>
    json([
      { name: 'Alpha', value: words },
      { name: 'Beta', value: 'open' },
    ]),
  ),
  data('a title of a timeline', 'data/t.yaml', (words) => `- { date: 2025-01-01, title: ${json(words)} }\n`, '::timeline[Open]{data="D"}'),
  data(
    'a text of a timeline',
    'data/t.yaml',
    (words) => `- { date: 2025-01-01, title: Open, text: ${json(words)} }\n`,
    '::timeline[Open]{data="D"}',
  ),
  data(
    'a label of a chart',
    'data/c.csv',
    (words) => `name,value\n${cell(words)},1\nBeta,2\n`,
    '::chart[Open]{data="D" x=name y=value alt="a"}',
  ),
];

const deckField = (name: string, slide: (words: string) => string, isSilent = false, isPlain = true): Home => ({
  name,
  isPlain,
  isSilent,
  write: (words, draft) => {
    draft.option('kinds', '[slides, handout]');
    draft.file('slides.md', `# Open deck\n\nOpen words\n\n---\n\n${slide(words)}\n\n---\n\n## End\n\nOpen end\n`);
  },
});
const decks: readonly Home[] = [
  deckField('a note of a deck', (words) => `## Open\n\nopen\n\n<!-- ${words} -->`, true),
  deckField('a long note of a deck', (words) => `## Open\n\nopen\n\n<!--\nOpen words.\n\n${words}\n-->`, true),
  deckField('the title of a slide', (words) => `## ${words}\n\nopen`, false, false),
  deckField('the title of a title slide', (words) => `# ${words}\n\nopen`, false, false),
  deckField('the alternative text of a background', (words) => `![bg ${words}](f.svg)\n\n## Open\n\nopen`, true),
  deckField('the title of a background', (words) => `![bg Open](f.svg ${quoted(words)})\n\n## Open\n\nopen`, true),
];

const titles: readonly Home[] = [
  { name: 'the title of a chapter', write: (words, draft) => draft.file('01-a.md', `# ${words}\n\nOpen words.\n`) },
  { name: 'the underlined title of a chapter', write: (words, draft) => draft.file('01-a.md', `${words}\n===\n\nOpen words.\n`) },
  {
    name: 'the label of a slide',
    write: (words, draft) => {
      draft.option('kinds', '[slides, handout]');
      draft.file('01-a.md', `# Open\n\n:::slide[${words}]\n- open\n:::\n\nOpen words.\n`);
    },
  },
];

export const fields: readonly Home[] = [
  ...config,
  ...['title', 'short', 'standfirst', 'part'].map((key) => matter(key)),
  ...['title', 'theme'].map((key) => matter(key, true)),
  ...lists,
  ...records,
  ...decks,
  ...settingFields,
  ...titles,
];
