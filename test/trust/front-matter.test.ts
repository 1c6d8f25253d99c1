/** Front matter with a rule: read, or an error; never printed for everybody. */
import { describe, it } from 'vitest';
import { caseOf, expectError, expectWithheld } from '../support/trust.ts';

describe('front matter that does not begin a file withholds it, or is an error there', () => {
  it.each([
    ['after a blank line', 'blank-line', [1, 4]],
    ['after a comment', 'comment-first', [1, 4]],
    ['after a space', 'indented', [1, 3]],
    ['after a byte order mark', 'byte-order-mark', [1, 3]],
    ['after a byte order mark and a blank line', 'byte-order-mark-and-line', [1, 4]],
  ] as const)('%s', async (_, name, line) => {
    expectWithheld(await caseOf(`front-matter/${name}`), { file: '01-plan.md', line });
  });
  it('in a deck, after a blank line', async () => {
    expectWithheld(await caseOf('front-matter/deck-blank-line'), { file: 'slides.md', line: [1, 5] });
  });
});

describe('front matter that does not end as front matter does', () => {
  it('is an error where it is never closed', async () => {
    expectError(await caseOf('front-matter/unclosed'), { file: '01-plan.md', line: [1, 2] });
  });
  it.each([
    ['closed by three dots', 'dots'],
    ['between four dashes', 'four-dashes'],
    ['in TOML', 'toml'],
  ])('%s: it withholds the file, or is an error there', async (_, name) => {
    expectWithheld(await caseOf(`front-matter/${name}`), { file: '01-plan.md', line: [1, 3] });
  });
});
