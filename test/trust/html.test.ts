/** Raw HTML states no rules: what looks like one is an error at its place, with `html: true` and without. */
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf, expectError, reported } from '../support/trust.ts';

const pack = (html: boolean) => `title: Harbour review
date: 2025-09-08
html: ${html}
kinds: [briefing]
properties: { region: { values: [north, south] }, role: { values: [crew, guest] } }
audiences: { desk: { properties: { region: north } }, press: { properties: { region: south } } }
`;
const chapter = (text: string) => `# Harbour\n\nIt opens.\n\n${text}\n`;

const rules: readonly (readonly [string, string, number?])[] = [
  ['on words', 'All <span audience="desk">Brambleworth</span> words.'],
  ['on words, without quotes', 'All <b for=desk>Brambleworth</b> words.'],
  ['on words, a property', 'All <mark region="north">Brambleworth</mark> words.'],
  ['on words, misspelt', 'All <mark audeince="desk">Brambleworth</mark> words.'],
  ['on words, in capitals', 'All <MARK AUDIENCE="desk">Brambleworth</MARK> words.'],
  ['on words, without value', 'All <mark audience>Brambleworth</mark> words.'],
  ['on words, with a colon', 'All <mark audience: desk>Brambleworth</mark> words.'],
  ['behind another attribute with a sign of a tag', 'All <span title="a > b" audience="desk">Brambleworth</span>.'],
  ['on a block', '<div audience="desk">\n\nBrambleworth\n\n</div>'],
  ['on a block over lines', '<div\n  class="x"\n  except="press">\n\nBrambleworth\n\n</div>', 7],
  ['on what is folded', '<details audience="desk">\n<summary>Plan</summary>\n\nBrambleworth\n\n</details>'],
  ['on its summary', '<details>\n<summary except="press">Brambleworth</summary>\n\nText\n\n</details>', 6],
  ['on a cell', '<table>\n<tr><td for="desk">Brambleworth</td></tr>\n</table>', 6],
  ['on an image', '<img src="a.png" alt="Brambleworth" audience="desk">'],
  ['on a label, that names readers', 'A <label for="desk">Brambleworth</label>.'],
  ['on an attribute of HTML, that names readers', '<div role="crew">\n\nBrambleworth\n\n</div>'],
  ['in braces behind an element', '<p>Brambleworth</p>{audience="desk"}'],
  ['in braces in an element', '<p>Brambleworth {audience="desk"}</p>'],
  ['in braces in a cell', '<table>\n<tr><td>Brambleworth {for=desk}</td></tr>\n</table>', 6],
  ['in braces of an alternative text', '<img src="a.png" alt="Brambleworth {audience=&quot;desk&quot;}">'],
  ['in braces of a title', 'An <abbr title="Brambleworth {audience=desk}">B</abbr>.'],
  ['as a directive in an element', '<p>All :for[Brambleworth]{audience="desk"}</p>'],
  ['in a comment', '<!-- audience: desk -->\n\nBrambleworth'],
  ['in a comment without spaces', '<!--audience:desk-->\n\nBrambleworth'],
  ['in a comment with an equals sign', '<!-- audience="desk" -->\n\nBrambleworth'],
  ['in a comment in braces', '<!-- {for=desk} -->\n\nBrambleworth'],
  ['in a comment of lines', '<!--\nlayout: title\nregion: north\n-->\n\nBrambleworth'],
  ['in a comment among words', 'All <!-- audience: desk --> Brambleworth.'],
  ['in a comment without a sign', '<!-- only desk -->\n\nBrambleworth'],
  ['in a comment that begins something', '<!-- begin audience: desk -->\n\nBrambleworth\n\n<!-- end -->'],
];

describe('a rule in HTML is an error', () => {
  for (const html of [true, false])
    test.for(rules)(`%s, ${html ? 'where HTML is allowed' : 'where it is not'}`, async ([, text, line = 5], { folder }) => {
      const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(html), '01-harbour.md': chapter(text) }));
      expectError(outcome, { file: '01-harbour.md', line });
    });
});

test('a rule in a comment of a chapter has a code of its own', async ({ folder }) => {
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(true), '01-harbour.md': chapter('<!-- audience: desk -->') }));
  expectError(outcome, { file: '01-harbour.md', line: 5, code: /^COMMENT_RULE$/ });
});

describe('what HTML has of its own, and what only shows a rule, is none', () => {
  test.for([
    ['a label', 'A <label for="boats">Boats</label>.'],
    ['a role', '<div role="note">\n\nBoats\n\n</div>'],
    ['a cell’s heading', '<table>\n<tr><td headers="a" colspan="2">Boats</td></tr>\n</table>'],
    ['code', '<p>Write <code>{audience="desk"}</code> behind it.</p>'],
    ['code over lines', '<pre>\n&lt;!-- audience: desk -->\n:::for{audience="desk"}\n</pre>'],
    ['Markdown’s own code', 'Write `<span audience="desk">` or `<!-- audience: desk -->`.'],
    ['a rule on Markdown in HTML', '<div>\n\nBrambleworth {audience="desk"}\n\n</div>'],
    ['a comment for an editor', '<!-- For the next edition: ask the harbour master. -->\n\nBoats'],
    ['a comment for a tool', '<!-- markdownlint-disable MD013 -->\n\nBoats'],
    ['a comment that is put off', '<!-- for: review by June -->\n\nBoats'],
    ['a comment that shows a rule', '<!-- Write `audience: desk` here. -->\n\nBoats'],
    ['a style of its own names', '<span class="desk-plan audience">Boats</span>'],
  ] as const)('%s', async ([, text], { folder }) => {
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(true), '01-harbour.md': chapter(text) }));
    const found = outcome.diagnostics.filter(({ code }) => /^(RULE_|COMMENT_|SETTING_|FRONT_)/.test(code));
    expect(found, reported(outcome)).toEqual([]);
  });
});

test.for([
  ['a chapter', '01-harbour.md', 'Boats.\n\n<!-- for the editor\n\nBrambleworth.\n\n## More\n\nText.\n', 7],
  ['a list of a chapter', '01-harbour.md', '- one\n- <!-- two\n\nText.\n', 6],
  ['a deck', 'slides.md', 'Boats.\n\n---\n\n<!-- say hello\n\n## Quay\n\n---\n\n## Boats\n', 9],
  ['a deck, behind a closed one', 'slides.md', '<!-- Hello. --> <!-- say\n\n## Quay\n', 5],
] as const)('a comment that is never closed in %s is an error where it begins', async ([, file, text, line], { folder }) => {
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(true), [file]: chapter(text) }));
  expectError(outcome, { file, line, code: /^COMMENT_UNCLOSED$/ });
});
