/** Syntax of other programs: what it becomes, and that what looks like a rule in it is refused. */
import type { Nodes } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { ownDirectives } from '../../../pipeline/source/markdown/foreign/names.ts';
import { parseText } from '../../../pipeline/source/markdown/parse-text.ts';
import { allDirectives, selectionNames } from '../../../pipeline/transform/directives/index.ts';

const names = { words: ['for', 'audience', 'except'], values: ['press', 'desk'], audiences: ['press', 'desk'] };
const parse = (text: string) =>
  parseText({ source: { name: '01.md', path: '/01.md', shown: '01.md', lang: 'en', text }, isDeck: false, names });

/** A tree on one line: names, attributes and words. */
function written(node: Nodes): string {
  if ('value' in node && node.type !== 'code') return node.value;
  const data = node.data as
    | { hName?: string; hProperties?: { className?: string[]; width?: string; align?: string; colSpan?: number; rowSpan?: number } }
    | undefined;
  const { className = [], width, align, colSpan, rowSpan } = data?.hProperties ?? {};
  const marks = [
    ...className,
    ...(width ? [`w${width}`] : []),
    ...(align ? [align] : []),
    ...(colSpan ? [`x${colSpan}`] : []),
    ...(rowSpan ? [`y${rowSpan}`] : []),
  ];
  const directive =
    'name' in node
      ? [node.name as string, ...Object.entries((node as { attributes?: object }).attributes ?? {}).map((pair) => pair.join('='))]
      : [];
  const label = [data?.hName ?? directive.join(' ') ?? '', ...marks].filter(Boolean).join('.') || node.type;
  if (node.type === 'paragraph' && node.data?.directiveLabel) return `[${node.children.map(written).join('')}]`;
  if (node.type === 'paragraph') return node.children.map(written).join('');
  if (node.type === 'code') return `code(${[node.lang, node.meta].filter(Boolean).join(' ')}: ${node.value})`;
  if (node.type === 'image') return `image${marks.length > 0 ? `.${marks.join('.')}` : ''}(${node.url} "${node.alt}")`;
  if (node.type === 'link') return `link(${node.url} ${textOf(node)})`;
  if (node.type === 'break') return '/';
  if (node.type === 'leafDirective' || node.type === 'footnoteReference') return directive[0] ?? 'note';
  return `${label}(${'children' in node ? node.children.map((child) => written(child as Nodes)).join(', ') : ''})`;
}
const made = (text: string) => parse(text).tree.children.map(written).join('; ');
const codes = (text: string) => {
  const { diagnostics, fenceProblems } = parse(text);
  return [...diagnostics, ...fenceProblems].map(({ code, place, severity }) => `${place.line} ${severity} ${code}`);
};

