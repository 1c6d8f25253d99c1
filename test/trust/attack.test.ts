/** Ways to write a rule that no document explains, as people write them who come from other tools: each is an error. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentsOf, expectError, type Outcome, reported, secret } from '../support/trust.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

const pack = `title: Pack
date: 2026-02-03
kinds: [briefing]
properties: { clearance: { levels: [public, hidden] } }
audiences:
  desk: { label: Desk, properties: { clearance: hidden } }
  press: { label: Press, properties: { clearance: public } }
`;

/** A pack of one chapter, whose text begins in line 5. */
async function madeOf(text: string, others: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-attack-'));
  folders.push(folder);
  for (const [name, content] of Object.entries({ 'pack.yaml': pack, '01-a.md': `# Chapter\n\nOpen text.\n\n${text}\n`, ...others })) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), content);
  }
  return documentsOf(folder);
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
];

describe('a rule as other tools would have it is an error:', () => {
  it.each(refused)('%s', async (_, text) => {
    expectError(await madeOf(text), { file: '01-a.md' });
  });

  it('a setting that only names a reader', async () => {
    const slides = `# A\n\n---\n\n<!-- desk only -->\n## ${secret}\n`;
    expectError(await madeOf('Text.', { 'pack.yaml': pack.replace('[briefing]', '[slides]'), 'slides.md': slides }), { file: 'slides.md' });
  });

  it('a heading of a data column', async () => {
    const outcome = await madeOf('::table[T]{data="d.csv"}', { 'd.csv': `a,b {audience=desk}\nx,${secret}\n` });
    expectError(outcome, { file: 'd.csv', line: 1 });
  });

  it.each([
    ['x.md', `Open.\n\n${secret} {audience="desk"}\n`, 3],
    ['x.ndjson', `{"a":"open"}\n{"a":"${secret}","audience":"desk"}\n`, 2],
    ['x.xml', `<r>\n<row audience="desk">${secret}</row>\n</r>\n`, 2],
    ['x.toml', `[[row]]\na = "${secret}"\naudience = "desk"\n`, 3],
  ])('in the attached file %s', async (name, content, line) => {
    const attached = `${pack}attachments: [{ file: ${name}, title: T }]\n`;
    expectError(await madeOf('Text.', { 'pack.yaml': attached, [name]: content }), { file: name, line });
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
  ['a definition with a title', 'See [a].\n\n[a]: https://example.org (audience of the thing)'],
];

describe('no rule is seen in', () => {
  it.each(harmless)('%s', async (_, text) => {
    const outcome = await madeOf(text);
    expect(
      outcome.diagnostics.filter(({ severity }) => severity === 'error'),
      reported(outcome),
    ).toEqual([]);
    expect(outcome.documents).toHaveLength(2);
  });
});
