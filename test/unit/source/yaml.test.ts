import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadPack, optionsFor } from '../../../pipeline/source/config/load.ts';
import { checkYaml, readYaml } from '../../../pipeline/source/config/yaml.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';
import { told } from '../../support/context.ts';

describe('readYaml', () => {
  test('knows the place of every value and key', () => {
    const yaml = readYaml('a:\n  - b: 1\n  - { c: 2 }\n', 'x.yaml');
    expect(yaml.at(['a', 1, 'c'])).toEqual({ file: 'x.yaml', line: 3, column: 10 });
    expect(yaml.at(['a', 1, 'c'], true)).toEqual({ file: 'x.yaml', line: 3, column: 7 });
    expect(yaml.at(['a', 1, 'absent'])).toEqual({ file: 'x.yaml', line: 3, column: 5 });
  });

  test('counts from the line on which front matter begins', () => {
    expect(told(readYaml('a: [1\n', 'x.md', 7).problems)).toEqual(['8:1 YAML_SYNTAX']);
  });

  test('reports a key that is there twice', () => {
    expect(told(readYaml('a: 1\nb: 2\na: 3\n', 'x.yaml').problems)).toEqual(['3:1 YAML_SYNTAX']);
  });

  test('does not unfold a bomb of aliases', () => {
    const bomb = Array.from(
      { length: 12 },
      (_, i) =>
        `a${i}: &a${i} [${Array(9)
          .fill(i === 0 ? 'x' : `*a${i - 1}`)
          .join(', ')}]`,
    ).join('\n');
    const { problems } = readYaml(bomb, 'x.yaml');
    expect(problems.map(({ code }) => code)).toEqual(['YAML_SYNTAX']);
  });
});

test('checkYaml takes of a union the branch that was meant', () => {
  const schema = z.strictObject({ who: z.union([z.string(), z.strictObject({ name: z.string(), role: z.string().optional() })]) });
  const check = (text: string) => told(checkYaml(readYaml(text, 'x.yaml'), schema).problems);
  expect(check('who: { name: A, rol: B }\n')).toEqual(['1:17 CONFIG_UNKNOWN_KEY']);
  expect(check('who: { role: B }\n')).toEqual(['1:6 CONFIG_MISSING']);
  expect(check('who: A\n')).toEqual([]);
});

test('an unknown key is reported with those that its place has, where the value is transformed afterwards too', () => {
  const named = z.strictObject({ name: z.string().optional(), role: z.string().optional() });
  const schema = z.strictObject({ who: z.union([z.boolean(), named]).transform((value) => value) });
  const [problem] = checkYaml(readYaml('who: { rol: B }\n', 'x.yaml'), schema).problems;
  expect([problem?.message, problem?.remedy]).toEqual(['unknown key "rol"; did you mean "role"?', 'use one of: name, role']);
});

describe('optionsFor', () => {
  const file = {
    name: 'pack.yaml',
    path: '/pack.yaml',
    shown: 'pack.yaml',
    lang: 'en',
    text: 'title: T\ndate: 2025-01-01\nmarking: M\nbrand: { accent: red, ink: black }\nhandout: { perPage: 2 }\naudiences:\n  a: { label: For A, paper: Letter, brand: { accent: blue }, handout: { notes: lines } }\n  b: {}\n',
  };
  const { config, problems } = loadPack(file, ['accent', 'ink'], kindNames);

  test('lays the values of an audience over those of the pack', () => {
    expect(problems).toEqual([]);
    expect(config && optionsFor(config, 'a')).toMatchObject({
      title: 'T',
      marking: 'M',
      label: 'For A',
      paper: 'Letter',
      brand: { accent: 'blue', ink: 'black' },
      handout: { perPage: 2, notes: 'lines' },
    });
  });

  test('leaves an audience without values of its own with the pack’s, and names it by its name', () => {
    expect(config && optionsFor(config, 'b')).toMatchObject({
      label: 'b',
      paper: 'A4',
      brand: { accent: 'red' },
      handout: { perPage: 2, notes: 'beside' },
      kinds: ['briefing', 'slides', 'handout'],
    });
  });
});
