/** The guide: its examples are right, and it names everything that there is. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test as plainTest } from 'vitest';
import { FontIndex } from '../../pipeline/platform/fonts.ts';
import { Memory } from '../../pipeline/platform/memory.ts';
import { packSchema } from '../../pipeline/source/config/schema.ts';
import { helpersFor } from '../../pipeline/template/helpers.ts';
import { kindNames, kinds } from '../../pipeline/template/kinds/index.ts';
import { allDirectives } from '../../pipeline/transform/directives/index.ts';
import { home } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';
import { guideExamples, guideFolder } from '../support/guide-examples.ts';
import { documentsOf } from '../support/trust.ts';

const names = (await readdir(guideFolder)).filter((name) => name.endsWith('.md'));
const chapters = await Promise.all(names.map((name) => readFile(path.join(guideFolder, name), 'utf8')));
const guide = chapters.join('\n');
/** What people wrote. */
const written = chapters.filter((_, at) => !names[at]?.includes('-reference-')).join('\n');

for (const { name, files } of await guideExamples())
  test(`an example is right: ${name}`, async ({ folder }) => {
    await write(folder, files);
    const { documents, diagnostics } = await documentsOf(folder);
    expect(
      diagnostics
        .filter(({ severity }) => severity !== 'info')
        .map((one) => `${one.place.file}:${one.place.line} ${one.code} ${one.message}`),
    ).toEqual([]);
    expect(documents.length).toBeGreaterThan(0);
  });

plainTest('the guide names every key of pack.yaml', () => {
  const missing = Object.keys(packSchema(kindNames).shape).filter((key) => !guide.includes(`\`${key}\``));
  expect(missing).toEqual([]);
});

plainTest('the guide describes every kind and every directive', () => {
  const all = [...kinds.map((kind) => kind.name), ...allDirectives.map((directive) => directive.name)];
  expect(all.filter((name) => !written.includes(name))).toEqual([]);
});

plainTest('the guide names every helper', () => {
  const helpers = Object.keys(
    helpersFor({ word: (key) => key, styles: new Map(), memory: new Memory(), lang: 'en', index: new FontIndex([]) }),
  );
  expect(helpers.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});

plainTest('the README has at most 220 lines, and its links lead somewhere', async () => {
  const readme = await readFile(path.join(home, 'README.md'), 'utf8');
  expect(readme.split('\n').length).toBeLessThanOrEqual(221);
  const links = [...readme.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, file = '']) => file);
  expect(links.length).toBeGreaterThan(10);
  for (const file of links) await expect(readFile(path.join(home, file)), file).resolves.toBeDefined();
});
