/**
 * What only shows a rule, or has nothing to do with one: none of it may be an error. Code, formulas and what a backslash makes
 * plain stay free, and so does prose that nobody would take for a rule.
 */
import type { Random } from '../random.ts';
import { containers } from './constructs/containers.ts';
import { homes } from './constructs/homes.ts';
import { inWords } from './constructs/words.ts';
import type { Construct } from './grammar.ts';
import { allBlocks, type Placement } from './sample.ts';
import { noSetting } from './settings.ts';

const shown = [
  '{audience="inner"}',
  ':for[words]{audience="inner"}',
  '{audiance=inner}',
  '{audience: inner}',
  '｛audience="inner"｝',
  ':::for{for=inner}',
  '<span audience="inner">',
  '<!-- audience: inner -->',
  '{for=}',
  '::for',
  ':redact[x]{for="outer"}',
];

/** In a line. */
const inLine: readonly string[] = [
  ...shown.map((rule) => `Write \`${rule}\` here`),
  ...shown.map((rule) => `Write \`\` ${rule} \`\` here`),
  ...shown.filter((rule) => /^[{:]/.test(rule)).map((rule) => `Write ${rule.replace(/[:[\]{}]/g, '\\$&')} here`),
  'The formula $x_{for}$ and $f_{audience=1}$ hold',
  'The formula $\\{for=1\\}$ holds',
  'The audience is the inner circle',
  'For inner use: everyone',
  'At 12:30 for [all] members',
  'A note:this and for:that in words',
  'The ratio 1:for, or 2:1',
  'The set {1, 2} and {x | x > 0} of numbers',
  'A template says {name} or { name }',
  'An address https://example.org/?audience=inner&for=x of a page',
  'The [page](https://example.org/?for=inner "for the inner circle") of words',
  'Write audience="inner" behind it',
  'The word for is a preposition, except when it is not',
  'A smiley :) and another :-{ in words',
  'The audience: those who listen',
  'Only the best, for the rest',
  'An equation for=2 and audience = 3 in words',
];

/** Attributes of other tools; they may be a warning. */
const attributes: readonly string[] = [
  'width=50%',
  'font=12px',
  'form=a4',
  'fold=true',
  '.class',
  'fig-align="center"',
  'lang=ja',
  'format=html',
  'force=true',
  'code-fold="true"',
  'style="color: red"',
  'exec=true',
  'fit',
];

const ofBlocks: readonly string[] = [
  ...['```text', '```markdown', '```', '~~~', '````js'].flatMap((fence) =>
    [
      ':::for{audience="inner"}\nwords\n:::',
      'words {audience="inner"}',
      '---\naudience: inner\n---',
      '<!-- audience: inner -->',
      ':for[x]{audiance=y}',
      '<div audience="inner">',
    ].map((text) => `${fence}\n${text}\n${(/^[`~]+/.exec(fence) as RegExpExecArray)[0]}`),
  ),
  'words\n\n    const inner = { outer: 1 };\n    for (const a of inner) {}',
  'words\n\n    words \\{audience="inner"}',
  '$$\n\\{audience = inner\\}\n$$',
  '$$\nx_{for="1"} + y_{audience=inner}\n$$',
  ':::equation\nx_{for=1}\n:::',
  '```yaml\naudiences:\n  inner: { label: Inner }\ndata:\n  a.csv: { audience: inner }\n```',
  '```html\n<p for="inner" audience="inner">x</p>\n```',
  ...attributes.map((attribute) => `![An image](f.svg){${attribute}}`),
  '> For the audience: words',
  '- for: words\n- audience: words',
  '| for | audience | except |\n| - | - | - |\n| a | b | c |',
  'For\n: The audience.',
  '## For the audience\n\nwords',
  '## Words {.wide}\n\nwords',
];

const marker = 'Marker';
const plainBlocks = allBlocks.filter(({ isPlain, name }) => !isPlain && !/HTML|formula|label/.test(name));
const plainWords = inWords.filter(({ isPlain, name }) => !isPlain && name !== 'footnote' && !name.startsWith('link'));
const asRule = (text: string): Placement['rule'] => ({ blocks: { name: text, write: (secret) => (secret === '' ? secret : text) } });

/** A text that must not be an error, in constructs and a file. `isBare` in `packOf` gives the same without it. */
export function randomLiteral(random: Random): Placement & { readonly text: string } {
  const outer: readonly Construct[] = random.chance(0.4) ? [random.pick(containers)] : [];
  const common = { secret: marker, setting: noSetting, containers: outer, home: random.pick(homes) };
  if (random.chance(0.4)) {
    const text = random.pick(ofBlocks);
    // Fences in a cell of a grid are not told apart from its other lines, and refused.
    if (common.containers.some(({ name }) => name.includes('grid')) && text.includes('\n')) common.containers = [];
    return { ...common, text, rule: asRule(text) };
  }
  const text = random.pick(inLine);
  const rule = { words: { name: text, write: () => text } };
  return { ...common, text, rule, inWords: random.chance(0.3) ? random.pick(plainWords) : undefined, block: random.pick(plainBlocks) };
}
