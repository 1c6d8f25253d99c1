/** Starting points of `dossier init`: each builds at once, without a warning. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { starterNames } from '../../pipeline/cli/options.ts';
import { planStarter } from '../../pipeline/init/init.ts';
import { firstPack } from '../../pipeline/init/starter.ts';
import { writeNew } from '../../pipeline/init/write-files.ts';
import { build } from '../support/build.ts';
import { home } from '../support/cli.ts';
import { test } from '../support/folders.ts';

const date = '2026-03-04';
const all = [firstPack, ...starterNames];

test('all starting points are laid out without a warning, the first one with answers of one’s own, too', async ({ folder }) => {
  expect((await readdir(path.join(home, 'templates/starters'))).sort()).toEqual([...all].sort());
  for (const name of all) await writeNew((await planStarter(path.join(folder, name), name, { date }, undefined)).files);
  const own = { date, title: 'Bericht: "eins" & [zwei] *$5*', audiences: ['Only one'], lang: 'de', kinds: ['slides'] };
  await writeNew((await planStarter(path.join(folder, 'own'), firstPack, own, undefined)).files);
  const packs = [...all, 'own'].map((name) => path.join(folder, name));
  const { code, result, told } = await build(packs, folder, { mode: 'check', strict: true });
  expect(code, told).toBe(0);
  expect(result.diagnostics.map(({ code: one, place }) => `${place.file} ${one}`)).toEqual([]);
});

test('what the first pack withholds is in one edition only', async ({ folder }) => {
  await writeNew((await planStarter(path.join(folder, 'pack'), firstPack, { date }, undefined)).files);
  await writeNew((await planStarter(path.join(folder, 'deck'), 'deck', { date }, undefined)).files);
  const { result, told } = await build([path.join(folder, 'pack'), path.join(folder, 'deck')], folder, { kinds: ['briefing', 'slides'] });
  expect(result.failed, told).toEqual([]);
  expect(result.artifacts.map(({ path: file, pages }) => `${file} ${pages}`)).toEqual([
    'deck/public/en/slides.pdf 7',
    'deck/speaker/en/slides.pdf 8',
    'pack/internal/en/briefing.pdf 3',
    'pack/internal/en/slides.pdf 3',
    'pack/public/en/briefing.pdf 3',
    'pack/public/en/slides.pdf 3',
  ]);
});
