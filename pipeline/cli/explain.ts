/** explain: who reads what and why. */
import { type Explanation, explain } from '../build/explain/explain.ts';
import { openContext } from '../build/open.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { collecting } from '../platform/context.ts';
import { printed } from './explain-text.ts';
import type { ExplainFlags } from './options.ts';
import { findPacks } from './packs.ts';
import { inOrder, pretty } from './reporters.ts';
import { isColoured } from './terminal.ts';
import { UsageError } from './usage.ts';

export async function runExplain(names: readonly string[], flags: ExplainFlags): Promise<void> {
  const packs = await findPacks(names);
  const open = openContext({ cwd: process.cwd(), env: process.env, note: () => {} });
  try {
    const { context, diagnostics } = collecting(open);
    const explanations: Explanation[] = [];
    for (const folder of packs)
      explanations.push(...(await explain(folder, { audiences: flags.audience, languages: flags.lang }, context)));
    const isWrong = hasErrors(diagnostics);
    if (!isWrong) refuseUnknown(flags, explanations);
    if (flags.reporter === 'json')
      process.stdout.write(`${JSON.stringify({ explanations, diagnostics: inOrder(diagnostics) }, undefined, 2)}\n`);
    else {
      process.stdout.write(printed(explanations, isColoured(process.stdout)));
      process.stderr.write(pretty(diagnostics, isColoured(process.stderr)));
    }
    process.exitCode = isWrong ? 1 : 0;
  } finally {
    await open.close();
  }
}

/** An audience or a language that no pack has is a typing error. */
function refuseUnknown({ audience = [], lang }: ExplainFlags, explanations: readonly Explanation[]): void {
  const known = new Set(explanations.flatMap(({ audiences }) => audiences.map(({ name }) => name)));
  const unknown = audience.find((name) => !known.has(name));
  if (unknown !== undefined) throw new UsageError(`no pack has the audience "${unknown}"; use one of: ${[...known].join(', ')}`);
  if (lang !== undefined && explanations.length === 0) throw new UsageError(`no pack has the language "${lang.join(', ')}"`);
}
