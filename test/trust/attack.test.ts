/** Ways to write a rule that no document explains, as people write them who come from other tools: each is an error. */
import { link } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { test as it, write } from '../support/folders.ts';
import { documentsOf, expectError, expectWithheld, leaks, type Outcome, reported, secret } from '../support/trust.ts';

const pack = `title: Pack
date: 2026-02-03
kinds: [briefing]
properties: { clearance: { levels: [public, hidden] } }
audiences:
  desk: { label: Desk, properties: { clearance: hidden } }
  press: { label: Press, properties: { clearance: public } }
`;

/** A pack of one chapter, whose text begins in line 5. */
async function madeOf(folder: string, text: string, others: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  return documentsOf(await write(folder, { 'pack.yaml': pack, '01-a.md': `# Chapter\n\nOpen text.\n\n${text}\n`, ...others }));
}

const fence = '```';
const vega = (data: string) =>
  `${fence}vega-lite caption="c" alt="a"\nmark: bar\ndata: ${data}\nencoding: { x: { field: a, type: nominal }, y: { field: b, type: quantitative } }\n${fence}`;

const refused: readonly (readonly [string, string])[] = [
  ['an attribute that nobody knows', `${secret} {readers="desk"}`],
  ['an attribute in another language', `${secret} {対象="desk"}`],
  ['a condition', `${secret} {unless="press"}`],
  ['an attribute with data-', `${secret} {data-audience="desk"}`],
  ['an unequals sign', `${secret} {audience!="press"}`],
  ['a comparison', `${secret} {clearance>=hidden}`],
  ['a mere name', `${secret} {desk}`],
  ['a name with an exclamation mark', `${secret} {!press} is here.`],
  ['a name with only', `${secret} {desk only} is here.`],
  ['a condition of Jinja', `{% if desk %}${secret}{% endif %}`],
  ['a condition of Handlebars', `{{#if desk}}${secret}{{/if}}`],
  ['a field alone in its line', `audience: desk\n\n${secret}`],
  ['a link of a wiki', `[[audience:desk]] ${secret}`],
  ['a definition that is a comment', `[//]: # (audience: desk)\n\n${secret}`],
  ['a heading without its space', `##Costs {audience="desk"}\n\n${secret}`],
  ['a heading of seven signs', `####### Costs {audience="desk"}\n\n${secret}`],
  ['a definition of a link', `See [${secret}][p].\n\n[p]: https://example.org "t" {audience="desk"}`],
  ['a caption behind its table', `| a | b |\n|---|---|\n| x | ${secret} |\n\nTable: Caption {audience="desk"}`],
  ['words behind a fence', `${fence}js for desk\n${secret}\n${fence}`],
  ['a fence that does not close', `${fence}js\n${secret}\n${fence} {audience="desk"}\n${fence}`],
  ['an option of a cell', `${fence}js\n#| audience: desk\n${secret}\n${fence}`],
  ['a comment of a drawing', `${fence}dot alt="a" caption="c"\n// audience: desk\ndigraph { a [label="${secret}"] }\n${fence}`],
  ['an attribute in a drawing', `${fence}dot alt="a" caption="c"\ndigraph { a [label="${secret}" audience=desk] }\n${fence}`],
  ['a label in a drawing', `${fence}mermaid alt="a" caption="c"\ngraph TD; A["${secret} {audience=desk}"]-->B\n${fence}`],
  ['a record inside of a chart', vega(`{ values: [ { a: ${secret}, b: 1, audience: desk }, { a: Open, b: 2 } ] }`)],
  ['an element called like a rule', `<audience name="desk">${secret}</audience>`],
  ['an element called like a reader', `<desk>${secret}</desk>`],
  ['a directive that is moved in', `    :::only{audience="desk"}\n    ${secret}\n    :::`],
  ['a paragraph that is moved in', `- item\n\n      ${secret} {audience="desk"}`],
  ['code under a paragraph with a rule', `Costs: {audience="desk"}\n\n    ${secret}`],
  ['a box with a rule on its head', `!!! note "Costs" {audience="desk"}\n\n    ${secret}`],
  ['a box called like a reader', `!!! desk "Costs"\n    ${secret}`],
  ['an opening brace that is a reference', `${secret} &#123;audience="desk"}`],
  ['an equals sign that is a reference', `${secret} {audience&equals;"desk"}`],
  ['no opening brace', `${secret} audience="desk"}`],
  ['no braces at all', `${secret} audience="desk"`],
  ['a class called like a reader', `${secret} {.desk}`],
  ['a class on a heading', `## ${secret} {.desk}`],
  ['a class on a directive', `:::note{.desk}\n${secret}\n:::`],
  ['a class of a condition', `${secret} {.no-press}`],
  ['a name of a condition', `${secret} {audience-desk}`],
  ['a property with its value', `${secret} {clearance-hidden}`],
  ['a switch', `${secret} {hide="press"}`],
  ['words of a span', `The [${secret}]{desk} is here.`],
  ['a class behind a fence', `${fence}{.js .desk}\n${secret}\n${fence}`],
  ['words in a formula', `$$\nx = \\text{${secret} {audience="desk"}}\n$$`],
  ['a directive in a formula', `Then $x \\text{:for[${secret}]{audience="desk"}}$ is.`],
  ['a comment in a formula', `$$\n% audience: desk\nx = \\text{${secret}}\n$$`],
  ['a directive called like a reader', `:::desk\n${secret}\n:::`],
  ['words under a directive called like a reader', `Then :desk[${secret}] is.`],
  ['an element with a reader', `<if desk>${secret}</if>`],
  ['an element called "only"', `<only for-desk>${secret}</only>`],
  ['an attribute at the end of an alternative text', `![${secret}|audience=desk](f.svg)`],
  ['an attribute as the title of an image', `![${secret}](f.svg 'audience=desk')`],
  ['a comment that begins a part', `<!-- begin desk -->\n\n${secret}\n\n<!-- end desk -->`],
  ['a comment on who may see', `<!-- visible to: desk -->\n\n${secret}`],
  ['a comment on who may not', `<!-- hide: press -->\n\n${secret}`],
  ['a sign on the next line of a comment', `<!-- audience\n: desk -->\n\n${secret}`],
  ['front matter that has lost a sign', `Open.\n\n---\nlayout: center\naudience desk\n---\n\n${secret}`],
  ['a full-width equals sign behind a formula', `$$\n\\text{${secret}} {except＝"press"}\n$$`],
  ['full-width braces in a formula', `$$\n\\text{${secret}} ｛audience="desk"｝\n$$`],
  ['an unclosed brace in a formula', `$$\n\\text{${secret}} {audience="desk"\n$$`],
  ['right behind words of a formula', `Then $\\text{${secret}}{audience=desk}$ is.`],
  ['behind an equation', `:::equation\nx = \\text{${secret}} {audience="desk"}\n:::`],
  ['a column of a chart’s text', vega(`{ values: "a,b,audience\\n${secret},1,desk\\nOpen,2,", format: { type: csv } }`)],
  ['a field that says who reads', vega(`{ values: [ { a: ${secret}, b: 1, readers: desk }, { a: Open, b: 2 } ] }`)],
  ['a comment without a sign', `${fence}mermaid alt="a" caption="c"\ngraph TD\n%% audience desk\nA["${secret}"]-->B\n${fence}`],
  ['a class of HTML', `<div class="only-desk">\n\n${secret}\n\n</div>`],
  ['a switch of HTML', `<p hidden="press">${secret}</p>`],
  ['a condition of Vue', `<p v-if="audience === 'desk'">${secret}</p>`],
  ['a condition of AsciiDoc', `ifdef::desk[]\n${secret}\nendif::[]`],
  ['a role of AsciiDoc', `[.desk]\n${secret}`],
  ['a condition of Sphinx', `.. only:: desk\n\n   ${secret}`],
  ['a condition of C', `#ifdef desk\n${secret}\n#endif`],
  ['a condition of TeX', `\\ifdesk\n${secret}\n\\fi`],
  ['an environment of TeX', `\\begin{desk}\n${secret}\n\\end{desk}`],
  ['a block of Org', `#+BEGIN_DESK\n${secret}\n#+END_DESK`],
  ['a column that says who reads', `| a | visible to |\n|---|---|\n| ${secret} | desk |\n| Open | press |`],
  ['full-width braces behind a formula', `$$\n\\text{${secret}}\n$$ ｛except="press"}`],
];

