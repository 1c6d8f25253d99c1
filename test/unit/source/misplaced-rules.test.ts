/** Rules where none is read, and what looks like one: an error at its place. What only shows rules is none. */
import { describe, expect, it } from 'vitest';
import { parseText } from '../../../pipeline/source/markdown/parse-text.ts';
import type { RuleNames } from '../../../pipeline/source/rules/lookalike.ts';

const names: RuleNames = {
  words: ['for', 'audience', 'except', 'depth', 'clearance'],
  values: ['press', 'desk', 'inner', 'outer', 'open', 'secret', 'summary', 'full'],
};
const reported = (text: string, isDeck = false) =>
  parseText({ source: { name: '01.md', path: '/01.md', shown: '01.md', lang: 'en', text }, isDeck, names })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, place }) => `${place.line}:${place.column} ${code}`);

const rule = '{audience="desk"}';

describe('is an error at its place', () => {
  it.each([
    ['emphasis', `a *b ${rule}*`, '1:6 RULE_LOOKALIKE'],
    ['strong emphasis', `a ***b ${rule}***`, '1:8 RULE_LOOKALIKE'],
    ['struck words', `~~b ${rule}~~`, '1:5 RULE_LOOKALIKE'],
    ['a link', `[b ${rule}](https://x.org)`, '1:4 RULE_LOOKALIKE'],
    ['a link by reference', `[b ${rule}][x]\n\n[x]: https://x.org`, '1:4 RULE_LOOKALIKE'],
    ['the title of a link', `[b](https://x.org 'b ${rule}')`, '1:22 RULE_LOOKALIKE'],
    ['the title of a definition', `[b][x]\n\n[x]: https://x.org 'b ${rule}'`, '3:23 RULE_LOOKALIKE'],
    ['an alternative text', `![b ${rule}](f.svg)`, '1:5 RULE_LOOKALIKE'],
    ['a directive in one', '![b :redact[c]{for=press}](f.svg)', '1:5 RULE_LOOKALIKE'],
    ['a directive in strong words of one', '![b **:for[c]{for=press}**](f.svg)', '1:7 RULE_LOOKALIKE'],
    ['a directive in one by reference', '![b :for[c]{for=press}][f]\n\n[f]: f.svg', '1:5 RULE_LOOKALIKE'],
    ['the title of an image', `![b](f.svg 'c ${rule}')`, '1:15 RULE_LOOKALIKE'],
    ['an image in a link', `[![b ${rule}](f.svg)](https://x.org)`, '1:6 RULE_LOOKALIKE'],
    ['a heading with words behind', `## b ${rule} c`, '1:6 RULE_LOOKALIKE'],
    ['a heading with an id behind', `## b ${rule} {#c}`, '1:6 RULE_LOOKALIKE'],
    ['strong words in a heading', `## **b ${rule}**`, '1:8 RULE_LOOKALIKE'],
    ['an item', `- a\n- b ${rule} c`, '2:5 RULE_LOOKALIKE'],
    ['an item in a quotation', `> - b ${rule} c`, '1:7 RULE_LOOKALIKE'],
    ['a cell', `| a | b |\n| - | - |\n| c | d ${rule} e |`, '3:9 RULE_LOOKALIKE'],
    ['a footnote', `a[^n]\n\n[^n]: b ${rule} c`, '3:9 RULE_LOOKALIKE'],
    ['a definition', `T\n: b ${rule} c`, '2:5 RULE_LOOKALIKE'],
    ['the label of a rule', `:for[b ${rule}]{for=press}`, '1:8 RULE_LOOKALIKE'],
    ['the label of a leaf', `::table[b ${rule}]{data="a.csv"}`, '1:11 RULE_LOOKALIKE'],
    ['an attribute', `:::figure{source='b ${rule}'}\n![a](f.svg)\n:::`, '1:1 RULE_LOOKALIKE'],
    ['an attribute of words', `:index[b]{see='c ${rule}'}`, '1:1 RULE_LOOKALIKE'],
    ['behind other braces', `b {alt="a {b}" for=press}`, '1:13 RULE_LOOKALIKE'],
    ['behind a bare address', `b https://x.org/c${rule}`, '1:18 RULE_LOOKALIKE'],
    ['with signs of ruby', 'b {audience|press} c', '1:3 RULE_LOOKALIKE'],
    ['full-width in a column', '::table{data="a.csv" columns="a=B ｛for=press｝; c"}', '1:1 RULE_LOOKALIKE'],
    ['in the beginning', `${rule} b`, '1:1 RULE_LOOKALIKE'],
    ['above words', `${rule}\nb`, '1:1 RULE_LOOKALIKE'],
    ['alone behind a paragraph', `b\n\n${rule}`, '3:1 RULE_ALONE'],
    ['alone behind a list', `- b\n\n${rule}`, '3:1 RULE_ALONE'],
    ['alone in an item', `- a\n- ${rule}`, '2:3 RULE_ALONE'],
    ['alone behind the last row', `| a | b |\n| - | - |\n| c | d |\n${rule}`, '4:1 RULE_ALONE'],
    ['alone in a cell behind a row', `| a | b |\n| - | - |\n| c | d | ${rule}`, '3:11 RULE_ALONE'],
    ['a colon on a slide', ':::slide[a]{for: press}\n- b\n:::', '1:1 RULE_LOOKALIKE'],
    ['a misspelt directive in another', ':index[a :Except[b]{for=press}]', '1:10 RULE_LOOKALIKE'],
    ['a directive without words', ':for{for=press} b', '1:1 RULE_ALONE'],
    ['a leaf without words', '::for{for=press}\nb\n::', '1:1 RULE_ALONE'],
    ['a space behind its name', 'a :otherwise [b] c', '1:3 RULE_LOOKALIKE'],
    ['a fence that is moved in', 'a\n\n    ```dot alt="b" audience=desk\n    digraph { a }\n    ```', '3:1 RULE_INDENTED'],
    ['the same of several readers', 'a\n\n    ```dot alt="b" for="desk -press"\n    digraph { a }\n    ```', '3:1 RULE_INDENTED'],
    ['a fence without an end', 'a\n\n    ~~~ for=press\n    b', '3:1 RULE_INDENTED'],
    ['a name alone behind a formula', '$$\n\\text{a} {except}\n$$', '2:10 RULE_LOOKALIKE'],
    ['behind a formula in a quotation', '> $$\n> \\text{a} {clearance=secret}\n> $$', '2:12 RULE_LOOKALIKE'],
    ['a name alone', 'a :redact b', '1:3 RULE_LOOKALIKE'],
    ['twice', 'b {for=press for=desk}', '1:3 RULE_TWICE'],
    ['twice in a heading', '## b {for=press for=desk}', '1:6 RULE_TWICE'],
    ['twice on a directive', ':::note{for=press for=desk}\nb\n:::', '1:1 RULE_TWICE'],
    ['twice on words', ':for[b]{for=press for=desk}', '1:1 RULE_TWICE'],
    ['twice behind a fence', '```js for=press for=desk\nb\n```', '1:1 RULE_TWICE'],
    ['misspelt beside one that is right', 'b {for=press clearence=open}', '1:3 RULE_LOOKALIKE'],
    ['misspelt', 'b {fro=press}', '1:3 RULE_LOOKALIKE'],
    ['misspelt behind a fence', '```js fro=press\nb\n```', '1:1 RULE_LOOKALIKE'],
    ['with colons behind a fence', '```js audience: press\nb\n```', '1:1 RULE_LOOKALIKE'],
    ['in the title of code', `\`\`\`js title='b ${rule}'\nb\n\`\`\``, '1:1 RULE_LOOKALIKE'],
    ['a colon in a tag of a title', '[b](https://x.org "c <span audience:desk>d</span>")', '1:22 RULE_LOOKALIKE'],
    ['in front matter', `---\ntitle: b ${rule}\n---\n\n# a`, '2:8 RULE_LOOKALIKE'],
    ['in one of several titles', `---\ntitle:\n  - { text: 'b ${rule}', for: press }\n  - c\n---\n\n# a`, '3:13 RULE_LOOKALIKE'],
  ])('%s', (_, text, expected) => {
    expect(reported(text)).toEqual([expected]);
  });

  it.each([
    ['for=""'],
    ["for = ''"],
    ['for='],
    ['begin audience: desk'],
    ['begin audience: nobody'],
    ['begin audience=nobody'],
    ['begin {audience="desk"}'],
    ['begin {clearance="nobody"}'],
    ['begin of section, for: desk'],
    ['begin for: depth:full'],
    ['begin audience desk'],
    ['begin only desk'],
    ['start audience:\n  - desk'],
    ['end clearance: nobody'],
    ['part two audience=desk'],
    ['note: except: press'],
    ['audience -> desk'],
    ['Kept audience: desk'],
    ['hidden for: desk -press'],
  ])('words before a rule in a comment: %s', (comment) => {
    expect(reported(`# a\n\n<!-- ${comment} -->\n\nb`, true)).toEqual(['3:1 SETTING_RULE']);
    expect(reported(`# a\n\n<!-- ${comment} -->\n\nb`)).toEqual(['3:1 COMMENT_RULE']);
  });

  it.each([
    ['Say to the audience: welcome'],
    ['Ask the audience: who has been here?'],
    ['The audience: silence'],
    ['Begin with the audience: ask who has been here'],
    ['Start: for the record, thanks to all'],
    ['begin audience'],
    ['End of slide: applause'],
    ['Not for long: the press waits'],
    ['Show audience figures (see `audience: desk`)'],
  ])('words of prose in a comment are none: %s', (comment) => {
    expect(reported(`# a\n\n<!-- ${comment} -->\n\nb`, true)).toEqual([]);
    expect(reported(`# a\n\n<!-- ${comment} -->\n\nb`)).toEqual([]);
  });

  it('on slides and their backgrounds', () => {
    expect(reported(`# a\n\n![bg left b ${rule}](f.svg)\n\n- b\n\n---\n\n# c **${rule}** d`, true)).toEqual([
      '3:13 RULE_LOOKALIKE',
      '9:7 RULE_LOOKALIKE',
    ]);
  });
});

