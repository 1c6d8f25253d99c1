/** Every directive: words in its label, in its attributes and in its content, and a rule in its braces. */
import type { Construct, Draft, Ruled } from '../grammar.ts';
import { quoted } from './text.ts';

const table = '| A | B |\n| - | - |\n| a | b |';
const image = '![An image](f.svg)';
const people = (draft: Draft) =>
  draft.file(
    'data/open.csv',
    'name,value,interest,influence,date,title\nAlpha,1,high,low,2025-01-01,Begin\nBeta,2,low,high,2025-02-01,End\n',
  );
const leaf = (head: string) => (words: string, draft: Draft) => {
  people(draft);
  return head.replace('W', () => words);
};

interface Shape {
  readonly name: string;
  /** With a label. */
  readonly label: (words: string) => string;
}
const shapes: readonly Shape[] = [
  ...['note', 'example', 'tip', 'important', 'warning', 'caution', 'summary'].map((name) => ({
    name,
    label: (words: string) => `:::${name}[${words}]\n- open\n:::`,
  })),
  ...['recommendations', 'decision', 'takeaways', 'at-a-glance'].map((name) => ({
    name,
    label: (words: string) => `:::${name}[${words}]\n- open\n:::`,
  })),
  { name: 'aside', label: (words) => `:::aside[${words}]\nopen\n:::\n\nopen words` },
  { name: 'figure', label: (words) => `:::figure[${words}]\n${image}\n:::` },
  { name: 'table', label: (words) => `:::table[${words}]\n${table}\n:::` },
  { name: 'pullquote', label: (words) => `:::pullquote[${words}]\nopen\n:::` },
  { name: 'org', label: (words) => `:::org[${words}]\n- **Council** Ministers\n  - Group\n:::` },
  { name: 'stakeholders', label: (words) => `:::stakeholders[${words}]\n- Ministry {interest=high influence=high}\n:::` },
];

const labels: readonly Construct[] = [
  ...shapes.map(({ name, label }) => ({ name: `label of :::${name}`, write: label })),
  { name: 'label of ::qr', write: (words) => `::qr[${words}]{href="https://example.org/open"}` },
  { name: 'label of ::table', write: leaf('::table[W]{data="data/open.csv"}') },
  { name: 'label of ::timeline', write: leaf('::timeline[W]{data="data/open.csv"}') },
  { name: 'label of ::stakeholders', write: leaf('::stakeholders[W]{data="data/open.csv"}') },
  { name: 'label of ::chart', write: leaf('::chart[W]{data="data/open.csv" x=name y=value alt="open"}') },
  { name: 'label of :::chart', write: leaf(':::chart[W]{data="data/open.csv" x=name y=value alt="open"}\n- open {y=1}\n:::') },
  {
    name: 'caption of one of ::::figures',
    write: (words) => `::::figures\n:::figure[${words}]\n${image}\n:::\n:::figure[open]\n${image}\n:::\n::::`,
  },
];

const attribute = (name: string, head: string): Construct => ({
  name,
  isPlain: true,
  write: (words, draft) => leaf(head)(quoted(words), draft),
});
const attributes: readonly Construct[] = [
  attribute('credit of :::figure', `:::figure[open]{credit=W}\n${image}\n:::`),
  attribute('owner of :::decision', ':::decision{owner=W}\nopen\n:::'),
  attribute('date of :::decision', ':::decision{date=W}\nopen\n:::'),
  attribute('owner of a recommendation', ':::recommendations\n1. open {owner=W date=2027-03-31}\n:::'),
  attribute('alt of ::qr', '::qr{href="https://example.org/open" alt=W}'),
  attribute('source of :::figure', `:::figure[open]{source=W}\n${image}\n:::`),
  attribute('alt of :::figure', ':::figure[open]{alt=W}\n```dot\ndigraph { a }\n```\n:::'),
  attribute('source of :::table', `:::table[open]{source=W}\n${table}\n:::`),
  attribute('source of ::table', '::table[open]{data="data/open.csv" source=W}'),
  attribute('source of ::timeline', '::timeline[open]{data="data/open.csv" source=W}'),
  attribute('alt of ::chart', '::chart[open]{data="data/open.csv" x=name y=value alt=W}'),
  attribute('source of ::chart', '::chart[open]{data="data/open.csv" x=name y=value alt="a" source=W}'),
  attribute('x-title of ::chart', '::chart[open]{data="data/open.csv" x=name y=value alt="a" x-title=W}'),
  attribute('y-title of ::chart', '::chart[open]{data="data/open.csv" x=name y=value alt="a" y-title=W}'),
  attribute('source of :::org', ':::org[open]{source=W}\n- **Council** Ministers\n  - Group\n:::'),
];

