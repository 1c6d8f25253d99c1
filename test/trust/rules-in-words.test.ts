/** Rules where authors write words: each is honoured, or is an error at its place. Nothing that looks like one is printed. */
import { describe, expect, it } from 'vitest';
import { type At, caseOf, expectError, expectWithheld, leaks } from '../support/trust.ts';

/** Errors that speak of rules; an error about anything else at the same line would hide that the rule was not seen. */
const ofRules = /^(RULE_|ATTRIBUTE_|ALTERNATIVE_)/;
const chapter = (line: At['line'], code: RegExp = ofRules): At => ({ file: '01-harbour.md', line, code });

describe('a rule inside of other marks is an error there', () => {
  it.each([
    ['emphasis', 5],
    ['strong', 5],
    ['link', 5],
    ['item', 6],
    ['row', 7],
    ['heading', 5],
    ['heading-link', 5],
  ] as const)('%s', async (name, line) => {
    expectError(await caseOf(`rule-inside-inline-marks/${name}`), chapter(line));
  });
});

describe('a rule in a heading with something behind it is an error there', () => {
  it.each(['id', 'words', 'comment', 'full-stop', 'zero-width-space'])('%s', async (name) => {
    expectError(await caseOf(`rule-before-the-end-of-a-heading/${name}`), chapter(5));
  });
  it('second line of an underlined heading', async () => {
    expectError(await caseOf('rule-before-the-end-of-a-heading/second-line'), chapter([5, 7]));
  });
});

describe('a rule that is alone behind a block is an error', () => {
  it.each([
    ['after a quotation', 'after-quote', [5, 7]],
    ['after a table', 'after-table', [5, 9]],
    ['under a heading', 'under-heading', [5, 6]],
  ] as const)('%s', async (_, name, lines) => {
    expectError(await caseOf(`rule-alone/${name}`), chapter(lines));
  });
});

describe('what looks like a rule and is none is an error', () => {
  it.each([
    ['a colon in place of the equals sign', 'colon'],
    ['the same in a heading', 'heading-colon'],
    ['an audience without name', 'no-value'],
    ['the name of a directive', 'only'],
    ['"For" with a capital', 'capital-for'],
    ['full-width braces', 'full-width-braces'],
    ['a full-width equals sign', 'full-width-equals'],
  ])('%s', async (_, name) => {
    expectError(await caseOf(`look-alikes/${name}`), chapter(5));
  });
});

describe('three colons inside of code do not end a directive', () => {
  it.each([
    ['the closing colons of the rule', 'closing'],
    ['a whole directive', 'a-whole-directive'],
    ['a fence of tildes', 'tildes'],
    ['a fence inside of a longer one', 'longer-fence'],
    ['four colons', 'more-colons'],
  ])('%s', async (_, name) => {
    const outcome = await caseOf(`colons-in-code/${name}`);
    expect(outcome.diagnostics).toEqual([]);
    expect(leaks(outcome, 'press')).toEqual([]);
    expect(leaks(outcome, 'desk')).not.toEqual([]);
  });
});

describe('a rule behind a code fence is honoured, or is an error there', () => {
  it.each([
    ['without a language', 'no-language'],
    ['in braces without a language', 'no-language-braces'],
    ['misspelt', 'misspelt'],
    ['with a capital', 'capital'],
    ['with spaces around the equals sign', 'spaces'],
    ['without a value', 'no-value'],
  ])('%s', async (_, name) => {
    expectWithheld(await caseOf(`rule-behind-a-fence/${name}`), chapter(5, /^(RULE_|ATTRIBUTE_|CODE_|AUDIENCE_)/));
  });
});

describe('a rule in a field of plain text is honoured, or is an error there', () => {
  it('alternative text of a figure', async () => {
    expectWithheld(await caseOf('plain-text-fields/alt'), chapter([5, 6]));
  });
  it('title of a chapter in front matter', async () => {
    expectWithheld(await caseOf('plain-text-fields/title'), chapter([1, 3], /^(RULE_|CONFIG_|ATTRIBUTE_)/));
  });
  it('source of a table', async () => {
    expectWithheld(await caseOf('plain-text-fields/source'), chapter(5));
  });
});

describe('a rule in an alternative text is honoured, or is an error there', () => {
  it.each([
    ['words that are redacted', 'redact', 5],
    ['words under a rule', 'for', [5, 6]],
    ['an image by reference', 'reference', [5, 6]],
    ['alt="…" behind a fence', 'attribute', 5],
    ['braces', 'braces', [5, 6]],
    ['title of an image', 'title', 5],
  ] as const)('%s', async (_, name, lines) => {
    expectWithheld(await caseOf(`alternative-text/${name}`), chapter(lines, /^(RULE_|ATTRIBUTE_)/));
  });
});

describe('what is printed of an alternative text', () => {
  it('a time of day and a colon in a word are no directives: they stay', async () => {
    const { documents, diagnostics } = await caseOf('alternative-text/times-of-day');
    expect(diagnostics).toEqual([]);
    for (const { html } of documents) expect(html).toContain('"Boats leave at 12:30 and note:this at 16:45"');
  });
});

it('code and formulas that show rules, and prose that nobody takes for a rule, are printed as they are', async () => {
  const { documents, diagnostics } = await caseOf('no-rules/p');
  expect(diagnostics).toEqual([]);
  for (const { html } of documents) {
    expect(html).toContain('only sailors {see below}, for the press');
    expect(html).toContain('<code>{audience="desk"}</code>');
  }
});
