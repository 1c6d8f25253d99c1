/** Comments of decks: settings, notes, and what is nearly a setting. */
import { describe, expect, it } from 'vitest';
import { test, write } from '../support/folders.ts';
import { caseOf, documentsOf, errorsAt, expectError, expectWithheld, leaks, reported } from '../support/trust.ts';

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

const pack = `title: Harbour review
date: 2025-09-08
kinds: [slides, handout]
properties: { need-to-know: { values: [inside, outside] } }
audiences: { desk: { properties: { need-to-know: inside }, speakerNotes: true }, press: { properties: { need-to-know: outside } } }
`;
const deck = (comment: string) =>
  `# Harbour\n\nIt opens in May.\n\n---\n\n${comment}\n\n## Brambleworth plan\n\nAll about Brambleworth.\n\n---\n\n## Boats\n\nBoats follow.\n`;

test.for([
  ['a property with hyphens', '<!-- need-to-know: inside -->'],
  ['without spaces', '<!--audience:desk-->', 'error'],
  ['without spaces but one', '<!--audience: desk-->'],
  ['an underscore', '<!-- _audience: desk -->'],
  ['three dashes', '<!--- audience: desk --->'],
  ['a mapping', '<!-- { audience: desk } -->'],
  ['quotes', '<!-- "audience": "desk" -->'],
  ['a list', '<!--\naudience:\n  - desk\n-->'],
  ['two rules in two comments', '<!-- audience: desk --> <!-- need-to-know: inside -->'],
] as const)('a setting with %s is read', async ([, comment, outcome = 'read'], { folder }) => {
  const made = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': deck(comment) }));
  if (outcome === 'error') return expectError(made, { file: 'slides.md', line: 7 });
  expect(made.diagnostics, reported(made)).toEqual([]);
  expect(leaks(made)).toEqual([]);
  expect(leaks(made, 'desk').length).toBeGreaterThan(0);
});

test.for([
  ['an equals sign', '<!-- audience = desk -->', 'SETTING_RULE'],
  ['another case', '<!-- Audience: desk -->', 'SETTING_UNKNOWN'],
  ['a letter too many', '<!-- audiences: desk -->', 'SETTING_UNKNOWN'],
  ['the name of a directive', '<!-- only: desk -->', 'SETTING_UNKNOWN'],
  ['no value', '<!-- audience: -->', 'AUDIENCE_MISSING'],
  ['its name alone', '<!-- audience -->', 'SETTING_RULE'],
  ['no sign', '<!-- for desk -->', 'SETTING_RULE'],
  ['braces', '<!-- {audience="desk"} -->', 'SETTING_RULE'],
  ['a note before it', '<!-- Say hello.\naudience: desk -->', 'SETTING_RULE'],
  ['a setting that is none before it', '<!-- colour: red\nfor: desk -->', 'SETTING_RULE'],
  ['a full-width colon', '<!-- need-to-know：inside -->', 'SETTING_RULE'],
  ['the same rule twice', '<!-- audience: desk -->\n\n<!-- audience: desk press -->', 'SETTING_SYNTAX'],
  ['a comment in a list', '- one <!-- audience = desk -->', 'SETTING_RULE'],
] as const)('a setting with %s is an error there', async ([, comment, code], { folder }) => {
  const made = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': deck(comment) }));
  const found = errorsAt(made, { file: 'slides.md', line: [7, 9] }).map((one) => one.code);
  expect(found, reported(made)).toContain(code);
});

test.for([
  ['begins with a colon', '<!-- Reminder: everybody has seen the numbers. -->'],
  ['speaks of the audience', '<!-- The audience knows this: go on. -->'],
  ['is for somebody', '<!-- Time: two minutes.\nFor: those who ask, the long answer is in chapter 3. -->'],
  ['shows a rule', '<!-- In Dossier, one writes `audience: desk` here. -->'],
] as const)('a note that %s is a note', async ([, comment], { folder }) => {
  const made = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': deck(comment) }));
  expect(
    made.diagnostics.filter(({ severity }) => severity !== 'info'),
    reported(made),
  ).toEqual([]);
});
