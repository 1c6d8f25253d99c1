import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { FontIndex } from '../../pipeline/platform/fonts.ts';
import { Memory } from '../../pipeline/platform/memory.ts';
import { packSchema } from '../../pipeline/source/config/schema.ts';
import { helpersFor } from '../../pipeline/template/helpers.ts';
import { kindNames, kinds } from '../../pipeline/template/kinds/index.ts';
import { allDirectives } from '../../pipeline/transform/directives/index.ts';

const readme = await readFile(path.join(import.meta.dirname, '../../README.md'), 'utf8');

test('the guide names every key of pack.yaml', () => {
  const missing = Object.keys(packSchema(kindNames).shape).filter((key) => !readme.includes(`\`${key}\``) && !readme.includes(`\`${key}.`));
  expect(missing).toEqual([]);
});

test('the guide names every kind and every directive', () => {
  const names = [...kinds.map((kind) => kind.name), ...allDirectives.map((directive) => directive.name)];
  expect(names.filter((name) => !readme.includes(name))).toEqual([]);
});

test('the guide names every helper', () => {
  const helpers = Object.keys(
    helpersFor({ word: (key) => key, styles: new Map(), memory: new Memory(), lang: 'en', index: new FontIndex([]) }),
  );
  expect(helpers.filter((name) => !readme.includes(name))).toEqual([]);
});
