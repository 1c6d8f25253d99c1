/** How a rule is written for whole blocks. */
import type { BlockRule } from './grammar.ts';

const rule = (name: string, write: BlockRule['write'], more: Partial<BlockRule> = {}): BlockRule => ({ name, write, ...more });
const well = { isWell: true } as const;
const inverted = { isInverted: true } as const;

/** Blocks that a wrapper may hold; the secret is in each. */
const contents: readonly (readonly [name: string, write: (secret: string) => string])[] = [
  ['paragraph', (secret) => secret],
  ['list', (secret) => `- open\n- ${secret}`],
  ['quote', (secret) => `> ${secret}`],
  ['table', (secret) => `| A | B |\n| - | - |\n| a | ${secret} |`],
  ['code', (secret) => `\`\`\`text\n${secret}\n\`\`\``],
  ['formula', (secret) => `$$\n\\text{${secret}}\n$$`],
  ['definition', (secret) => `Term\n: ${secret}`],
  ['code with colons', (secret) => `\`\`\`\n:::\n\`\`\`\n\n${secret}`],
  ['formula with colons', (secret) => `$$\n:::\n$$\n\n${secret}`],
  ['code with a directive', (secret) => `\`\`\`markdown\n:::note\nSample\n:::\n\`\`\`\n\n${secret}`],
  ['tildes with colons', (secret) => `~~~\n:::\n~~~\n${secret}`],
  ['indented code with colons', (secret) => `open\n\n    :::\n\n${secret}`],
  ['list with colons in code', (secret) => `- open\n\n  \`\`\`\n  :::\n  \`\`\`\n\n${secret}`],
];

const wrappers: readonly BlockRule[] = [
  ...contents.map(([name, write]) => rule(`:::for, ${name}`, (secret, { braces }) => `:::for${braces}\n${write(secret)}\n:::`, well)),
  rule(':::only', (secret, { braces }) => `:::only${braces}\n${secret}\n:::`, well),
  rule(':::except', (secret, { braces }) => `:::except${braces}\n${secret}\n:::`, { ...well, ...inverted }),
  rule(':::redact', (secret, { braces }) => `:::redact${braces}\n${secret}\n:::`, { ...well, ...inverted }),
  rule(':::otherwise', (secret, { braces }) => `:::for${braces}\nopen\n:::\n:::otherwise\n${secret}\n:::`, { ...well, ...inverted }),
  rule(':::otherwise apart', (secret, { braces }) => `:::for${braces}\nopen\n:::\n\nopen\n\n:::otherwise\n${secret}\n:::`, inverted),
  rule('two colons', (secret, { braces }) => `::for${braces}\n${secret}\n::`),
  rule('one colon', (secret, { braces }) => `:for${braces}\n${secret}\n:`),
  rule('four colons and three', (secret, { braces }) => `::::for${braces}\n${secret}\n:::`),
  rule('three colons and two', (secret, { braces }) => `:::for${braces}\n${secret}\n::`),
  rule('three colons and four', (secret, { braces }) => `:::for${braces}\n${secret}\n::::`, well),
  rule('never closed', (secret, { braces }) => `:::for${braces}\n${secret}`),
  rule('full-width colons', (secret, { braces }) => `：：：for${braces}\n${secret}\n：：：`),
  rule('full-width colons at the end', (secret, { braces }) => `:::for${braces}\n${secret}\n：：：`),
  rule('a space behind the colons', (secret, { braces }) => `::: for${braces}\n${secret}\n:::`),
  rule('a space before the braces', (secret, { braces }) => `:::for ${braces}\n${secret}\n:::`),
  rule('spaces between the colons', (secret, { braces }) => `: : :for${braces}\n${secret}\n: : :`),
  rule('a div of Pandoc', (secret, { braces }) => `::: ${braces}\n${secret}\n:::`),
  rule('a div of Quarto', (secret, { inside }) => `::: {.for ${inside}}\n${secret}\n:::`),
  rule('no braces', (secret) => `:::for inner\n${secret}\n:::`),
  rule('a label for braces', (secret) => `:::for[inner]\n${secret}\n:::`),
  rule('called like the reader', (secret) => `:::inner\n${secret}\n:::`),
  rule('no rule', (secret) => `:::for\n${secret}\n:::`),
  ...['fro', 'For', 'FOR', 'foor', 'onyl', 'Only'].map((name) =>
    rule(`misspelt :::${name}`, (secret, { braces }) => `:::${name}${braces}\n${secret}\n:::`),
  ),
  ...['excpet', 'Except', 'redct'].map((name) =>
    rule(`misspelt :::${name}`, (secret, { braces }) => `:::${name}${braces}\n${secret}\n:::`, inverted),
  ),
];

