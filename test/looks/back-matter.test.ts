/** Page economy: what is behind the chapters, and lists with the contents. */
import path from 'node:path';
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { readPdf } from '../support/pdf.ts';

const pack = `title: Quay
date: 2026-11-30
kinds: [briefing]
lists: [tables]
notes: { place: end }
sources: { act: { title: Harbour Act, publisher: Parliament } }
colophon: { publisher: The harbour office }
`;
const chapter = `# Quay

Boats[^n] lie at the *quay*.

:::table[Boats by year]{source="act"}
| Year | Boats |
| ---- | ----: |
| 2025 | 12 |
:::

[^n]: A note at the end.
`;

test('parts behind the chapters follow each other, and so do the lists behind the contents; an index begins a page', async ({ folder }) => {
  const files = {
    'pack.yaml': pack,
    '01.md': chapter,
    '02.md': '# Second\n\nWords.\n',
    '03.md': '# Third\n\nWords.\n',
    '04.md': '# Fourth\n\nWords.\n',
  };
  const glossary = '- term: quay\n  definition: A wall for boats.\n';
  for (const [name, text] of Object.entries(files)) await write(folder, { [`p/${name}`]: text, [`i/${name}`]: text });
  await write(folder, { 'p/glossary.yaml': glossary, 'i/glossary.yaml': glossary, 'i/02.md': '# Second\n\nWords of :index[boats].\n' });
  const { code, told } = await build(['p', 'i'], folder, {}, { cwd: folder });
  expect(code, told).toBe(0);
  const read = (name: string) => readPdf(path.join(folder, `out/${name}/everyone/en/briefing.pdf`));
  const plain = await read('p');
  const pageOf = (pages: readonly string[], words: string) => pages.findLastIndex((page) => page.includes(words));
  const last = plain.pages.at(-1) ?? '';
  for (const words of ['A note at the end', 'A wall for boats', 'Harbour Act', 'The harbour office']) expect(last).toContain(words);
  expect(plain.pages.find((page) => page.includes('Contents'))).toContain('Boats by year');
  const indexed = await read('i');
  expect(pageOf(indexed.pages, 'Harbour Act')).toBe(indexed.pages.length - 2);
  expect(pageOf(indexed.pages, 'The harbour office')).toBe(indexed.pages.length - 1);
  expect(indexed.pages.at(-1)).toContain('boats');
});
