/** Rules in files beside the text: a misspelt one is an error at its place. */
import { it } from 'vitest';
import { caseOf, expectError } from '../support/trust.ts';

it('a field of the bibliography that is nearly a rule is an error', async () => {
  const outcome = await caseOf('bibliography-typo/p');
  expectError(outcome, { file: 'works.bib', line: [1, 6], code: /^(CONFIG_UNKNOWN_KEY|RULE_)/ });
});
