/** Raw HTML states no rules: what looks like one is an error at its place, with `html: true` and without. */
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf, expectError, expectWithheld, leaks, reported, secret } from '../support/trust.ts';

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

/** Rules that are well written, in and around raw HTML: selection cuts Markdown before a tag is paired with another. */
const placements: readonly (readonly [string, string])[] = [
  ['a section between tags', '<div>\n\n## Plan {audience="desk"}\n\nBrambleworth\n\n</div>\n\n## Open\n\nOpen words'],
  ['a section whose start tag is before it', '<div>\n\nOpen words\n\n## Plan {audience="desk"}\n\nBrambleworth</div>'],
  ['a section that opens what it does not close', '## Plan {audience="desk"}\n\n<div>\n\nBrambleworth\n\n## Open\n\nOpen words\n\n</div>'],
  ['a section that closes what it did not open', '<div>\n\n## Plan {audience="desk"}\n\n</div>\n\nBrambleworth\n\n## Open\n\nOpen words'],
  ['a section with a start of a table', '## Plan {audience="desk"}\n\n<table><tr><td>Brambleworth\n\n## Open\n\nOpen words'],
  ['a section with words of HTML only', '## Plan {audience="desk"}\n\n<p>Brambleworth</p>\n\n## Open\n\nOpen words'],
  ['a section with a heading of HTML', '## Plan {audience="desk"}\n\n<h2>Brambleworth</h2>\n\nwords\n\n## Open\n\nOpen words'],
  ['a section with what is folded', '## Plan {audience="desk"}\n\n<details><summary>Brambleworth</summary>\n\na\n\n## Open\n\nOpen words'],
  [
    'a section with an image',
    '## Plan {audience="desk"}\n\n<img src="data:image/png;base64,AAAA" alt="Brambleworth">\n\n## Open\n\nOpen words',
  ],
  ['a section with a player', '## Plan {audience="desk"}\n\n<video src="Brambleworth.mp4"></video>\n\n## Open\n\nOpen words'],
  ['a section with an anchor', '## Plan {audience="desk"}\n\n<a name="brambleworth"></a>\n\n## Open\n\nOpen words'],
  ['a directive with HTML', '<section>\n\n:::for{audience="desk"}\n<b>Brambleworth</b>\n:::\n\n</section>\n\nOpen words'],
  ['a directive that leaves a tag open', ':::for{audience="desk"}\n<div>\n\nBrambleworth\n:::\n\nOpen words'],
  [
    'a directive between the parts of a table',
    '<table>\n<tr>\n\n:::for{audience="desk"}\n<td>Brambleworth</td>\n:::\n\n<td>Open words</td></tr></table>',
  ],
  ['words in a line', 'All <b>:for[Brambleworth]{audience="desk"}</b> open words'],
  ['words around a tag', 'All :for[Brambleworth<b>x</b>]{audience="desk"} open words'],
  ['words in a cell with a break', '| A | B |\n| - | - |\n| a<br>b | :for[Brambleworth]{audience="desk"}<br>c |\n\nOpen words'],
  ['a row with a break', '| A | B |\n| - | - |\n| a<br>b | Brambleworth<br>c {audience="desk"} |\n\nOpen words'],
  ['a paragraph with a break', 'Brambleworth<br>second {audience="desk"}\n\nOpen words'],
  ['an item with tags', '- open words\n- <kbd>Brambleworth</kbd> {audience="desk"}'],
  ['a note with tags', 'Open words :for[and[^k]]{audience="desk"}\n\n[^k]: <sub>Brambleworth</sub><br>b'],
  ['a title with a break', '## Brambleworth<br>plan {audience="desk"}\n\nText\n\n## Open\n\nOpen words'],
];

