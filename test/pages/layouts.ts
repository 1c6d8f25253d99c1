/** A deck with one slide of each layout that the sample pack does not show. */

const points = ['in the north', 'in the centre', 'in the south', 'beyond'];
const items = (heads: readonly string[], sign = '-') =>
  heads.map((head, index) => `${sign} **${head}** what is said ${points[index]}`).join('\n');
const words = 'What there is to see says something, and these are the words that say it to the reader.';
const drawing = '![Three boxes](figures/boxes.svg)';

/** Bodies by layout, in the order of the deck, behind its title slide. */
export const layouts: Readonly<Record<string, string>> = {
  agenda: '',
  section: 'The first part',
  bullets: '- One point in a row\n- Another point\n- A third point\n- A fourth point',
  split: '- One point in a row\n- Another point\n- A third point',
  statement: 'One sentence says what this deck wants to be remembered for.',
  number: '**42 %**\n\nof all applications are made online\n\nSource: register of 2025',
  numbers: items(['42 %', '€ 3.5 m', '15']),
  compare: '### One side\n\n- first\n- second\n\n### The other\n\n- third\n- fourth',
  process: items(['Listen', 'Design', 'Build', 'Review'], '1.'),
  timeline: items(['March 2022', 'July 2023', '2024', '15 May 2025']),
  matrix: items(['Likely, grave', 'Likely, mild', 'Rare, grave', 'Rare, mild']),
  'table-note': `| Meeting | Date |\n| --- | --- |\n| First | 3 July 2023 |\n| Second | 30 April 2024 |\n\n${words}`,
  chart: `::chart{data="data/rows.csv" x=year y=value alt="Bars from 12 to 42"}\n\n**It has trebled**\n\n${words}`,
  image: `${drawing}\n\nWhat it is`,
  'image-left': `${drawing}\n\n${words}`,
  'image-right': `${words}\n\n${drawing}`,
  'image-grid': `${drawing} ${drawing} ${drawing}`,
  people: ['Anna Writer', 'Ben Reader', 'Chie Tanaka'].map((name) => `- ${drawing} **${name}** Director`).join('\n'),
  code: '```js\nconst record = await store.open(key);\nreturn record.value;\n```\n\nA key never changes, so that a link to it never breaks.',
  recommendation: ':::recommendations\n1. Agree on a list {owner="Agency" date=2026-03-31}\n2. Publish results {owner="Office"}\n:::',
  appendix: '- A source of this deck\n- Another source\n- A third one',
  end: 'Anna Writer, a.writer@example.org\n\n::qr[All documents]{href="https://example.org/documents"}',
};

const slides = Object.entries(layouts).map(
  ([layout, body]) => `<!-- _class: ${layout} -->\n\n## A slide in the layout ${layout}\n\n${body}`,
);
// A part needs another one beside it.
const deck = ['# Every layout\n\nWords below the title', ...slides, '<!-- _class: section -->\n\n## The second part'].join('\n\n---\n\n');

const packOf = (title: string, more: string) => ({
  'pack.yaml': `title: ${title}\ndate: 2025-10-15\nauthors: [{ name: A. Writer, role: Director }]\n${more}\n`,
  'slides.md': deck,
  'data/rows.csv': 'year,value\n2021,12\n2022,18\n2023,25\n2024,31\n2025,42\n',
  'figures/boxes.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><path fill="#3d6a9e" d="M0 0h400v300H0z"/><path fill="#9db8d4" d="M30 60h90v180H30zM155 100h90v140h-90zM280 30h90v210h-90z"/></svg>',
});

/** The same deck on a light and on a dark ground. */
export const layoutPacks = {
  layouts: packOf('Layouts of slides', 'kinds: [slides, speaker]'),
  'layouts-dark': packOf('Layouts on a dark ground', 'kinds: [slides]\nscheme: dark'),
};

/** The page of a layout. */
export const pageOf = (layout: string): number => Object.keys(layouts).indexOf(layout) + 2;
