/** The words of all messages, so that each change of them is seen in review. `npm run messages` writes the list anew. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { home } from '../../support/cli.ts';
import { diagnosticTables, diagnosticTexts } from '../../support/messages.ts';

test('diagnostics say what they said before', async () => {
  await expect(diagnosticTexts()).toMatchFileSnapshot('diagnostics.txt');
});

test('the guide has them all in its tables', async () => {
  const file = path.join(home, 'README.md');
  const guide = await readFile(file, 'utf8');
  const [begin, end] = ['<!-- diagnostics: written by `npm run messages` -->\n', '<!-- /diagnostics -->'];
  const [before = '', rest = ''] = guide.split(begin);
  const wanted = before + begin + diagnosticTables() + end + rest.slice(rest.indexOf(end) + end.length);
  if (process.env['npm_lifecycle_event'] === 'messages' || process.env['UPDATE_MESSAGES'] !== undefined) await writeFile(file, wanted);
  else expect(guide).toBe(wanted);
});
