/** Lists of recipients: who gets copies, and what is wrong in a list. */
import path from 'node:path';
import { expect } from 'vitest';
import { readRecipients } from '../../../pipeline/release/copies/recipients.ts';
import { test, write } from '../../support/folders.ts';

const read = async (folder: string, list: string, passwords?: string) => {
  await write(folder, { 'list.csv': list, ...(passwords === undefined ? {} : { 'passwords.csv': passwords }) });
  const { recipients, diagnostics } = await readRecipients({
    recipients: path.join(folder, 'list.csv'),
    passwords: passwords === undefined ? undefined : path.join(folder, 'passwords.csv'),
    audiences: ['desk', 'press'],
    secret: (name) => (name === 'DESK_7' ? 'harbour' : undefined),
    shown: (file) => path.basename(file),
  });
  return { recipients, told: diagnostics.map(({ code, place, message }) => `${place.file}:${place.line} ${code} ${message}`) };
};

test('numbers are those of the lines, passwords come from the environment or a file', async ({ folder }) => {
  const list = await read(folder, 'name,audience,password\nJane Doe,desk,DESK_7\n山田 太郎,press,\n');
  expect(list).toEqual({
    told: [],
    recipients: [
      { number: '1', name: 'Jane Doe', audience: 'desk', password: 'harbour' },
      { number: '2', name: '山田 太郎', audience: 'press', password: undefined },
    ],
  });
  const filed = await read(folder, 'number,name,audience\nA-7,Jane Doe,desk\n', 'number,password\nA-7,secret words\n');
  expect(filed.recipients[0]?.password).toBe('secret words');
});

test('what is wrong is reported at its line, and no password is shown', async ({ folder }) => {
  const bad = 'number,name,audience,password\n1,Jane,desk,\n1,John,desk,\n2,,desk,\n../3,Jim,desk,\n4,Joe,chefs,\n5,Jo,,\n6,Al,desk,NONE\n';
  const { told } = await read(folder, bad);
  expect(told).toEqual([
    'list.csv:3 COPIES_RECIPIENT no copy can be made: the number 1 is given twice',
    'list.csv:4 COPIES_RECIPIENT no copy can be made: the recipient has no name',
    expect.stringContaining('list.csv:5 COPIES_RECIPIENT no copy can be made: "../3" cannot be the number of a copy'),
    'list.csv:6 COPIES_RECIPIENT no copy can be made: no documents are released for "chefs", only for desk, press',
    'list.csv:7 COPIES_RECIPIENT no copy can be made: the audience is missing, and there are several: desk, press',
    'list.csv:8 COPIES_PASSWORD copy 6 has no password: the environment variable NONE is not set',
  ]);
  expect((await read(folder, 'nmae\nJane\n')).told.join('\n')).toMatch(/COPIES_COLUMN the column "nmae" is unknown; did you mean "name"\?/);
  expect((await read(folder, 'name,audience\nJane,desk\n', 'number,password\n2,x\n')).told).toEqual([
    'list.csv:2 COPIES_PASSWORD copy 1 has no password: passwords.csv has none',
  ]);
  expect((await read(folder, 'name,audience,password\nJane,desk,DESK_7\n', 'number,password\n1,x\n')).told.join()).toContain(
    'COPIES_PASSWORD',
  );
});
