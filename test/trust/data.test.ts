/** Rules of data: what is withheld from a table is withheld from all that is made of it, by whatever path it is named. */
import { readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDossier } from '../../pipeline/index.ts';
import { foundIn } from '../support/canary.ts';
import { test, write } from '../support/folders.ts';
import { caseOf, casesFolder, copyOf, documentsOf, expectWithheld, leaks, reported, secret } from '../support/trust.ts';

const table = { file: '01-harbour.md', line: 5 } as const;

/** Builds a pack, and says where its finished files for an audience hold the secret. */
async function printed(pack: string, folder: string): Promise<Record<string, string[]>> {
  const dossier = createDossier({ cwd: folder, packs: [pack], output: 'out', cacheFolder: 'cache' });
  const result = await dossier.build().finally(() => dossier.close());
  expect(result.failed, reported(result)).toEqual([]);
  const found: Record<string, string[]> = {};
  for (const { audience, path: file } of result.artifacts)
    found[audience] = [...(found[audience] ?? []), ...(await foundIn(await readFile(path.join(folder, 'out', file)), secret))];
  return found;
}

describe('attached data', () => {
  test('has no column that the table withholds', async ({ folder }) => {
    const found = await printed(path.join(casesFolder, 'attached-data/column-under-rule'), folder);
    expect(found['press']).toEqual([]);
    expect(found['desk']).not.toEqual([]);
  });
  test('has no column that no table shows', async ({ folder }) => {
    const found = await printed(path.join(casesFolder, 'attached-data/column-not-shown'), folder);
    expect(found).toEqual({ desk: [], press: [] });
  });
  test('has no record that no table shows', async ({ folder }) => {
    const found = await printed(path.join(casesFolder, 'attached-data/record-not-shown'), folder);
    expect(found).toEqual({ desk: [], press: [] });
  });
  it('still has what the edition shows', async () => {
    const { documents } = await caseOf('attached-data/column-under-rule');
    const attached = Object.fromEntries(documents.map(({ audience, texts }) => [audience, texts['attachment quays.csv']]));
    expect(attached['press']).toContain('quay\r\nNorth\r\nSouth');
    expect(attached['desk']).toContain(`quay,owner\r\nNorth,38\r\nSouth,${secret}`);
  });
});

describe('a table that needs a column which it withholds is left out, with a warning', () => {
  it.each(['group', 'where', 'sort'])('%s', async (name) => {
    const outcome = await caseOf(`made-of-a-withheld-column/${name}`);
    expect(leaks(outcome)).toEqual([]);
    const warned = outcome.diagnostics.filter(({ code, place }) => code === 'DATA_WITHHELD' && place.line === table.line);
    expect(warned.length, reported(outcome)).toBe(1);
    expect(leaks(outcome, 'press', 'North')).toEqual([]);
    expect(leaks(outcome, 'press', 'South')).toEqual([]);
    expect(leaks(outcome, 'desk', 'South')).not.toEqual([]);
  });
  it('total: a sum of a withheld column is not printed', async () => {
    const outcome = await caseOf('made-of-a-withheld-column/total');
    for (const sum of ['58,597', '58597', '31,415', '31415']) expect(leaks(outcome, 'press', sum)).toEqual([]);
    expect(leaks(outcome, 'desk', '58,597')).not.toEqual([]);
  });
});

describe('a rule of a data file holds for each spelling of its path', () => {
  it.each([
    ['"./" inside', 'dots'],
    ['"./" before', 'dots-before'],
    ['two slashes', 'two-slashes'],
    ['".." and back', 'up-and-down'],
    ['"./" in the rule', 'rule-with-dots'],
    ['two slashes in the rule', 'rule-with-slashes'],
    ['a slash at the end, in the rule', 'rule-with-trailing-slash'],
    ['a capital in the rule', 'rule-with-capital'],
    ['a backslash in the rule', 'rule-with-backslash'],
  ])('%s: or is an error there', async (_, name) => {
    expectWithheld(await caseOf(`other-paths/${name}`), { file: 'pack.yaml', line: [7, 7] });
  });
});