/** `key=Heading`; the words stand inside of a value that has other words before them. */
const columns: Construct = {
  name: 'heading in columns of ::table',
  isPlain: true,
  write: (words, draft) => leaf('::table[open]{data="data/open.csv" columns=W}')(quoted(`name=Name; value=${words}`), draft),
};

const charted = ':::chart[open]{data="data/open.csv" x=name y=value alt="open"}';
const contents: readonly Construct[] = [
  { name: 'one of :::recommendations', write: (words) => `:::recommendations\n1. open {owner="Open"}\n2. ${words}\n:::` },
  ...['decision', 'takeaways', 'at-a-glance'].map((name) => ({
    name: `content of :::${name}`,
    write: (words: string) => `:::${name}\nopen\n\n${words}\n:::`,
  })),
  { name: 'figure of :::key-figures', write: (words) => `:::key-figures\n- **12** open\n- **15** ${words}\n:::` },
  { name: 'box of :::org', write: (words) => `:::org[open]\n- **Council** Ministers\n  - ${words}\n:::` },
  {
    name: 'one of :::stakeholders',
    write: (words) => `:::stakeholders[open]\n- Open {interest=low influence=low}\n- ${words} {interest=high influence=high}\n:::`,
  },
  { name: 'note of :::chart', write: leaf(`${charted}\n- open {y=1}\n- W {y=2}\n:::`) },
  { name: 'point of :::chart', write: leaf(`${charted}\n- W {x=Alpha y=1}\n:::`) },
  { name: 'note of :::chart without a place', write: leaf(`${charted}\n- open {y=1}\n- W\n:::`) },
  { name: 'cell of :::table', write: (words) => `:::table[open]\n| A | B |\n| - | - |\n| a | ${words} |\n:::` },
  { name: 'alternative text in :::figure', isPlain: true, write: (words) => `:::figure[open]\n![${words}](f.svg)\n:::` },
];

export const directiveBlocks: readonly Construct[] = [...labels, ...attributes, columns, ...contents];