describe('a rule as other tools would have it is an error:', () => {
  it.for(refused)('%s', async ([, text], { folder }) => {
    expectError(await madeOf(folder, text), { file: '01-a.md' });
  });

  it('a setting that only names a reader', async ({ folder }) => {
    const slides = `# A\n\n---\n\n<!-- desk only -->\n## ${secret}\n`;
    expectError(await madeOf(folder, 'Text.', { 'pack.yaml': pack.replace('[briefing]', '[slides]'), 'slides.md': slides }), {
      file: 'slides.md',
    });
  });

  it.for([
    [
      'right above a heading that begins a slide',
      `---\nheadingDivider: 2\n---\n\n# A\n\nText\n\n<!-- audience: desk -->\n\n## ${secret}\n`,
    ],
    ['right above dashes', `# A\n\nText\n\n<!-- audience: desk -->\n\n---\n\n## ${secret}\n`],
    ['that skips', `# A\n\n---\n\n<!-- skip: true -->\n\n# ${secret}\n`],
  ] as const)('a setting %s', async ([, slides], { folder }) => {
    expectError(await madeOf(folder, 'Text.', { 'pack.yaml': pack.replace('[briefing]', '[slides]'), 'slides.md': slides }), {
      file: 'slides.md',
    });
  });

  it('a rule right above dashes, in a deck of Slidev', async ({ folder }) => {
    const slides = `---\nmdc: true\ntheme: seriph\n---\n\n# A\n\n---\n\n## B\n\nOpen {audience="desk"}\n---\n\n${secret}\n`;
    const made = await madeOf(folder, 'Text.', { 'pack.yaml': pack.replace('[briefing]', '[slides]'), 'slides.md': slides });
    expectWithheld(made, { file: 'slides.md' });
  });

  it('a rule right above dashes, in a box of remark', async ({ folder }) => {
    const slides = `class: center\n# A\n---\n## B\n\n.footnote[\nOpen {audience="desk"}\n---\n\n${secret}\n]\n\n---\n## C\n`;
    const made = await madeOf(folder, 'Text.', { 'pack.yaml': pack.replace('[briefing]', '[slides]'), 'slides.md': slides });
    expectWithheld(made, { file: 'slides.md' });
  });

  it.for([
    ['behind a way to fit', `## B\n\n<!-- fit: none audience:desk -board -->\n\n${secret}\n`],
    ['in the comment of a fitted heading', `## <!-- fit audience: desk -board --> ${secret}\n`],
  ] as const)('a rule %s', async ([, slide], { folder }) => {
    const slides = `# A\n\n---\n\n${slide}`;
    const made = await madeOf(folder, 'Text.', { 'pack.yaml': pack.replace('[briefing]', '[slides]'), 'slides.md': slides });
    expectError(made, { file: 'slides.md' });
  });

  it.for([
    ['a span of Pandoc', `open [${secret}]{audience} words`],
    ['a name in braces', `{audience} ${secret}`],
  ] as const)('%s in the bibliography', async ([, publisher], { folder }) => {
    const bib = `@book{b, title = {Open}, author = {Doe, J}, year = {2020}, publisher = {${publisher}}}\n`;
    const made = await madeOf(folder, 'See [@b].', { 'pack.yaml': `${pack}bibliography: refs.bib\n`, 'refs.bib': bib });
    expectError(made, { file: 'refs.bib' });
  });

  it('a slide that Slidev hides is printed for nobody', async ({ folder }) => {
    const slides = `# A\n\n---\nhide: true\n---\n\n# ${secret}\n`;
    const made = await madeOf(folder, 'Text.', { 'pack.yaml': pack.replace('[briefing]', '[slides]'), 'slides.md': slides });
    expect([leaks(made), leaks(made, 'desk')]).toEqual([[], []]);
    expect(made.documents.length).toBeGreaterThan(0);
  });

  it.for([
    ['of pack.yaml', 'pack.yaml', `${pack}# audience: desk\nsubtitle: ${secret}\n`, 8],
    ['behind a value', 'pack.yaml', `${pack}subtitle: ${secret} # audience: desk\n`, 8],
    ['of front matter', '01-a.md', `---\n# audience: desk\ntitle: ${secret}\n---\n\nText\n`, 2],
    ['of BibTeX', 'r.bib', `% audience: desk\n@book{a, title={${secret}}, author={X Y}, year=2020}\n`, 1],
    ['of BibTeX, as an entry', 'r.bib', `@comment{audience: desk}\n@book{a, title={${secret}}, author={X Y}, year=2020}\n`, 1],
    ['of Pandoc’s title block', '01-a.md', `% audience desk\n\n# C\n\nText ${secret}\n`, 1],
  ] as const)('a comment %s', async ([, name, text, line], { folder }) => {
    const others: Record<string, string> = name === 'r.bib' ? { 'pack.yaml': `${pack}bibliography: [r.bib]\n` } : {};
    expectError(await madeOf(folder, 'See [@a].', { ...others, [name]: text }), { file: name, line });
  });

  it.for(['readers', 'visible_to', 'Hidden from'])('a column called %s', async (name, { folder }) => {
    const outcome = await madeOf(folder, '::table[T]{data="d.csv"}', { 'd.csv': `a,${name}\n${secret},desk\nOpen,\n` });
    expectError(outcome, { file: 'd.csv', line: 1 });
  });

  it('words of a template', async ({ folder }) => {
    const partial = `{{#if (eq audience "press")}}x{{/if}}\n<p class="press">${secret} {audience="desk"}</p>\n`;
    expectError(await madeOf(folder, 'Text.', { 'templates/partials/own.hbs': partial }), { file: 'templates/partials/own.hbs', line: 2 });
  });

  it.for([
    ['marks of emphasis without partners', '*a_ '.repeat(20_000)],
    ['two sorts of them', '*a **b '.repeat(50_000)],
  ] as const)('%s, at once', async ([, text], { folder }) => {
    const start = performance.now();
    expectError(await madeOf(folder, text), { file: '01-a.md', line: 5, code: /^MARKS_LIMIT$/ });
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('another name of a file that a rule withholds', async ({ folder }) => {
    await write(folder, {
      'pack.yaml': `${pack}data: { d.csv: { audience: desk } }\n`,
      '01-a.md': '# Chapter\n\nOpen.\n\n::table[T]{data="e.csv"}\n',
      'd.csv': `a,b\n${secret},1\n`,
    });
    await link(path.join(folder, 'd.csv'), path.join(folder, 'e.csv'));
    expectWithheld(await documentsOf(folder), { file: '01-a.md' });
  });

  it('a heading of a data column', async ({ folder }) => {
    const outcome = await madeOf(folder, '::table[T]{data="d.csv"}', { 'd.csv': `a,b {audience=desk}\nx,${secret}\n` });
    expectError(outcome, { file: 'd.csv', line: 1 });
  });

  it.for([
    ['x.md', `Open.\n\n${secret} {audience="desk"}\n`, 3],
    ['x.ndjson', `{"a":"open"}\n{"a":"${secret}","audience":"desk"}\n`, 2],
    ['x.xml', `<r>\n<row audience="desk">${secret}</row>\n</r>\n`, 2],
    ['x.toml', `[[row]]\na = "${secret}"\naudience = "desk"\n`, 3],
  ] as const)('in the attached file %s', async ([name, content, line], { folder }) => {
    const attached = `${pack}attachments: [{ file: ${name}, title: T }]\n`;
    expectError(await madeOf(folder, 'Text.', { 'pack.yaml': attached, [name]: content }), { file: name, line });
  });
});

const harmless: readonly (readonly [string, string])[] = [
  ['sets and numbers', 'The set {1, 2} and {EU, JP}, if x >= 3, {x != y}.'],
  ['a command of TeX', 'The macro \\begin{audience} text \\end{audience}.'],
  ['attributes of other tools', 'There are {role="admin"}, {lang="fr"}, {target=_blank} and {class="press"}.'],
  ['a name of prose', 'The {desk} in the middle, the (press), the [desk].'],
  ['templates in words', 'Write {% if user %} hello {% endif %} and {% for item in items %}.'],
  ['labels of a memo', '**Audience:** press\n\n**For:** the board'],
  ['a rule shown as code', `Write \`{readers="desk"}\`, or:\n\n${fence}md\n- item {audience="desk"}\n${fence}`],
  ['a fence shown in a fence', `${fence}${'`'}md\n${fence}js {audience="desk"}\nx\n${fence}\n${fence}${'`'}`],
  ['a drawing of readers', `${fence}mermaid alt="a" caption="c"\ngraph TD\nA{audience?} -->|for desk| B[press]\n${fence}`],
  ['members of a class', `${fence}mermaid alt="a" caption="c"\nclassDiagram\nclass P {\n  +audience: string\n}\n${fence}`],
  ['readers as values of a chart', vega('{ values: [ { a: desk, b: 1 }, { a: press, b: 2 } ] }')],
  ['references that show both braces', 'Write &#123;audience="desk"&#125; behind it.'],
  ['an attribute in the middle of prose', 'Write audience="desk" behind it.'],
  ['classes of layout', '## Title {.wide .no-number}\n\nText.'],
  ['an identifier called like a reader', '## Press {#press}\n\nText.'],
  ['moved-in code', 'Run:\n\n    npm run press -- --for desk\n    for (const a of b) {}'],
  [
    'a formula of sets',
    '$\\text{audience} = \\{ x : \\text{for all } x \\}$ and $x_{for=1}$ and $\\frac{a}{b=c}$ and $\\text{all} {n = 1}$',
  ],
  ['comments on parts', '<!-- begin section -->\n\nOpen\n\n<!-- end section -->\n\n<!-- see: the desk at the door -->'],
  ['directives of others', ':::gallery\nx\n:::\n\n:::details\nx\n:::'],
  ['signs in an alternative text', '![Harbour at 12:30 a=b](f.svg "x = 1")'],
  ['conditions of others', '.. only:: html\n\n#ifdef DEBUG and @if you like, `ifdef::desk[]`'],
  ['people and lists', '@press is a name. #press too.\n\n- [ ] press\n\n=> for the press'],
  ['a table of readers', '| Audience | Message |\n|---|---|\n| Press | One |\n| Desk | Two |'],
  ['a box of another tool', '!!! note "For the press"\n    Words for the desk.\n\n> [!NOTE]\n> The press.'],
  ['many marks of emphasis', `${'A *b* and **c** '.repeat(800)}\n\n| a | b |\n|---|---|\n${'| 12* | a_b |\n'.repeat(1200)}`],
  ['a definition with a title', 'See [a].\n\n[a]: https://example.org (audience of the thing)'],
];

describe('no rule is seen in', () => {
  it.for(harmless)('%s', async ([, text], { folder }) => {
    const outcome = await madeOf(folder, text);
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      reported(outcome),
    ).toEqual([]);
    expect(outcome.documents).toHaveLength(2);
  });
});
