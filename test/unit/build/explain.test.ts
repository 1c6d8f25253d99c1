/** `dossier explain`: who reads what, as an editor is told it. */
import path from 'node:path';
import { expect, test } from 'vitest';
import { explain } from '../../../pipeline/build/explain/explain.ts';
import { printed } from '../../../pipeline/cli/explain-text.ts';
import { testContext } from '../../support/context.ts';
import { samplesFolder } from '../../support/samples.ts';

async function page(pack: string, request: Parameters<typeof explain>[1] = {}) {
  const { context, diagnostics } = testContext(samplesFolder);
  const explanations = await explain(path.join(samplesFolder, pack), request, context);
  return {
    explanations,
    diagnostics,
    lines: printed(explanations, false)
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim()),
  };
}

test('each ruled thing has a line with its place, its words, a column for each audience and the rule', async () => {
  const { lines, diagnostics } = await page('alternatives');
  expect(diagnostics).toEqual([]);
  expect(lines).toContain('insiders reporters why');
  expect(lines).toContain('9:7 variable deadline spring 2031 – ✓ for="reporters"');
  expect(lines).toContain('9:1 block Block for reporters. – ✓ audience="reporters"');
  expect(lines).toContain('15:1 block Block for insiders in English. ✓ – otherwise');
  expect(lines).toContain('28:12 redaction Jane Verylongname-Secretly ✓ ▮ redact for="reporters"');
  expect(lines).toContain('30:1 redaction A paragraph that reporters see as a bar. And… ✓ ▮ redact for="reporters"');
});

test('who reads by inheritance is listed with whom it comes through', async () => {
  const { lines } = await page('audience-tree');
  expect(lines).toContain('chief inherits from leaders clearance closed; region north, south');
  expect(lines).toContain('9:1 block Leaders and their chief. ✓ ✓ – – audience="leaders" (chief as leaders)');
});

test('options, tokens and templates tell the place that won, and from whom it is inherited', async () => {
  const { lines } = await page('audience-tree', { audiences: ['chief', 'partners'] });
  expect(lines).toContain('paper chief Letter audience-tree/pack.yaml:9:69 by leaders');
  expect(lines).toContain('contents chief 3 audience-tree/pack.yaml:10:64');
  expect(lines).toContain('token accent chief #6d2454 audience-tree/pack.yaml:9:151 by leaders');
  expect(lines).toContain('partials/chapter.hbs chief audience-tree/templates/audiences/chief/partials/chapter.hbs');
  expect(
    lines.some((line) =>
      /^styles\/extra\.css chief .*extra\.css \+ audience-tree\/templates\/audiences\/leaders\/styles\/extra\.css$/.test(line),
    ),
  ).toBe(true);
});

test('a language is explained by its own rules', async () => {
  const { explanations } = await page('alternatives', { languages: ['ja'] });
  const rows = explanations.flatMap(({ files }) => files).flatMap(({ rows }) => rows);
  const variable = rows.find(({ words }) => words === '2031年春');
  expect([variable?.place.file, variable?.place.line]).toEqual(['alternatives/ja/pack.yaml', 6]);
  expect(rows.find(({ rule }) => rule === 'for="lang:en"')?.sight).toEqual({ insiders: 'withheld', reporters: 'withheld' });
});