/** A rule in the braces of a directive. */
const ruled = (name: string, write: Ruled['write']): Ruled => ({ name: `rule of ${name}`, style: 'inside', isWell: true, write });
export const ruledDirectives: readonly Ruled[] = [
  ...shapes.map(({ name, label }) => ruled(`:::${name}`, (secret, { inside }) => label(secret).replace(']\n', `]{${inside}}\n`))),
  ...['keep', 'balanced', 'landscape'].map((name) => ruled(`:::${name}`, (secret, { inside }) => `:::${name}{${inside}}\n${secret}\n:::`)),
  ruled('::::columns', (secret, { inside }) => `::::columns{${inside}}\n:::column\n${secret}\n:::\n:::column\nopen\n:::\n::::`),
  ruled(':::column', (secret, { inside }) => `::::columns\n:::column{${inside}}\n${secret}\n:::\n:::column\nopen\n:::\n::::`),
  ruled('::::figures', (secret, { inside }) => `::::figures{${inside}}\n:::figure[${secret}]\n${image}\n:::\n::::`),
  ruled(':::key-figures', (secret, { inside }) => `:::key-figures{${inside}}\n- **15** ${secret}\n:::`),
  ruled('::table', (secret, { inside }, draft) => `${leaf('::table[W]')(secret, draft)}{data="data/open.csv" ${inside}}`),
  ruled('::timeline', (secret, { inside }, draft) => `${leaf('::timeline[W]')(secret, draft)}{data="data/open.csv" ${inside}}`),
  ruled(
    '::chart',
    (secret, { inside }, draft) => `${leaf('::chart[W]')(secret, draft)}{data="data/open.csv" x=name y=value alt="a" ${inside}}`,
  ),
  ruled(
    ':::chart',
    (secret, { inside }, draft) =>
      `${leaf(':::chart[W]')(secret, draft)}{data="data/open.csv" x=name y=value alt="a" ${inside}}\n- open {y=1}\n:::`,
  ),
  ruled('a note of :::chart', (secret, { inside }, draft) => leaf(`${charted}\n- open {y=1}\n- W {y=2 ${inside}}\n:::`)(secret, draft)),
  ruled('the only note of :::chart', (secret, { inside }, draft) => leaf(`${charted}\n- W {x=Beta ${inside}}\n:::`)(secret, draft)),
  ruled('::stakeholders', (secret, { inside }, draft) => `${leaf('::stakeholders[W]')(secret, draft)}{data="data/open.csv" ${inside}}`),
  ruled(':::equation', (secret, { inside }) => `:::equation{${inside}}\n\\text{${secret}}\n:::`),
  ruled(':index', (secret, { inside }) => `open :index[${secret}]{${inside}} end`),
  ruled('::qr', (secret, { inside }) => `::qr[${secret}]{href="https://example.org/open" ${inside}}`),
  ruled(
    'a recommendation',
    (secret, { inside }) => `:::recommendations\n1. open {owner="Open"}\n2. ${secret} {owner="Office" ${inside}}\n:::`,
  ),
  ruled(
    'the owner of a recommendation',
    (secret, { inside }) => `:::recommendations\n1. open {owner="Open"}\n2. open {owner="${secret}" ${inside}}\n:::`,
  ),
  ruled(
    'a person of :::stakeholders',
    (secret, { inside }) =>
      `:::stakeholders[open]\n- Open {interest=low influence=low}\n- ${secret} {interest=high influence=high ${inside}}\n:::`,
  ),
];

/** Slides and notes in a chapter. */
const slide = (name: string, write: (secret: string, inside: string) => string, isSilent = false): Ruled => ({
  name: `rule of ${name}`,
  style: 'inside',
  isWell: !isSilent,
  isSilent,
  write: (secret, { inside }, draft) => {
    draft.option('kinds', '[slides, handout]');
    draft.file('01-a.md', `# Open chapter\n\nOpen words.\n\n${write(secret, inside)}\n\nOpen end.\n`);
    return undefined;
  },
});
export const ruledSlides: readonly Ruled[] = [
  slide('::::slide', (secret, inside) => `:::slide[${secret}]{${inside}}\n- open\n:::`),
  slide(
    '::::slide, of a part',
    (secret, inside) =>
      `:::slide[${secret}]{layout=section ${inside}}\n:::\n\n:::slide[Open]{layout=section}\n:::\n\n:::slide[Open]{layout=agenda}\n:::\n\n:::slide[End]{layout=section}\n:::`,
  ),
  slide('::::slide, its minutes', (secret, inside) => `:::slide[${secret}]{minutes=2 ${inside}}\n- open\n:::`),
  slide('::::slide, its content', (secret, inside) => `:::slide[Open]{layout=bullets ${inside}}\n- ${secret}\n:::`),
  slide(':::notes', (secret, inside) => `::::slide[Open]\n- open\n\n:::notes{${inside}}\n${secret}\n:::\n::::`, true),
  slide('::::slide, its notes', (secret, inside) => `::::slide[Open]{${inside}}\n- open\n\n:::notes\n${secret}\n:::\n::::`, true),
];