describe('is none', () => {
  it.each([
    `a \`b ${rule}\` and \`\` ${rule} \`\``,
    `[a \`${rule}\`](https://x.org) and ![a \`${rule}\`](f.svg)`,
    '[a](https://x.org/{for=press}) and <https://x.org/?for=press> https://x.org/{audience}',
    '$x_{for=1}$ and $$y_{audience=1}$$',
    '$$\nx_{for=1} ::: {audience}\n$$',
    ':::equation\nx_{for=1}\n:::',
    `\`\`\`md\na ${rule}\n:::for{for=x}\n\`\`\``,
    `a\n\n    b \\${rule} c`,
    'a \\{audience="desk"} b \\:for[c] and &#123;audience="desk"&#125;',
    'a {{audience}} b {漢字|かんじ} [see @fig:for, p. 12] :span[b]{lang=fr}',
    '## a {#for .audience}\n\n## b {#c audience="desk"}\n\n## d ## {for=press}',
    'At 12:30, 3:2, 1:for, note:this, note:only, 10:note or so',
    '| a | b {for=press} |\n| - | - |\n| {for=press} | d |',
    `- ${rule}\n\n  - a`,
    '::table{data="a.csv" columns="a=B {for=press}; c"}',
    '```js {2,4-6} title="for the audience" showLineNumbers\na\n```',
    '```bash for example\na\n```',
    '```{.python .numberLines startFrom="100"}\na\n```',
    '![a](f.svg){width=50% fig-align=center form=press}',
    '<!-- a note for the audience: be kind -->\n\n<p class="for">a</p>',
  ])('%s', (text) => {
    expect(reported(text)).toEqual([]);
  });

  it('alternative texts keep what has the form of a directive', () => {
    const { tree } = parseText({
      source: { name: '01.md', path: '/01.md', shown: '01.md', lang: 'en', text: '![At 12:30, **3:2** and note:this [b:c](d)](f.svg)' },
      isDeck: false,
      names,
    });
    expect(JSON.stringify(tree)).toContain('"alt":"At 12:30, 3:2 and note:this b:c"');
  });
});