/** A rule that is a block of its own, as Kramdown and Pandoc have them. */
const alone: readonly BlockRule[] = [
  rule('alone behind a paragraph', (secret, { braces }) => `${secret}\n\n${braces}`),
  rule('alone before a paragraph', (secret, { braces }) => `${braces}\n\n${secret}`),
  rule('right above a paragraph', (secret, { braces }) => `${braces}\n${secret}`),
  rule('alone behind a quote', (secret, { braces }) => `> ${secret}\n\n${braces}`),
  rule('right behind a quote', (secret, { braces }) => `> ${secret}\n${braces}`),
  rule('alone behind a list', (secret, { braces }) => `- open\n- ${secret}\n\n${braces}`),
  rule('alone behind a table', (secret, { braces }) => `| A |\n| - |\n| ${secret} |\n\n${braces}`),
  rule('right behind a table', (secret, { braces }) => `| A |\n| - |\n| ${secret} |\n${braces}`),
  rule('alone behind code', (secret, { braces }) => `\`\`\`text\n${secret}\n\`\`\`\n\n${braces}`),
  rule('right behind code', (secret, { braces }) => `\`\`\`text\n${secret}\n\`\`\`\n${braces}`),
  rule('alone behind an image', (secret, { braces }) => `![${secret}](f.svg)\n\n${braces}`),
  rule('right behind an image', (secret, { braces }) => `![${secret}](f.svg)${braces}`),
  rule('alone behind a formula', (secret, { braces }) => `$$\n\\text{${secret}}\n$$\n\n${braces}`),
  rule('behind a formula', (secret, { braces }) => `$$\n\\text{${secret}}\n$$ ${braces}`),
  rule('in the words of a formula', (secret, { braces }) => `$$\n\\text{${secret} ${braces}}\n$$`),
  rule('behind the words of a formula', (secret, { braces }) => `$$\n\\text{${secret}} ${braces}\n$$`),
  rule('behind the first dollars of a formula', (secret, { braces }) => `$$ ${braces}\n\\text{${secret}}\n$$`),
  rule('behind a formula in a line', (secret, { braces }) => `open $\\text{${secret}}$${braces} words`),
  rule('right behind a directive', (secret, { braces }) => `:::note\n${secret}\n:::\n${braces}`),
  rule('behind the closing colons', (secret, { braces }) => `:::note\n${secret}\n::: ${braces}`),
  rule('in the delimiter of a table', (secret, { braces }) => `| A ${braces} |\n| - |\n| ${secret} |`, well),
  rule('in the row of a table', (secret, { braces }) => `| A | B |\n| - | - |\n| a ${braces} | ${secret} |`, well),
  rule('behind the row of a table', (secret, { braces }) => `| A | B |\n| - | - |\n| a | ${secret} | ${braces}`),
];

/** Lines that four spaces make code, and lines by which other tools choose who reads. */
const moved: readonly BlockRule[] = [
  rule('a paragraph, moved in', (secret, { braces }) => `open\n\n    ${secret} ${braces}`),
  rule('a directive, moved in', (secret, { braces }) => `open\n\n    :::for${braces}\n    ${secret}\n    :::`),
  rule('an item, moved in too far', (secret, { braces }) => `- open\n\n        ${secret} ${braces}`),
  rule('a paragraph above code', (secret, { braces }) => `open ${braces}\n\n    ${secret}`),
  rule('braces in entities', (secret, { inside }) => `${secret} &#123;${inside}}`),
  rule('braces and quotes in entities', (secret, { inside }) => `${secret} {${inside.replaceAll('"', '&quot;')}&rbrace;`),
  rule('ifdef of AsciiDoc', (secret) => `ifdef::inner[]\n${secret}\nendif::[]`),
  rule('a class of AsciiDoc', (secret) => `[.inner]\n${secret}`),
  rule('only of Sphinx', (secret) => `.. only:: inner\n\n   ${secret}`),
  rule('#ifdef', (secret) => `#ifdef inner\n${secret}\n#endif`),
  rule('@only', (secret) => `@only inner\n${secret}`),
  rule('an alert for readers', (secret) => `> [!INNER]\n> ${secret}`),
  rule('a box for readers', (secret) => `!!! inner\n    ${secret}`),
];

const yaml = { style: 'yaml' } as const;
const inside = { style: 'inside' } as const;
const tagged = { style: 'tag' } as const;