test.for([
  ['where HTML is on', true],
  ['where it is off', false],
] as const)('a rule around raw HTML, or in it, is honoured %s', async ([, html], { folder }) => {
  // Each in a chapter of its own, with a secret and open words of its own.
  const own = (text: string, index: number) => text.replace(/Brambleworth/gi, `$&${index}end`).replace(/open words/i, `$& ${index}end`);
  const chapters = placements.map(([, text], index) => [
    `${10 + index}.md`,
    chapter(own(text, index)).replace('Harbour', `Harbour ${index}`),
  ]);
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(html), ...Object.fromEntries(chapters) }));
  expect(outcome.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const [index, [name]] of placements.entries()) {
    const word = `${secret}${index}end`;
    expect(leaks(outcome, 'press', word), name).toEqual([]);
    // What everybody may read is swallowed by no open tag; without HTML, names of files and of anchors are not printed.
    expect(leaks(outcome, 'press', `open words ${index}end`), name).not.toEqual([]);
    if (html) expect(leaks(outcome, 'desk', word), name).not.toEqual([]);
  }
});

describe('what HTML hides is printed for nobody', () => {
  const hiding: readonly (readonly [string, string])[] = [
    ['an attribute', '<div hidden>Brambleworth</div>\n\nOpen words'],
    ['an attribute over blocks', '<div hidden>\n\nBrambleworth\n\n- Brambleworth\n\n</div>\n\nOpen words'],
    ['an attribute in a line', 'Open words <span hidden>Brambleworth</span>'],
    ['a style', '<p style="color: red; display:none !important">Brambleworth</p>\n\nOpen words'],
    ['a style that is written oddly', '<p style="display/**/:  NONE">Brambleworth</p>\n\nOpen words'],
    ['a style of visibility', '<p style="visibility: hidden">Brambleworth</p>\n\nOpen words'],
    ['a template', '<template><p>Brambleworth</p></template>\n\nOpen words'],
    ['a script', '<script>\nconst name = "Brambleworth";\n</script>\n\nOpen words'],
    ['a script in a line', 'Open words <script>Brambleworth</script>'],
    ['a comment', 'Open words <!-- Brambleworth -->'],
    ['a comment in a cell', '| A |\n| - |\n| open words <!-- Brambleworth --> |'],
    ['a comment in HTML', '<div>\n<!-- Brambleworth -->\nopen words\n</div>'],
  ];
  test.for([true, false])('html: %s', async (html, { folder }) => {
    const own = hiding.map(([, text], index) => text.replace(/open words/i, `$& ${index}end`));
    const chapters = Object.fromEntries(
      own.map((text, index) => [`${10 + index}.md`, chapter(text).replace('Harbour', `Harbour ${index}`)]),
    );
    const slides = own.map((text) => `## Slide\n\n${text}`).join('\n\n---\n\n');
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(html), ...chapters, 'slides.md': slides }));
    expect(leaks(outcome, 'press'), reported(outcome)).toEqual([]);
    expect(leaks(outcome, 'desk'), reported(outcome)).toEqual([]);
    expect(reported(outcome)).toContain('warning HTML_HIDDEN');
    for (const [index, [name]] of hiding.entries()) expect(leaks(outcome, 'press', `open words ${index}end`), name).not.toEqual([]);
  });

  test('an element that is not closed where it was opened is an error, because it would hide the rest', async ({ folder }) => {
    const text = '<div hidden>\n\nText\n\n## Plan {audience="desk"}\n\n</div>\n\n## More\n\nText';
    const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(true), '01-harbour.md': chapter(text) }));
    expectError(outcome, { file: '01-harbour.md', line: 5, code: /^HTML_HIDDEN_OPEN$/ });
  });
});

test('a file that is withheld is not named by a player', async ({ folder }) => {
  const yaml = `${pack(true)}data: { films/quay.mp4: { audience: desk } }\n`;
  const text = '<video src="films/quay.mp4"></video>\n\n![Quay](films/quay.mp4)\n\n<img src="films/quay.mp4" alt="Quay">';
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': yaml, '01-harbour.md': chapter(text), 'films/quay.mp4': 'x' }));
  expectWithheld(outcome, { file: '01-harbour.md' }, { words: 'quay.mp4', reads: null });
});

test('authors cannot make the marks that Dossier’s own elements carry', async ({ folder }) => {
  const text = '<span data-placed="0" data-mark="0" data-at="x:1:1" class="note slide" role="heading" data-tag="Artifact">A</span>\n\n$x$';
  const { documents } = await documentsOf(await write(folder, { 'pack.yaml': pack(true), '01-harbour.md': chapter(text) }));
  expect(documents[0]?.html).toContain('<p><span>A</span></p>');
});
