/** Front matter with a rule: read, or an error; never printed for everybody. */
import { describe, expect, it } from 'vitest';
import { test, write } from '../support/folders.ts';
import { caseOf, documentsOf, expectError, expectWithheld, reported } from '../support/trust.ts';

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

const pack = `title: Harbour review
date: 2025-09-08
properties: { region: { values: [north, south] } }
audiences: { desk: { properties: { region: north } }, press: { properties: { region: south } } }
`;
const body = '# Brambleworth plan\n\nAll about Brambleworth.\n';
const open = '# Harbour\n\nThe harbour opens in May.\n';

describe('other frames', () => {
  const frames: readonly (readonly [string, string])[] = [
    ['behind a zero-width space', '\u200b---\naudience: desk\n---\n\n'],
    ['behind a comment of two lines', '<!--\n(c)\n-->\n\n---\naudience: desk\n---\n\n'],
    ['behind other front matter', '---\nshort: Plan\n---\n\n---\naudience: desk\n---\n\n'],
    ['behind words', 'Draft.\n\n---\naudience: desk\n---\n\n'],
    ['under words', 'Draft.\n---\naudience: desk\n---\n\n'],
    ['with a blank line in it', '\n---\n\nregion: north\n\n---\n\n'],
    ['with blank lines between its fields', '\n---\nshort: Plan\n\naudience: desk\n---\n\n'],
    ['with a comment in it', '\n---\n# for editors\naudience: desk\n---\n\n'],
    ['with a list in it', '\n---\naudience:\n  - desk\n---\n\n'],
    ['with a property', '\n---\nregion: north\n---\n\n'],
    ['moved in by four spaces', '    ---\n    audience: desk\n    ---\n\n'],
    ['moved in by a tab', '\t---\n\taudience: desk\n\t---\n\n'],
    ['between stars', '***\naudience: desk\n***\n\n'],
    ['between full-width dashes', '－－－\naudience：desk\n－－－\n\n'],
    ['between em dashes', '———\naudience: desk\n———\n\n'],
    ['with a word behind its dashes', '---yaml\naudience: desk\n---\n\n'],
    ['with a comment behind its dashes', '--- # who reads it\naudience: desk\n---\n\n'],
    ['closed by two dashes', '---\naudience: desk\n--\n\n'],
    ['without its first dashes', 'audience: desk\n---\n\n'],
    ['without dashes', 'short: Plan\naudience: desk\n\n'],
    ['as JSON', '{\n  "audience": "desk"\n}\n\n'],
    ['as JSON between dashes', '---json\n{ "audience": ["desk"] }\n---\n\n'],
    ['with an equals sign', '\n---\naudience = desk\n---\n\n'],
    ['misspelt', '\n---\naudeince: desk\n---\n\n'],
    ['in capitals', '\n---\nAUDIENCE: desk\n---\n\n'],
    ['with old line ends', '\r---\raudience: desk\r---\r\r'],
    ['with line ends of Windows', '\r\n---\r\naudience: desk\r\n---\r\n\r\n'],
  ];
  test.for(frames)('of a chapter, %s', async ([, frame], { folder }) => {
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, '01-plan.md': frame + body, '02-harbour.md': open }));
    expectError(outcome, { file: '01-plan.md', line: [1, 9] });
  });
  test.for(frames)('of a deck, %s', async ([, frame], { folder }) => {
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': frame + body, '02-harbour.md': open }));
    expectError(outcome, { file: 'slides.md', line: [1, 9] });
  });
});

describe('front matter that begins the file', () => {
  test.for([
    ['a misspelt rule', '---\naudeince: desk\n---\n\n', 2],
    ['a rule in another case', '---\nAudience: desk\n---\n\n', 2],
    ['an equals sign', '---\naudience = desk\n---\n\n', 2],
    ['a full-width colon', '---\naudience：desk\n---\n\n', 2],
    ['the same rule twice', '---\naudience: desk\naudience: desk press\n---\n\n', 3],
    ['no value', '---\naudience:\n---\n\n', 2],
    ['an empty list', '---\naudience: []\n---\n\n', 2],
    ['a rule moved in under a field', '---\ntitle: Plan\n  audience: desk\n---\n\n', [2, 3]],
    ['a rule in a folded text', '---\ntitle: >\n  Plan\n  audience: desk\n---\n\n', 4],
    ['a rule in a text in quotes', '---\ntitle: "Plan\n  audience: desk"\n---\n\n', 3],
    ['a rule in a list', '---\n- audience: desk\n---\n\n', 2],
    ['a rule in a field of another tool', '---\nparams:\n  audience: desk\n---\n\n', 2],
  ] as const)('with %s is an error there', async ([, frame, line], { folder }) => {
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, '01-plan.md': frame + body, '02-harbour.md': open }));
    expectError(outcome, { file: '01-plan.md', line });
  });
});

test.for([
  ['behind a blank line', '---\n\naudience: desk\n\n---\n\n', [7, 11]],
  ['with only its first dashes', '---\naudience: desk\n\n', [7, 11]],
] as const)('front matter of one slide, %s, is an error there', async ([, frame, line], { folder }) => {
  const slides = `# Harbour\n\nIt opens.\n\n\n\n${frame}${body}\n---\n\n## Boats\n\nBoats.\n`;
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': slides }));
  expectError(outcome, { file: 'slides.md', line, code: /^(FRONT_MATTER_RULE|RULE_LOOKALIKE)$/ });
});

test('front matter of one slide, as Slidev has it, withholds that slide', async ({ folder }) => {
  const slides = `# Harbour\n\nIt opens.\n\n\n\n---\nlayout: center\naudience: desk\n---\n\n${body}\n---\n\n## Boats\n\nBoats.\n`;
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': slides }));
  expectWithheld(outcome, { file: 'slides.md' });
  expect(outcome.documents.length).toBeGreaterThan(0);
});

describe('what only looks like front matter', () => {
  test.for([
    ['a rule and a heading', `${open}\n---\n\n## Who it is for\n\nFor: everybody who sails.\n`],
    ['a line of prose with a colon', `${open}\nAudience: everybody who reads the paper.\n`],
    ['a rule, then prose', `${open}\n---\nFor: the people of the harbour and their guests.\n`],
    ['front matter in a block of code', `${open}\n\`\`\`yaml\n---\naudience: desk\n---\n\`\`\`\n`],
    ['other fields between dashes', `${open}\n---\nlayout: center\n---\n\nText.\n`],
    ['a list between rules', `${open}\n---\n\n- first: one\n- second: two\n\n---\n\nText.\n`],
    ['a comment in its YAML', `---\n# Who reads it: the audience of the desk\ntitle: Harbour\n---\n\nText.\n`],
    ['rules of its texts', `---\ntitle:\n  - for: desk\n    text: Harbour of the desk\n  - Harbour\n---\n\nText.\n`],
  ] as const)('%s is none', async ([, text], { folder }) => {
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, '01-harbour.md': text }));
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      reported(outcome),
    ).toEqual([]);
  });
});
