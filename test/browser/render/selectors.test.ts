/** Selectors of the style sheets: the browser drops a rule whose selector it does not know, without a word. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { generate, parse, walk } from 'css-tree';
import { expect, test } from 'vitest';
import { home } from '../../support/cli.ts';
import { plainBrowser } from '../../support/shared-browser.ts';

const folder = path.join(home, 'templates');

test('the browser knows every selector of every style sheet', async () => {
  const sheets = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.css')).sort();
  expect(sheets.length).toBeGreaterThan(15);
  const selectors: string[] = [];
  for (const sheet of sheets) {
    walk(parse(await readFile(path.join(folder, sheet), 'utf8'), { parseValue: false }), (node) => {
      if (node.type === 'Rule' && node.prelude.type === 'SelectorList')
        selectors.push(...node.prelude.children.toArray().map((one) => `${sheet}: ${generate(one)}`));
    });
  }
  expect(selectors.length).toBeGreaterThan(500);
  const unknown = await plainBrowser.withPage((page) =>
    page.evaluate((all) => all.filter((one) => !CSS.supports(`selector(${one.slice(one.indexOf(': ') + 2)})`)), selectors),
  );
  expect(unknown).toEqual([]);
});
