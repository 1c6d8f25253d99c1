/** Rules as fields of an entry: of sources, authors, glossary, bibliography, variables, titles, attachments. */
import type { Draft, Ruled } from '../grammar.ts';

const chapter = (draft: Draft, text: string) => draft.file('01-a.md', text.startsWith('---') ? text : `# Open chapter\n\n${text}\n`);
const words = ['for', 'audience', 'except'];

/** @param write the entry's field with a rule before it, as YAML in one line, empty for no rule */
const entry = (name: string, write: (secret: string, field: string, draft: Draft) => void): Ruled => ({
  name,
  style: 'yaml',
  isWell: true,
  words,
  write: (secret, { yaml, label }, draft) => {
    write(secret, label === 'none' ? '' : `${yaml}, `, draft);
    return undefined;
  },
});

export const entries: readonly Ruled[] = [
  entry('rule of a source', (secret, field, draft) => {
    draft.option('sources', `{ s: { ${field}title: ${secret} } }`);
    chapter(draft, ':::figure[Open]{source=s}\n![Open](f.svg)\n:::');
  }),
  entry('rule of an author', (secret, field, draft) => {
    draft.option('authors', `[{ ${field}name: ${secret} }, Open author]`);
    chapter(draft, 'Open words.');
  }),
  entry('rule of a glossary entry', (secret, field, draft) => {
    draft.file('glossary.yaml', `- { ${field}term: ${secret}, abbreviation: EC, definition: open }\n`);
    chapter(draft, 'Open EC words.');
  }),
  entry('rule of a variable', (secret, field, draft) => {
    draft.option('variables', field === '' ? `{ v: ${secret} }` : `{ v: [{ ${field}text: ${secret} }, open] }`);
    chapter(draft, 'Open {{v}} words.');
  }),
  ...['title', 'short', 'standfirst', 'part'].map((key) =>
    entry(`rule of ${key}`, (secret, field, draft) => {
      const value = field === '' ? secret : `[{ ${field}text: ${secret} }, Open words]`;
      chapter(draft, `---\n${key}: ${value}\n---\n\n${key === 'title' ? '' : '# Open\n\n'}Open words.\n`);
    }),
  ),
  entry('rule of an attachment', (secret, field, draft) => {
    draft.option('conformance', '[ua-1, a-3a]');
    draft.option('attachments', `[{ ${field}file: notes.txt, title: Open notes }]`);
    draft.file('notes.txt', `The notes of ${secret}.\n`);
    chapter(draft, 'Open words.');
  }),
  entry('rule of an attachment, its title', (secret, field, draft) => {
    draft.option('conformance', '[ua-1, a-3a]');
    draft.option('attachments', `[{ ${field}file: open.txt, title: ${secret} }]`);
    draft.file('open.txt', 'open\n');
    chapter(draft, 'Open words.');
  }),
  {
    name: 'rule in BibTeX',
    style: 'yaml',
    isWell: true,
    words,
    write: (secret, { key, value, label }, draft) => {
      draft.option('bibliography', 'refs.bib');
      const rule = label === 'none' ? '' : `, ${key} = {${value}}`;
      draft.file('refs.bib', `@book{b, title = {${secret}}, author = {Doe, J}, year = {2020}${rule}}\n`);
      chapter(draft, 'See [@b].');
      return undefined;
    },
  },
  ...['% ', '@comment{'].map(
    (sign): Ruled => ({
      name: `rule behind ${sign.trim()} in BibTeX`,
      style: 'yaml',
      words,
      write: (secret, { yaml, label }, draft) => {
        draft.option('bibliography', 'refs.bib');
        const rule = label === 'none' ? '' : `${sign}${yaml}${sign.endsWith('{') ? '}' : ''}\n`;
        draft.file('refs.bib', `${rule}@book{b, title = {${secret}}, author = {Doe, J}, year = {2020}}\n`);
        chapter(draft, 'See [@b].');
        return undefined;
      },
    }),
  ),
  {
    name: 'rule in a comment above a glossary entry',
    style: 'yaml',
    words,
    write: (secret, { yaml, label }, draft) => {
      draft.file('glossary.yaml', `${label === 'none' ? '' : `# ${yaml}\n`}- { term: ${secret}, abbreviation: EC, definition: open }\n`);
      chapter(draft, 'Open EC words.');
      return undefined;
    },
  },
  {
    name: 'rule in a comment behind a variable',
    style: 'yaml',
    words,
    write: (secret, { yaml, label }, draft) => {
      draft.option('variables', `{ v: ${secret} }${label === 'none' ? '' : ` # ${yaml}`}`);
      chapter(draft, 'Open {{v}} words.');
      return undefined;
    },
  },
  {
    name: 'rule in CSL-JSON',
    style: 'yaml',
    isWell: true,
    words,
    write: (secret, { key, value, label }, draft) => {
      draft.option('bibliography', 'refs.json');
      const item = { id: 'b', type: 'book', title: secret, author: [{ family: 'Doe' }], ...(label === 'none' ? {} : { [key]: value }) };
      draft.file('refs.json', JSON.stringify([item]));
      chapter(draft, 'See [@b].');
      return undefined;
    },
  },
];