const html: readonly BlockRule[] = [
  ...['div', 'section', 'p', 'aside', 'blockquote'].map((tag) =>
    rule(`an attribute of <${tag}>`, (secret, setting) => `<${tag} ${setting.inside}>\n\n${secret}\n\n</${tag}>`, tagged),
  ),
  rule('an attribute of <div>, closed', (secret, setting) => `<div ${setting.inside}>${secret}</div>`, tagged),
  rule('an attribute of <details>', (secret, { inside }) => `<details ${inside}>\n<summary>Open</summary>\n\n${secret}\n\n</details>`, {
    style: 'tag',
  }),
  rule('an attribute of <summary>', (secret, { inside }) => `<details>\n<summary ${inside}>${secret}</summary>\n\nopen\n\n</details>`, {
    style: 'tag',
  }),
  rule('an attribute of <td>', (secret, { inside }) => `<table><tr><td ${inside}>${secret}</td><td>open</td></tr></table>`, {
    style: 'tag',
  }),
  rule('an attribute of <img>', (secret, { inside }) => `<img src="f.svg" alt="${secret}" ${inside}>`, { style: 'tag' }),
  rule('a directive in comments', (secret, { braces }) => `<!-- :::for${braces} -->\n\n${secret}\n\n<!-- ::: -->`),
  rule('braces in a comment', (secret, { braces }) => `<!-- ${braces} -->\n\n${secret}`),
  rule('braces in an element', (secret, { braces }) => `<p>${secret} ${braces}</p>`),
  rule('braces behind an element', (secret, { braces }) => `<p>${secret}</p>${braces}`),
  rule('braces in an element, in entities', (secret, { braces }) => `<div>${secret} ${braces.replaceAll('"', '&quot;')}</div>`),
  rule('an attribute behind one with a sign', (secret, { inside }) => `<p title="a > b" ${inside}>${secret}</p>`, tagged),
  rule('an attribute on a line of its own', (secret, { inside }) => `<div\n  ${inside}\n>\n\n${secret}\n\n</div>`, tagged),
  rule('a comment on who may see', (secret) => `<!-- visible to: inner -->\n\n${secret}`),
  rule('comments around', (secret) => `<!-- begin inner -->\n\n${secret}\n\n<!-- end inner -->`),
  rule('an element of the reader', (secret) => `<only inner>\n\n${secret}\n\n</only>`),
  rule('a comment before', (secret, setting) => `<!-- ${setting.yaml} -->\n\n${secret}`, yaml),
  rule('a comment right before', (secret, setting) => `<!-- ${setting.yaml} -->\n${secret}`, yaml),
  rule('a comment behind', (secret, setting) => `${secret}\n\n<!-- ${setting.yaml} -->`, yaml),
];

const fences: readonly BlockRule[] = [
  rule('code with a language', (secret, setting) => `\`\`\`text ${setting.inside}\n${secret}\n\`\`\``, { ...inside, ...well }),
  rule('code with a language, braces', (secret, { braces }) => `\`\`\`js ${braces}\n${secret}\n\`\`\``),
  rule('code without language', (secret, setting) => `\`\`\` ${setting.inside}\n${secret}\n\`\`\``, inside),
  rule('code without language, braces', (secret, { braces }) => `\`\`\` ${braces}\n${secret}\n\`\`\``),
  rule('code, tight braces', (secret, { braces }) => `\`\`\`${braces}\n${secret}\n\`\`\``),
  rule('code of Pandoc', (secret, setting) => `\`\`\`{.text ${setting.inside}}\n${secret}\n\`\`\``, inside),
  rule('tildes', (secret, setting) => `~~~text ${setting.inside}\n${secret}\n~~~`, { ...inside, ...well }),
  rule('dot', (secret, setting) => `\`\`\`dot alt="open" ${setting.inside}\ndigraph { a [label="${secret}"] }\n\`\`\``, {
    ...inside,
    ...well,
  }),
  rule('dot, title', (secret, setting) => `\`\`\`dot alt="${secret}" ${setting.inside}\ndigraph { a }\n\`\`\``, { ...inside, ...well }),
  rule('code, title', (secret, setting) => `\`\`\`text title="${secret}" ${setting.inside}\nopen\n\`\`\``, { ...inside, ...well }),
];

/** What hangs together: the rule is on one part, the secret in another. */
const hanging: readonly BlockRule[] = [
  rule('a section', (secret, { braces }) => `## Open ${braces}\n\n${secret}`, well),
  rule('a section and its own', (secret, { braces }) => `## Open ${braces}\n\nopen\n\n### Open\n\n${secret}`, well),
  rule('a section, closing marks', (secret, { braces }) => `## Open ${braces} ##\n\n${secret}`),
  rule('a section, behind closing marks', (secret, { braces }) => `## Open ## ${braces}\n\n${secret}`),
  rule('a section, underlined', (secret, { braces }) => `Open ${braces}\n---\n\n${secret}`, well),
  rule('a section with an id', (secret, { inside }) => `## Open {#named ${inside}}\n\n${secret}`, well),
  rule('a section of HTML', (secret, setting) => `<h2 ${setting.inside}>Open</h2>\n\n${secret}`, tagged),
  rule('an item and its own', (secret, { braces }) => `- open\n- open ${braces}\n  - ${secret}`, well),
  rule('an item and its paragraph', (secret, { braces }) => `- open\n\n- open ${braces}\n\n  ${secret}`, well),
  rule('a term and its definition', (secret, { braces }) => `Open ${braces}\n: ${secret}`),
  rule('a call and its note', (secret, { braces }) => `open words\n\nopen[^k] ${braces}\n\n[^k]: ${secret}`, well),
  rule('a call in words and its note', (secret, { braces }) => `open words :for[open[^k]]${braces}\n\n[^k]: ${secret}`, well),
  rule('a link and its address', (secret, { braces }) => `open words\n\n[open][k] ${braces}\n\n[k]: <https://example.org/${secret}>`, well),
];

export const blockRules: readonly BlockRule[] = [...wrappers, ...hanging, ...alone, ...moved, ...html, ...fences];
