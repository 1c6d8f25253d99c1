/** The reference in the guide is what the program says of itself. `npm run docs` writes it anew. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { home } from '../support/cli.ts';
import { commandsPage, directivesPage } from '../support/reference/commands.ts';
import { diagnosticsPage } from '../support/reference/diagnostics.ts';
import { packYamlPage } from '../support/reference/pack-yaml.ts';
import { templateDataPage, tokensPage } from '../support/reference/templates.ts';

const isWriting = ['docs', 'messages'].includes(process.env['npm_lifecycle_event'] ?? '') || process.env['UPDATE_MESSAGES'] !== undefined;

test.each([
  ['14-reference-pack', packYamlPage],
  ['15-reference-commands', commandsPage],
  ['16-reference-directives', directivesPage],
  ['17-reference-diagnostics', diagnosticsPage],
  ['18-reference-tokens', tokensPage],
  ['19-reference-templates', templateDataPage],
])('%s is up to date', async (name, make) => {
  const file = path.join(home, 'content/dossier-guide', `${name}.md`);
  const text = await make();
  if (isWriting) await writeFile(file, text);
  else expect(await readFile(file, 'utf8'), 'run: npm run docs').toBe(text);
});