describe('becomes Dossier’s own', () => {
  it.each([
    ['VuePress', '::: tip In short\nOne.\n:::', 'tip([In short], One.)'],
    ['VitePress without a title', '::: info\nOne.\n:::', 'note(One.)'],
    ['Docusaurus', ':::danger Stop\n\nOne.\n\n:::', 'caution([Stop], One.)'],
    ['Docusaurus with a label', ':::info[Read *this*]\nOne.\n:::', 'note([Read emphasis(this)], One.)'],
    ['Quarto', '::: {.callout-note title="Title" collapse=true}\nOne.\n:::', 'note([Title], One.)'],
    ['Quarto with a heading', '::: {.callout-tip}\n## A title\nText.\n:::', 'tip([A title], Text.)'],
    ['MyST', ':::{seealso}\nOne.\n:::', 'note([See also], One.)'],
    ['details', '::: details Click\nOne.\n:::', 'block([Click], One.)'],
    [
      'a title that shows a rule as code',
      '::: tip Write ``{audience="press"}`` here\nOne.\n:::',
      'tip([Write {audience="press"} here], One.)',
    ],
    ['a container of an unknown name', '::: gallery\nOne.\n:::', 'block class=gallery(One.)'],
    ['containers that Pandoc would nest', '::: note\n::: tip\nA\n:::\nB\n:::', 'note(tip(A), B)'],
    ['columns', ':::: {.columns}\n::: {.column width="40%"}\nL\n:::\n::: {.column}\nR\n:::\n::::', 'columns(column(L), column(R))'],
    ['an admonition', '!!! note "Title"\n    One.\n\n    - a\n\nTwo.', 'note([Title], One., list(listItem(a))); Two.'],
    ['an admonition in another', '??? tip\n    One.\n\n    !!! danger\n        Two.', 'tip(One., caution(Two.))'],
    [
      'an admonition in a quotation',
      '> a\n> !!! tip\n>     b\n>\n>     - c\n> d\n>\n> > ??? note "T"\n> >     e',
      'blockquote(a, tip(b, list(listItem(c))), d, blockquote(note([T], e)))',
    ],
    [
      'an image of DocFX',
      'Select :::image type="icon" source="a b.png" alt-text="An [eye]: open" border="false"::: **a**.',
      'Select image(a b.png "An [eye]: open") strong(a).',
    ],
    [
      'columns of DocFX',
      ':::row:::\n    :::column span="":::\n        a\n\n        - b\n    :::column-end:::\n    :::column:::\n        c\n    :::column-end:::\n:::row-end:::\n\nd',
      'columns(column(a, list(listItem(b))), column(c)); d',
    ],
    [
      'a zone, a moniker and an end of an image of DocFX',
      ':::zone pivot="x"\n\na\n\n::: zone-end\n\n::: moniker range=">= b"\n\nc\n\n::: moniker-end\n:::image-end:::',
      'a; c',
    ],
    [
      'tabs, divisions and videos of DocFX',
      '# [Shell](#tab/shell)\n\n```bash-interactive\na\n```\n\n> [!div class="checklist"]\n> * a\n\n> [!VIDEO https://example.org/v]',
      'strong(Shell); code(bash: a); blockquote(list(listItem(a))); blockquote(link(https://example.org/v https://example.org/v))',
    ],
    ['what DocFX includes', 'a [!INCLUDE [b](../c.md)] d `[!INCLUDE [b](c.md)]`', 'a [!INCLUDE [b](../c.md)] d [!INCLUDE [b](c.md)]'],
    ['an admonition in an item', '- a\n\n    !!! note\n        b', 'list(listItem(a, note(b)))'],
    ['tabs', '=== "C"\n\n    one\n\n=== "D"\n\n    two', 'block([C], one); block([D], two)'],
    ['a shortcode around blocks', '{{< note >}}\nOne.\n{{< /note >}}', 'note(One.)'],
    ['a page break', 'a\n\\newpage\nb', 'a; pagebreak; b'],
    ['a table of contents', '[[_TOC_]]\n\na', 'a'],
    ['kramdown', '## A {: #b .c}\n\nText\n{: .lead}\n\n* TOC\n{:toc}', 'c(A); Text'],
    ['a comment', 'a %%b%% c\n\n%%\nd\n%%\n\ne', 'a c; e'],
    ['a line block', '| One\n|   two\n| three', 'One/\u00a0\u00a0two/three'],
    [
      'lettered lists',
      'a) one\nb) two\n\ni. three\nii. four',
      'list--lower-alpha-paren(listItem(one), listItem(two)); list--lower-roman(listItem(three), listItem(four))',
    ],
    ['examples', '(@) one\n(@x) two\n\nSee (@x).', 'list--decimal-parens(listItem(one), listItem(two)); See (2).'],
    ['an initial', 'A. Smith wrote it.', 'A. Smith wrote it.'],
    ['sub- and superscripts', 'H~2~O, x^2^, ~~a~~ and ~b c~', 'Hsub(2)O, xsup(2), delete(a) and delete(b c)'],
    ['escaped scripts', 'x\\^2^ and H\\~2~O', 'x^2^ and H~2~O'],
    ['marked words', 'a ==b== c == d == e', 'a mark(b) c == d == e'],
    ['spans', '[a *b*]{.smallcaps} [c]{lang=fr} [d]{.underline}', 'span class=smallcaps(a , emphasis(b)) span lang=fr(c) u(d)'],
    ['notes in the line', 'a^[b *c*] d', 'anote d; footnoteDefinition(b emphasis(c))'],
    ['wiki links', '[[A b]], [[c|d]], [[e#F g]] and x[[1]]', 'link(A%20b.md A b), link(c.md d), link(e.md#f-g e > F g) and x[[1]]'],
    [
      'links to headings',
      '## A b\n\n[A b], [c][a b], [e][a-b] and [d]',
      'heading(A b); link(#a-b A b), link(#a-b c), link(#a-b e) and [d]',
    ],
    ['embeds', '![[a.png|300]] ![[b.png|words]]', 'image.w300(a.png "") image(b.png "words")'],
    ['sizes', '![a](b.png){width=50%} ![c](d.png){ width="2in" }', 'image.w50%(b.png "a") image.w192(d.png "c")'],
    ['a figure', '![A b](c.png){#fig:d}', 'figure id=fig:d([A b], image(c.png "A b"))'],
    ['a figure of Quarto', '![A](c.png){#fig-d fig-alt="Alt"}', 'figure id=fig-d([A], image(c.png "Alt"))'],
    ['a div that is a figure', '::: {#fig-d}\n![A](c.png)\n\nCaption.\n:::', 'figure id=fig-d([Caption.], image(c.png "A"))'],
    [
      'a caption behind a table',
      '| a |\n| - |\n| b |\n\n: C *d* {#tbl:e}',
      'table id=tbl:e([C emphasis(d)], table(tableRow(tableCell(a)), tableRow(tableCell(b))))',
    ],
    [
      'a caption before a table',
      'Table: C {#tbl-e}\n\n| a |\n| - |\n| b |',
      'table id=tbl-e([C], table(tableRow(tableCell(a)), tableRow(tableCell(b))))',
    ],
    [
      'a caption close below a table',
      '| a | b |\n| - | - |\n| c | d |\n: E',
      'table([E], table(tableRow(tableCell(a), tableCell(b)), tableRow(tableCell(c), tableCell(d))))',
    ],
  ])('%s', (_, text, expected) => {
    expect(made(text)).toBe(expected);
  });

  it('grid tables, with blocks and spans in their cells', () => {
    const text = [
      '+---+-------+',
      '| A | - b   |',
      '|   | - c   |',
      '+===+:=====:+',
      '| d wide    |',
      '+---+-------+',
      '| e | 日本  |',
      '+---+-------+',
    ].join('\n');
    expect(made(text)).toBe(
      'table(thead(tr(th(A), th.center(list(listItem(b), listItem(c))))), tbody(tr(td.x2(d wide)), tr(td(e), td.center(日本))))',
    );
  });

  it('simple tables and those with several lines a row', () => {
    expect(made('  Right   Left\n-------   ------\n     12   a b')).toBe(
      'table(thead(tr(th.right(Right), th.left(Left))), tbody(tr(td.right(12), td.left(a b))))',
    );
    const rows = ['--------------', 'A    B', '---- ---------', ' a    b', '      c', '', ' d    e', '--------------'].join('\n');
    expect(made(rows)).toBe('table(thead(tr(th.left(A), th.left(B))), tbody(tr(td.left(a), td.left(b\nc)), tr(td.left(d), td.left(e))))');
  });
});

