/** Rules in files beside the text: a misspelt one is an error at its place. */
import { describe } from 'vitest';
import { test as it, write } from '../support/folders.ts';
import { caseOf, documentsOf, expectError } from '../support/trust.ts';

it('a field of the bibliography that is nearly a rule is an error', async () => {
  const outcome = await caseOf('bibliography-typo/p');
  expectError(outcome, { file: 'works.bib', line: [1, 6], code: /^(CONFIG_UNKNOWN_KEY|RULE_)/ });
});

const pack = 'title: Quays\naudiences:\n  desk: { label: Desk }\n  press: { label: Press }\n';

describe('a rule where only the order of chapters is read is an error', () => {
  it.for([
    ['SUMMARY.md', 3, '- [One](one.md)\n\n# Inner {audience=desk}\n\n- [Two](two.md)\n'],
    ['SUMMARY.md', 2, '- [One](one.md)\n- [Two](two.md) {audience=desk}\n'],
    ['SUMMARY.md', 2, '- [One](one.md)\n<!-- audience: desk -->\n- [Two](two.md)\n'],
    ['_quarto.yml', 4, 'book:\n  chapters:\n    - one.md\n    - part: Inner {audience=desk}\n      chapters: [two.md]\n'],
    ['_quarto.yml', 5, 'book:\n  chapters:\n    - one.md\n    - href: two.md\n      audience: desk\n'],
    ['mkdocs.yml', 3, 'nav:\n  - one.md\n  - "Inner {audience=desk}": two.md\n'],
  ] as const)('%s, line %i: %j', async ([name, line, text], { folder }) => {
    await write(folder, { 'pack.yaml': pack, 'one.md': '# One\n\nWords.\n', 'two.md': '# Two\n\nWords.\n', [name]: text });
    expectError(await documentsOf(folder), { file: name, line, code: /^RULE_LOOKALIKE$/ });
  });
});

it('a rule among the credits of images is an error', async ({ folder }) => {
  await write(folder, { 'pack.yaml': pack, '01.md': '# One\n\nWords.\n', 'credits.yaml': 'a.png: © Ada\naudience: desk\n' });
  expectError(await documentsOf(folder), { file: 'credits.yaml', line: 2, code: /^RULE_LOOKALIKE$/ });
});
