/** Comments of decks: settings, notes, and what is nearly a setting. */
import { describe, expect, it } from 'vitest';
import { caseOf, expectError, expectWithheld, reported } from '../support/trust.ts';

/** Line of the comment in every deck. */
const slide = { file: 'slides.md', line: [7, 10], code: /^(SETTING_|RULE_|AUDIENCE_|PROPERTY_)/ } as const;

describe('a rule in a comment of a deck withholds the slide, or is an error there', () => {
  it.each([
    ['in braces', 'braces'],
    ['with an equals sign', 'equals'],
    ['as a mapping of YAML', 'flow'],
    ['with a full-width colon', 'full-width-colon'],
    ['behind a sentence for the speaker', 'note-then-setting'],
    ['with a quoted name', 'quoted-key'],
    ['between three dashes', 'three-dashes'],
  ])('%s', async (_, name) => {
    expectWithheld(await caseOf(`deck-comments/${name}`), slide);
  });
  it('the name of a directive is an error', async () => {
    expectError(await caseOf('deck-comments/only'), slide);
  });
  it('two comments both hold, or are an error', async () => {
    expectWithheld(await caseOf('deck-comments/two-comments'), slide, { reads: null });
  });
});

it('a comment that is never closed is reported where it begins', async () => {
  const outcome = await caseOf('wrong-results/unclosed-comment');
  const found = outcome.diagnostics.filter(({ severity, place }) => severity !== 'info' && place.file === 'slides.md' && place.line === 7);
  expect(
    found.map(({ code }) => code),
    reported(outcome),
  ).toEqual(['COMMENT_UNCLOSED']);
});
