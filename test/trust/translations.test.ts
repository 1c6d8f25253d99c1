/** A translation that lacks a counterpart of a rule of its original is an error, and nothing of it is printed. */
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf, expectError, leaks, reported } from '../support/trust.ts';

const pack = `title: Harbour review
date: 2025-09-08
languages: [en, fr]
kinds: [briefing, slides]
audiences: { desk: {}, chief: { inherits: desk }, press: {} }
`;
const writeBoth = (folder: string, original: Record<string, string>, translation: Record<string, string>) =>
  write(folder, {
    'pack.yaml': pack,
    ...original,
    ...Object.fromEntries(Object.entries(translation).map(([name, text]) => [`fr/${name}`, text])),
  });

describe('is an error', () => {
  test.for([
    ['a paragraph', '# Plan\n\nOpen.\n\nSecret. {for="desk"}\n', '# Plan\n\nOuvert.\n\nBrambleworth.\n'],
    ['a paragraph whose rule is wider', '# Plan\n\nSecret. {for="desk"}\n', '# Plan\n\nBrambleworth. {for="desk press"}\n'],
    ['one of two', '# Plan\n\nA. {for="desk"}\n\nB. {for="desk"}\n', '# Plan\n\nA. {for="desk"}\n\nBrambleworth.\n'],
    ['a rule on another paragraph', '# Plan\n\nOpen.\n\nSecret. {for="desk"}\n', '# Plan\n\nOuvert. {for="desk"}\n\nBrambleworth.\n'],
    ['a rule on another item', '# Plan\n\n- A {for="desk"}\n- B\n', '# Plan\n\n- Brambleworth\n- B {for="desk"}\n'],
    ['a chapter', '---\naudience: desk\n---\n\n# Plan\n\nSecret.\n', '# Plan\n\nBrambleworth.\n'],
    ['what nobody reads', '# Plan\n\nOpen.\n\nSecret. {for="desk" except="desk"}\n', '# Plan\n\nOuvert.\n\nBrambleworth.\n'],
    ['a quotation in a list', '# Plan\n\n- a\n- > Secret. {for="desk"}\n', '# Plan\n\n- a\n- > Brambleworth.\n'],
    [
      'a title of two wordings',
      '---\ntitle: [{ for: desk, text: Secret }, Open]\n---\n\nOpen.\n',
      '---\ntitle: Brambleworth\n---\n\nOuvert.\n',
    ],
  ] as const)('%s', async ([, original, translation], { folder }) => {
    const outcome = await documentsOf(await writeBoth(folder, { '01-plan.md': original }, { '01-plan.md': translation }));
    expectError(outcome, { file: 'fr/01-plan.md', code: /^RULE_UNTRANSLATED$/ });
  });

  test('a slide of a deck', async ({ folder }) => {
    const slide = (rule: string, title: string) => `# Deck\n\n---\n\n${rule}## ${title}\n\nText.\n`;
    await writeBoth(folder, { 'slides.md': slide('<!-- audience: desk -->\n\n', 'Secret') }, { 'slides.md': slide('', 'Brambleworth') });
    expectError(await documentsOf(folder), { file: 'fr/slides.md', line: 5, code: /^RULE_UNTRANSLATED$/ });
  });
});

test('a translation is not printed while its original has a rule that cannot be read', async ({ folder }) => {
  await writeBoth(folder, { '01-plan.md': '# Plan\n\nSecret. {audiense="desk"}\n' }, { '01-plan.md': '# Plan\n\nBrambleworth.\n' });
  expectError(await documentsOf(folder), { file: 'fr/01-plan.md', line: 1, code: /^ORIGINAL_ERRORS$/ });
});

test('notes of a deck need no counterpart, because they are private everywhere', async ({ folder }) => {
  await writeBoth(folder, { 'slides.md': '# Deck\n\n<!-- Say hello. -->\n' }, { 'slides.md': '# Deck\n' });
  const outcome = await documentsOf(folder);
  expect(
    outcome.diagnostics.filter(({ severity }) => severity === 'error'),
    reported(outcome),
  ).toEqual([]);
});

test('notes with a rule of their own do', async ({ folder }) => {
  const slide = (rule: string, note: string) => `# Plan\n\n::::slide[A]\nText.\n\n:::notes${rule}\n${note}\n:::\n::::\n`;
  await writeBoth(folder, { '01-plan.md': slide('{for="chief"}', 'Secret') }, { '01-plan.md': slide('', 'Brambleworth') });
  const readable = pack.replace('desk: {}', 'desk: { speakerNotes: true }');
  expectError(await documentsOf(await write(folder, { 'pack.yaml': readable })), { file: 'fr/01-plan.md', code: /^RULE_UNTRANSLATED$/ });
});

test('the same rule in other words is a counterpart', async ({ folder }) => {
  await writeBoth(
    folder,
    { '01-plan.md': '# Plan\n\nSecret. {for="desk"}\n' },
    { '01-plan.md': '# Plan\n\n:::except{audience="press"}\nBrambleworth.\n:::\n' },
  );
  const outcome = await documentsOf(folder);
  expect(
    outcome.diagnostics.filter(({ severity }) => severity === 'error'),
    reported(outcome),
  ).toEqual([]);
  expect(leaks(outcome)).toEqual([]);
  expect(leaks(outcome, 'desk').length).toBeGreaterThan(0);
});