describe('code', () => {
  it.each([
    ['```rust,ignore\na\n```', 'code(rust: a)'],
    ['```{r}\na\n```', 'code(r: a)'],
    ['```{r, echo=FALSE, fig.cap="x"}\na\n```', 'code(r: a)'],
    ['``` {.python .numberLines}\na\n```', 'code(python showLineNumbers: a)'],
    ['```{python}\n#| echo: false\na\n```', 'code(python: a)'],
    ['```js{1,3-4}\na\n```', 'code(js {1,3-4}: a)'],
    ['```ts:line-numbers [a.ts]\na\n```', 'code(ts showLineNumbers title="a.ts": a)'],
    [
      '```py hl_lines="2 3" linenums="1" title="b.py"\na\n```',
      'code(python {2,3} showLineNumbers=1 title="b.py": a)'.replace('python', 'py'),
    ],
    ['```{2}\na\n```', 'code({2}: a)'],
    ['```ts title="x.ts" showLineNumbers {2,4-6}\na\n```', 'code(ts title="x.ts" showLineNumbers {2,4-6}: a)'],
    ['```mermaid alt="b"\na\n```', 'code(mermaid alt="b": a)'],
    ['```{mermaid}\n%%| label: fig-x\n%%| fig-cap: "B c"\na\n```', 'code(mermaid #fig-x caption="B c": a)'],
    ['::: tip\n```md\n::: tip\n```\n:::', 'tip(code(md: ::: tip))'],
  ])('%j', (text, expected) => {
    expect(made(text)).toBe(expected);
  });

  it('reports words without effect once', () => {
    expect(codes('```c foo\na\n```\n\n```c foo\nb\n```')).toEqual(['1 info CODE_META']);
  });
});