describe('a rule of a data file holds through links inside the pack', () => {
  test('a link to the file', async ({ folder }) => {
    const pack = await copyOf('linked-data/column', path.join(folder, 'p'));
    await symlink('quays.csv', path.join(pack, 'data/alias.csv'));
    expectWithheld(await documentsOf(pack), table);
  });
  test('a link to the folder', async ({ folder }) => {
    const pack = await copyOf('linked-data/folder', path.join(folder, 'p'));
    await symlink('data', path.join(pack, 'tables'));
    expectWithheld(await documentsOf(pack), table);
  });
  test('a rule under the name of the link, and the file by its own', async ({ folder }) => {
    const pack = await copyOf('linked-data/column', path.join(folder, 'p'));
    await symlink('quays.csv', path.join(pack, 'data/alias.csv'));
    const [config, chapter] = await Promise.all(['pack.yaml', '01-harbour.md'].map((name) => readFile(path.join(pack, name), 'utf8')));
    await write(pack, {
      'pack.yaml': String(config).replace('data/quays.csv', 'data/alias.csv'),
      '01-harbour.md': String(chapter).replace('data/alias.csv', 'data/quays.csv'),
    });
    expectWithheld(await documentsOf(pack), { file: 'pack.yaml', line: 7 });
  });
  test('an attached link is written anew as the file would be, or is an error there', async ({ folder }) => {
    const pack = await copyOf('linked-data/attached', path.join(folder, 'p'));
    await symlink('quays.csv', path.join(pack, 'data/alias.csv'));
    const outcome = await documentsOf(pack);
    expectWithheld(outcome, { file: 'pack.yaml', line: [7, 9] });
    if (outcome.diagnostics.length > 0) return;
    expect((await printed(pack, folder))['press']).toEqual([]);
  });
});

describe('nothing outside of the pack is read, through links neither', () => {
  /** Each has the secret, and is what its link stands for. */
  const outside = {
    'outside/glossary.yaml': `- { term: ${secret} service, abbreviation: VTS, definition: A ${secret}. }\n`,
    'outside/partials/cover.hbs': `<section class="cover">${secret}</section>\n`,
    'outside/works.bib': `@book{tide, title = {${secret}}, author = {Tide, Ada}, year = {2019}}\n`,
    'outside/01-harbour.md': `# 港\n\n${secret}\n`,
  };
  const nowhere = async (pack: string, file: RegExp) => {
    const outcome = await documentsOf(pack);
    for (const audience of ['desk', 'press']) expect(leaks(outcome, audience)).toEqual([]);
    const found = outcome.diagnostics.filter(
      ({ code, place, message }) => code === 'PATH_OUTSIDE' && (file.test(place.file) || file.test(message)),
    );
    expect(found.length, reported(outcome)).toBeGreaterThan(0);
  };
  test.for([
    ['glossary', 'glossary.yaml', '../outside/glossary.yaml'],
    ['translated-glossary', 'ja/glossary.yaml', '../../outside/glossary.yaml'],
    ['translation', 'ja/01-harbour.md', '../../outside/01-harbour.md'],
    ['bibliography', 'works.bib', '../outside/works.bib'],
    ['templates', 'templates', '../outside'],
  ] as const)('%s', async ([name, link, target], { folder }) => {
    await write(folder, outside);
    const pack = await copyOf(`linked-files/${name}`, path.join(folder, 'p'));
    await symlink(target, path.join(pack, link));
    await nowhere(pack, new RegExp(link.split('.')[0] ?? ''));
  });
  test('one template', async ({ folder }) => {
    await write(folder, { ...outside, 'p/templates/partials/.keep': '' });
    const pack = await copyOf('linked-files/one-template', path.join(folder, 'p'));
    await symlink('../../../outside/partials/cover.hbs', path.join(pack, 'templates/partials/cover.hbs'));
    await nowhere(pack, /cover/);
  });
  test('the whole folder of a translation', async ({ folder }) => {
    await write(folder, { ...outside, 'outside/pack.yaml': `title: ${secret}\n` });
    const pack = await copyOf('linked-files/glossary', path.join(folder, 'p'));
    await write(pack, { 'pack.yaml': `${await readFile(path.join(pack, 'pack.yaml'), 'utf8')}languages: [en, ja]\n` });
    await symlink('../outside', path.join(pack, 'ja'));
    await nowhere(pack, /ja/);
  });
});
