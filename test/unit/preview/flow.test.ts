import { expect } from 'vitest';
import { flowOf } from '../../../pipeline/preview/flow.ts';
import { testContext } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';

test('every block leads to its place: cells to their line of a file, titles to front matter, the cover to pack.yaml', async ({
  folder,
}) => {
  await write(folder, {
    'pack.yaml': 'title: The pack\ndate: 2025-10-15\n',
    'data.csv': 'name,amount\nApples,3\nPears,5\n',
    '01.md':
      '---\ntitle: One\nstandfirst: What it says.\n---\n\nWords.[^1]\n\n::table[Fruit]{data=data.csv}\n\n- point\n\n[^1]: The note.\n',
  });
  const flow = await flowOf(folder, { pack: 0, lang: 'en', kind: 'briefing', audiences: ['everyone'] }, testContext(folder).context);
  const places = (flow?.blocks() ?? []).map(({ place: { file, line }, text }) => `${file}:${line} ${text}`);
  expect(places).toEqual(
    expect.arrayContaining([
      'pack.yaml:1 The pack',
      '01.md:2 One',
      '01.md:3 What it says.',
      expect.stringMatching(/^01\.md:6 Words\./),
      'data.csv:2 Apples',
      'data.csv:3 Pears',
      '01.md:10 point',
      expect.stringMatching(/^01\.md:12 .*The note\./),
    ]),
  );
});