describe('front matter', () => {
  const matter = (text: string) => parse(text).matter;
  it('has other names for the standfirst', () => {
    expect(matter('---\ntitle: A\ndescription: B *c*\ntags: [x]\n---\n')).toEqual({ title: 'A', standfirst: 'B *c*' });
    expect(matter('---\ntitle: 2024\nsubtitle: B\nabstract: C\n---\n')).toEqual({ title: '2024', standfirst: 'B' });
  });
  it('reports all other keys in one line', () => {
    expect(codes('---\ntags: [x]\nsidebar_position: 2\nlayout: page\n---\na')).toEqual(['2 info MATTER_UNUSED']);
  });
  it('may hold colons that YAML does not like', () => {
    expect(matter('---\ntitle: A: b\nweird: {{ x }}\n---\n')).toEqual({ title: 'A: b' });
  });
  it('may be TOML', () => {
    expect(matter('+++\ntitle = "A"\n[extra]\nx = 1\n+++\n\nb')).toEqual({ title: 'A' });
    expect(made('+++\ntitle = "A"\n+++\n\nb')).toBe('b');
  });
  it.each([['audiance: press'], ['readers: press'], ['title: A: b\naudience: : press']])('refuses %j', (line) => {
    expect(codes(`---\n${line}\n---\na`).some((one) => one.includes('error'))).toBe(true);
  });
  it('refuses a rule in TOML', () => {
    expect(codes('+++\naudience = "press"\n+++\na')).toEqual(['2 error RULE_LOOKALIKE']);
  });
});

describe('a rule in it is read or refused', () => {
  const rule = '{audience="press"}';
  it.each([
    [`::: ${rule}\na\n:::`],
    [`::: tip ${rule}\na\n:::`],
    ['::: {.note audience=press}\na\n:::'],
    ['::: only press\na\n:::'],
    ['::: press\na\n:::'],
    ['::: {.content-visible when-profile="press"}\na\n:::'],
    ['::: notes\na\n:::'],
    [`!!! note ${rule}\n    a`],
    ['a :::image source="b.png" alt-text="c {audience=desk}"::: d'],
    [':::row:::\n    :::column audience="desk":::\n        a\n    :::column-end:::\n:::row-end:::'],
    ['a :::image source="b.png" audience="desk" alt-text="c"::: d'],
    [':::image source="b.png" alt-text="c" audience="desk":::'],
    [':::zone pivot="desk" {audience=desk}\na\n:::zone-end'],
    [`!!! note ${rule}\n\n    a`],
    ['!!! press\n    a'],
    [`[a]${rule} b`],
    [`![a](b.png)${rule} b`],
    [`a^[b ${rule}] c`],
    [`[[a|b ${rule}]] c`],
    [`==b ${rule}== c`],
    ['a %%audience: press%% b'],
    ['%%\naudience: press\n%%\n\nb'],
    ['{% if press %}a{% endif %}'],
    [`![a ${rule}](b.png){#fig:c}`],
    [`: a ${rule} b`],
    [`+---+\n| a ${rule} |\n+---+`],
    [`+---------------------------+\n| a ${rule}      |\n+---------------------------+`],
    [`  A     B\n----  ----\n  a   b ${rule}`],
    ['```{python}\n#| audience: press\na\n```'],
    ['$$\na\n$$ {except="press" except="press"}'],
  ])('%j', (text) => {
    expect(codes(text).filter((one) => one.includes('error'))).not.toEqual([]);
  });
  it('is read in a container', () => {
    expect(made(`::: tip\n\na ${rule}\n\nb\n\n:::`)).toBe('tip(a, b)');
    expect(codes(`::: tip\n\na ${rule}\n\nb\n\n:::`)).toEqual([]);
  });
});

