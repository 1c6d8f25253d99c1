import { expect, test } from 'vitest';
import { permitted } from '../../../pipeline/select/attachments.ts';
import { loadPack } from '../../../pipeline/source/config/load.ts';
import { vocabularyOf } from '../../../pipeline/source/rules/audiences.ts';
import { rulesFor } from '../../../pipeline/source/rules/rules.ts';
import type { Parsed } from '../../../pipeline/source/types.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';

const text = `title: T
date: 2025-01-01
audiences: { inner: {}, outer: {} }
data:
  costs.csv: { columns: { amount: { for: inner } } }
  whole.pdf: { for: inner }
`;
const { config, at } = loadPack({ name: 'pack.yaml', path: '/pack.yaml', shown: 'pack.yaml', lang: 'en', text }, [], kindNames);
const parsed = {
  source: { config, at, folder: '/pack' },
  rules: rulesFor(vocabularyOf(config as NonNullable<typeof config>)),
} as unknown as Parsed;
const given = (name: string, content: string, audience: string) => {
  const codes: string[] = [];
  const keys = name in (config?.data ?? {}) ? [name] : [];
  const file = { name, file: `/pack/${name}`, shown: name, bytes: Buffer.from(content), keys };
  const { bytes, cuts } = permitted(file, parsed, { audience, lang: 'en' }, ({ code }) => codes.push(code));
  return { text: bytes && Buffer.from(bytes).toString(), cuts: cuts.map(({ sort, text }) => `${sort} ${text}`), codes };
};

test('a file is given away without the records and columns that are not for the reader', () => {
  const csv = 'body,amount,for\n"Office, main",80,\nSecret,90,inner\n';
  expect(given('costs.csv', csv, 'outer')).toEqual({
    text: 'body\r\n"Office, main"\r\n',
    cuts: ['data 80', 'data Secret', 'data 90', 'column amount'],
    codes: [],
  });
  expect(given('costs.csv', csv, 'inner').text).toBe('body,amount\r\n"Office, main",80\r\nSecret,90\r\n');
});

test('records of YAML and JSON keep their form', () => {
  expect(given('a.yaml', '- { a: 1 }\n- { a: 2, for: inner }\n', 'outer').text).toBe('- a: 1\n');
  expect(JSON.parse(given('a.json', '[{"a":1},{"a":2,"except":"outer"}]', 'outer').text ?? '')).toEqual([{ a: 1 }]);
});

test('a file that is ruled as a whole is withheld with its name', () => {
  expect(given('whole.pdf', 'bytes', 'outer')).toEqual({ text: undefined, cuts: ['file whole.pdf'], codes: [] });
  expect(given('whole.pdf', 'bytes', 'inner').text).toBe('bytes');
});

test('a file without rules is given away as it is, and one whose rules cannot be read is not', () => {
  expect(given('open.csv', 'a;b\n1;2\n', 'outer').text).toBe('a;b\n1;2\n');
  expect(given('broken.json', '[{"a":', 'outer')).toMatchObject({ text: undefined, codes: expect.arrayContaining(['DATA_SYNTAX']) });
  expect(given('invalid.yaml', '- { a: secret, for: iner }\n- { a: 1 }\n', 'inner')).toMatchObject({
    text: '- a: 1\n',
    codes: ['AUDIENCE_UNKNOWN'],
  });
});
