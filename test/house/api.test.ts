/** Who uses the library sees the comments of what it exports: each has one. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { home } from '../support/cli.ts';

const pipeline = path.join(home, 'pipeline');

test('everything that the library exports has a doc comment', async () => {
  const index = await readFile(path.join(pipeline, 'index.ts'), 'utf8');
  const exported = [...index.matchAll(/^export (?:type )?\{([^}]*)\} from '([^']*)';/gm)].flatMap(([, names = '', file = '']) =>
    names.split(',').map((name) => ({ file, name: name.replace('type ', '').trim() })),
  );
  expect(exported.length).toBeGreaterThan(15);
  const without: string[] = [];
  for (const { file, name } of exported) {
    const text = await readFile(path.join(pipeline, file), 'utf8');
    const declared = new RegExp(`(\\*/\\n)?export (?:async )?(?:interface|type|class|const|function) ${name}\\b`).exec(text);
    if (declared?.[1] === undefined) without.push(`${file}: ${name}`);
  }
  expect(without).toEqual([]);
});