describe('a proposed change', () => {
  const codesOf = (text: string) => codes(text).filter((one) => !one.includes('info'));
  it.each([
    ['Write {--`{audience: desk}`--}{++`{audience: press}`++}.'],
    ['- a\n- Write {~~`{audience="desk"}`~>words~~}, please: now.\n- b'],
    ['Write `{audience: desk}` {--at the end--}.'],
    ['Write ``{audience=desk} ` `` {--or--} {--`:for[words]`--}'],
    ['## a {~~Write `` ｛audience="desk"｝ `` here~>b~~} c {: .lead}'],
    ['> [!info]- a {~~Write `` {audience: desk} `` here~>b~~} c\n> d'],
    ['> [!example] A\n> a {--Write `` {audience="desk"} `` here--} b'],
    ['::::slide[A]{minutes=2}\n::: tip a {~~Write `` {for=} `` here~>b~~} c\nd\n:::\n::::'],
    ['=== "A"\n\n    b\n\n    {++c {~~Write \\:redact\\[x\\]\\{for="desk"\\} here~>d~~} e++}'],
    ['| a {~~Write `{audience=desk}` here~>b~~} | c |\n| - | - |\n| d | e |'],
    ['(@) a\n(@) a {--Write `<span audience="desk">` here--} b'],
    ['a\n\n{--\n\n- a <a name="there">Write `` <!-- audience: desk --> `` here</a> b\n- c\n\n--}\n\nd'],
    ['{--\n\n## a^[Write `{audience=desk}` here] ##\n\nb\n\n--}'],
    ['- a {--Write `{audience=desk}` here--} b {x=Alpha y=1}'],
    ['a\n\n{--\n\n```text\n{audience=desk}\n```\n\nb\n\n--}\n\nc'],
    ['> a\\\n> b {~~Write `::for` here~>c~~} d'],
    ['a\n\n{--\n\nb :for[Write `` :for[words]{audience="desk"} `` here]{audience="desk"} c\n\n--}\n\nd'],
    ['a\n\n{--\n\n~~~\n<!-- audience: desk -->\n~~~\n\n--}\n\nb'],
  ])('of code that shows a rule is none of a rule: %j', (text) => {
    expect(codesOf(text)).toEqual([]);
  });
  it.each([
    ['Write `code`. {--{audience=desk}--}'],
    ['Write {--`{audience=desk}` {audience=desk}--} words.'],
    // A rule becomes code.
    ['Words {~~{audience=desk}~>`{audience=desk}`~~}'],
    // What looks like code is none, or need not be.
    ['A <b title="`">a ` b {--`{audience=desk}`--}</b>'],
    ['See http://a.example/`a ` b {--`{audience=desk}`--}'],
    ['a `b | c` {--`{audience=desk}`--} | d `'],
    ['<!-- a ` b\n\n{--`{audience=desk}`--} -->'],
    ['<b\ntitle="x">a\n{--`{audience=desk}`--} words</b>'],
    ['a {--[b](`{audience=desk}`)--} c'],
    ['<div class="a">\n{--`{audience=desk}`--}\n</div>'],
  ])('that may be of a rule is refused: %j', (text) => {
    expect(codesOf(text).join()).toContain('error CHANGE_RULE');
  });
});

it('a change in a box or tab of MkDocs is none of code', () => {
  expect(made('!!! note\n\n    a {--b--}\n\n        {--c--}\n\n- d\n\n    ??? tip\n        {++e++}\n\n    {--f--} g')).toBe(
    'note(a, code(: {--c--})); list(listItem(d, tip(e), g))',
  );
});

describe('what was meant as Markdown', () => {
  it.each([
    ['a[^9] b', ['1 warning NOTE_MISSING']],
    ['a[^é] b\n\n[^é]: c', []],
    ['[^a]: b', ['1 info NOTE_UNUSED']],
    ['[a][b] c', ['1 warning LINK_UNDEFINED']],
    ['x[i][j]', []],
    ['\\[a][b]', []],
    ['##Heading here', ['1 warning HEADING_SPACE']],
    ['#hashtag', []],
    ['| a | b |\n| - |\n| c | d |', ['2 warning TABLE_BROKEN']],
    ['a [!INCLUDE [b](../c.md)] d `[!INCLUDE [b](c.md)]`', ['1 warning TEMPLATE_TAG']],
    [':::zone pivot="x"\na\n:::zone-end', ['1 warning CONTAINER_UNKNOWN']],
    ['{% include x %} and {{ page.title }}', ['1 warning TEMPLATE_TAG']],
    ['::: foo\n:::\n\n::: foo\n:::', ['1 warning CONTAINER_UNKNOWN']],
  ])('%j', (text, expected) => {
    expect(codes(text)).toEqual(expected);
  });
  it('is reported at the line of the file', () => {
    expect(codes('!!! note\n    a\n!!! tip\n    b\n\na[^9]')).toEqual(['6 warning NOTE_MISSING']);
  });
});

it('names are those of the directives', () => {
  expect([...ownDirectives].filter((name) => name !== '').sort()).toEqual(
    [...new Set([...allDirectives.map(({ name }) => name), ...selectionNames])].sort(),
  );
});
