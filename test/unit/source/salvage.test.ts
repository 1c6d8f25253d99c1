import { expect, test } from 'vitest';
import { loadPack } from '../../../pipeline/source/config/load.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';

const load = (text: string) => loadPack({ name: 'pack.yaml', path: '/pack.yaml', shown: 'pack.yaml', text, lang: 'en' }, [], kindNames);
const codes = (text: string) => load(text).problems.map(({ code }) => code);

test('what is left of an invalid pack.yaml serves to find more problems, and is not usable', () => {
  const { config, isUsable, problems } = load(
    'title: T\ndate: 2026-13-01\npapers: A4\nauthors: [{ nmae: X }, { name: Y }]\naudiences: { press: { inhertis: x, label: P }, staff: {} }\n',
  );
  expect(isUsable).toBe(false);
  expect(problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThanOrEqual(4);
  expect(Object.keys(config?.audiences ?? {})).toEqual(['press', 'staff']);
  expect(config?.authors).toEqual([{ name: 'Y' }]);
  expect(config?.title).toBe('T');
});

test('of a pack.yaml whose audiences cannot be read, nothing is used', () => {
  expect(load('title: T\ndate: 2026-01-01\naudiences: { Press: {} }\n').config).toBeUndefined();
  expect(load('title: T\ndate: 2026-01-01\naudiences: [press]\n').config).toBeUndefined();
  expect(load('title: [T\n').config).toBeUndefined();
});

test('a sound pack.yaml is usable', () => {
  expect(load('title: T\ndate: 2026-01-01\n').isUsable).toBe(true);
});

test('only warnings can be accepted', () => {
  const accept = (code: string) => codes(`title: T\ndate: 2026-01-01\naccept: [{ code: ${code}, reason: r }]\n`);
  expect(accept('LINK_WITHHELD')).toEqual([]);
  expect(accept('WITHHELD_FOUND')).toEqual(['ACCEPT_SEVERITY']);
  expect(accept('NOTES_PRIVATE')).toEqual(['ACCEPT_SEVERITY']);
  expect(accept('LINK_WITHELD')).toEqual(['ACCEPT_UNKNOWN']);
});
