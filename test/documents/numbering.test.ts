/** Standards and legal texts: appendices, parts, patterns, numbers by chapter, paragraphs, fixed numbers, notes, terms, and references to all. */
import { expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { documentsOf } from '../support/trust.ts';

/** The final HTML as one line, without what only printing needs. */
async function htmlOf(folder: string, files: Readonly<Record<string, string>>) {
  const { documents, diagnostics } = await documentsOf(await write(folder, files));
  const html = (documents[0]?.html ?? '')
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replaceAll('\u00AD', '')
    .replace(/ (?:data-[a-z]+|dir|class|id)="[^"]*"/g, '')
    .replace(/<\/?(?:a|span|em)(?: [^>]*)?>/g, '')
    .replaceAll('\u00A0', ' ')
    .replace(/\s*\n\s*/g, ' ');
  return { html, raw: documents[0]?.html ?? '', codes: diagnostics.map(({ code }) => code) };
}

const pack = (more: string) => `title: Harbours\ndate: 2026-11-30\nkinds: [briefing]\ncover: false\n${more}`;

const law = {
  'pack.yaml': pack(`appendices: [a.md]
numbering:
  perChapter: true
  through: true
  paragraphs: section
  pattern: { part: "Part {I}", chapter: "Chapter {I}", sections: "{article} {1}", appendix: "{annex} {I}" }
`),
  '01.md': `---
part: General provisions
---
# Scope {#scope}

## Subject matter

Only one paragraph.

## Definitions {#defs}

First words.

The words of [@par:old], of [@item:barges] and of [](#defs).

a) harbour;
b) vessel:
   (i) ships;
   (ii) barges; {#item:barges}
c) master.

Without a number. {.unnumbered}

Of an older law. {#par:old number=3a}

Last words.

## {.deleted}

## Inserted {number=4a #inserted}

c) third;
ca) between;
d) fourth.

## Next {#next}

See [@sec:inserted], [@sec:scope], [@sec:vessels], [-@sec:next], [@page:vessels] and [@part:general-provisions].
`,
  '02.md': `---
part: Duties
---
# Records

## Keeping {#keeping}

:::table[Fees]{#fees number=1a}
| Vessel | Fee |
| --- | --- |
| Ship | 120 |
:::

:::table[More fees]{#more}
| Vessel | Fee |
| --- | --- |
| Boat | 20 |
:::

See [@tbl:fees; @tbl:more].
`,
  'a.md': '# Vessels {#vessels}\n\n## Ships\n\n:::table[Classes]{#classes}\n| Class |\n| --- |\n| A |\n:::\n\nSee [@tbl:classes].\n',
};

test('a law has parts, chapters, articles that run on, numbered paragraphs and annexes', async ({ folder }) => {
  const { html, raw, codes } = await htmlOf(folder, law);
  expect(codes).toEqual([]);
  for (const part of [
    '<h1>Part I General provisions</h1>',
    '<h1>Chapter I Scope</h1>',
    '<h2>Article 1 Subject matter</h2> <p>Only one paragraph.</p>',
    '<h2>Article 2 Definitions</h2> <p>(1) First words.</p>',
    '<p>(2) The words of Article 2(3a), of b)(ii) and of Article 2.</p>',
    '<p>Without a number.</p>',
    '<p>(3a) Of an older law.</p>',
    '<p>(4) Last words.</p>',
    '<h2>Article 3 (deleted)</h2>',
    '<h2>Article 4a Inserted</h2>',
    '<li style="list-style-type: &#x22;c)\u2002&#x22;">third;</li>',
    '<li style="list-style-type: &#x22;ca)\u2002&#x22;">between;</li>',
    '<h2>Article 5 Next</h2>',
    'See Article 4a, Chapter I, Annex I, 5, page 00 and Part I.',
    '<h1>Part II Duties</h1>',
    '<h2>Article 6 Keeping</h2>',
    'Table II.1a Fees',
    'Table II.2 More fees',
    'See Tables II.1a and II.2.',
    '<h1>Annex I Vessels</h1>',
    '<h2>I.1 Ships</h2>',
    'Table I.1 Classes',
    'See Table I.1.',
  ])
    expect(html).toContain(part);
  expect(raw).toMatch(/content: "Chapter I .{1,8}Scope"/);
  expect(html).toMatch(/<li>Part I General provisions000<\/li> <li>Chapter I Scope000/);
});

const standard = {
  'pack.yaml': pack('numbering: { sections: 3, notes: true }\n'),
  '00.md': '# Foreword {-}\n\nWords.\n\n## Changes\n\nMore.\n',
  '01.md': `# Scope

Words.

# Terms {#terms}

:::terms
load {#term:load}
: weight

bridge
: what carries a load ([@term:load])
:::

## More terms

:::terms
pier
: what stands
:::

# Tests

## General

:::note
Alone.
:::

## Procedure {#procedure}

:::note{#note:sand}
Sand.
:::

> [!NOTE]
> Water, see [@note:sand], [@ex:one] and [@item:two].

:::note[Mud]
Mud.
:::

:::example{#ex:one}
One.
:::

1) first
2) second {#item:two}

| A |
| --- |
| a |

: Loads {#tbl:loads}

$$ a = b $$ {#eq:one number=7}

$$ a = c $$ {#eq:two}

See [@eq:one; @eq:two], [@tbl:loads], [@tbl:values], [@eq:mass], [@sec:loads], [@sec:forms] and [@sec:detail].
`,
  '02.md': `---
appendix: normative
---
# Loads {#loads}

## Amounts

### Detail {#detail}

:::table[Values]{#values}
| A |
| --- |
| a |
:::

:::figure[A bridge]{#bridge}
\`\`\`dot alt="A bridge"
digraph { a }
\`\`\`
:::

$$ F = m $$ {#eq:mass}
`,
  '03.md': '---\nappendix: informative\n---\n# Annex C: Forms {#forms}\n\nWords.\n',
  '04.md': '# Tools {.appendix}\n\n## Kinds\n\nWords.\n',
};

test('a standard has annexes, terms, notes and examples with numbers', async ({ folder }) => {
  const { html, codes } = await htmlOf(folder, standard);
  expect(codes).toEqual([]);
  for (const part of [
    '<h1>Foreword</h1>',
    '<h2>Changes</h2>',
    '<p aria-hidden="true">1</p> <h1>Scope</h1>',
    '<dt>2.1 load</dt>',
    '<dt>2.2 bridge</dt> <dd>what carries a load (2.1) </dd>',
    '<h2>2.3 More terms</h2>',
    '<dt>2.3.1 pier</dt>',
    '<p>Note</p><p>Alone.</p>',
    '<p>Note 1</p><p>Sand.</p>',
    '<p>Note 2</p> <p>Water, see Note 1, Example and 2).</p>',
    '<p>Note 3 Mud</p>',
    '<p>Example</p><p>One.</p>',
    'See Equations 7 and 8, Table 1, Table A.1, Equation A.1, Annex A, Annex C and Section A.1.1.',
    '<h1>Annex A Loads</h1> <p>(normative)</p>',
    '<h3>A.1.1 Detail</h3>',
    'Table A.1 Values',
    'Figure A.1 A bridge',
    '(A.1)',
    '<h1>Annex C Forms</h1> <p>(informative)</p>',
    '<h1>Appendix D Tools</h1>',
    '<h2>D.1 Kinds</h2>',
  ])
    expect(html.replace(/> </g, '><')).toContain(part.replace(/> </g, '><'));
});

test('paragraphs run through the document or by chapter, and notes have no number unless they are asked for', async ({ folder }) => {
  const text = `# One

First. {#par:first}

- an item

:::note
A note.
:::

Second.

# Two

Third, see [@par:first; @par:third]. {#par:third}

# Only an appendix {.appendix}

Fourth.
`;
  const through = await htmlOf(`${folder}/through`, { 'pack.yaml': pack('numbering: { paragraphs: true }\n'), '01.md': text });
  expect(through.html).toContain('<p>1 First.</p>');
  expect(through.html).toContain('<p>3 Third, see paragraph 1 and paragraph 3.</p>');
  expect(through.html).toContain('<p>4 Fourth.</p>');
  expect(through.html).toContain('<p>Note</p><p>A note.</p>');
  const titles = '# Appendix I thought of\n\nA) one\nB) two\n\n1) three\n\nWords [](#annex-to-it).\n\n# Annex to it\n\nMore.\n';
  const plain = await htmlOf(`${folder}/plain`, { 'pack.yaml': pack(''), '01.md': titles });
  expect(plain.html).toContain('<h1>Appendix I thought of</h1>');
  expect(plain.html).toContain('<li>two</li> </ol> <ol> <li>three</li>');
  expect(plain.html).toContain('Words Chapter 2.');
  const chapter = await htmlOf(`${folder}/chapter`, { 'pack.yaml': pack('numbering: { paragraphs: chapter }\n'), '01.md': text });
  expect(chapter.html).toContain('<p>1.2 Second.</p>');
  expect(chapter.html).toContain('<p>2.1 Third, see paragraph 1.1 and paragraph 2.1.</p>');
  expect(chapter.html).toContain('<p>A.1 Fourth.</p>');
});

test('books of Quarto and mdBook say what their parts and appendices are', async ({ folder }) => {
  const texts = { 'a.md': '# First\n\nWords.\n', 'b.md': '# Second\n\nWords.\n', 'c.md': '# Third\n\nWords.\n' };
  const quarto = await htmlOf(`${folder}/quarto`, {
    ...texts,
    '_quarto.yml':
      'book:\n  title: Bridges\n  chapters:\n    - a.md\n    - part: "Part I: Beams"\n      chapters: [b.md]\n  appendices: [c.md]\n',
  });
  expect(quarto.html).toContain('<h1>Part I Beams</h1>');
  expect(quarto.html).toContain('<h1>Appendix A Third</h1>');
  const book = await htmlOf(`${folder}/book`, {
    'SUMMARY.md': '# Summary\n\n[First](a.md)\n\n# Beams\n\n- [Second](b.md)\n- [Third](c.md)\n',
    ...texts,
  });
  expect(book.html.match(/<h1>Part \w+ \w+<\/h1>/g)).toEqual(['<h1>Part I Beams</h1>']);
});

test('words and places are those of the language', async ({ folder }) => {
  const files = (lang: string) => ({
    'pack.yaml': pack(`languages: [${lang}]\nnumbering: { pattern: { sections: "{article} {1}" } }\n`),
    '01.md': '# Eins\n\n## Eins eins {#erst}\n\nA [@sec:erst], [@sec:zwei].\n',
    '02.md': '---\nappendix: normative\n---\n# Zwei {#zwei}\n\nB.\n',
  });
  const french = await htmlOf(`${folder}/fr`, files('fr'));
  expect(french.html).toContain('<h1>Annexe A Zwei</h1>');
  expect(french.html).toContain('A article 1, annexe A.');
  const hungarian = await htmlOf(`${folder}/hu`, files('hu'));
  expect(hungarian.html).toContain('<h2>1. cikk Eins eins</h2>');
  const japanese = await htmlOf(`${folder}/ja`, files('ja'));
  expect(japanese.html).toContain('附属書A');
  expect(japanese.html).toContain('（規定）');
});

test('paragraphs of articles are referred to as the language has it', async ({ folder }) => {
  const of = async (lang: string, pattern: string, more = '') => {
    const { html, codes } = await htmlOf(`${folder}/${lang}${pattern.length}`, {
      'pack.yaml': pack(
        `languages: [${lang}]\nnumbering: { through: true, paragraphs: section, pattern: { sections: ${JSON.stringify(pattern)} } }\n`,
      ),
      '01.md': `# A\n\n## B {#b}\n\nFirst.\n\nSecond. {#par:two}\n\n## C {#c}\n\nFirst {#par:three}\n\nRefers [@par:two], [@par:three${more}].\n\nBoth [@sec:b; @sec:c].\n`,
    });
    expect(codes).toEqual([]);
    return [/Refers ([^<]*?)\.?<\/p>/.exec(html)?.[1], /Both ([^<]*)\.<\/p>/.exec(html)?.[1]];
  };
  expect(await of('de', '§ {1}', ' Satz 1')).toEqual(['§ 1 Abs. 2, § 2 Abs. 1 Satz 1', '§§ 1 und 2']);
  expect(await of('de', '{article} {1}', ', Satz 1')).toEqual([
    'Artikel 1 Absatz 2, Artikel 2 Absatz 1, Satz 1',
    'Artikel 1 und Artikel 2',
  ]);
  expect(await of('de', 'Art. {1}')).toEqual(['Art. 1 Abs. 2, Art. 2 Abs. 1', 'Art. 1 und Art. 2']);
  expect(await of('en', 'Article {1}', '(b)')).toEqual(['Article 1(2), Article 2(1)(b)', 'Article 1 and Article 2']);
  expect((await of('fr', 'Article L. {1}'))[0]).toBe('article L. 1, paragraphe 2, article L. 2, paragraphe 1');
  expect((await of('pl', 'Art. {1}'))[0]).toBe('art. 1 ust. 2, art. 2 ust. 1');
  expect((await of('cs', '§ {1}'))[1]).toBe('§ 1 a 2');
  expect((await of('hu', '{article} {1}'))[0]).toBe('1. cikk (2) bekezdés, 2. cikk (1) bekezdés');
  expect((await of('ja', '{article} {1}', ' 第1号'))[0]).toBe('第1条第2項, 第2条第1項第1号');
  expect((await of('ko', '{article} {1}'))[0]).toBe('제1조제2항, 제2조제1항');
  expect((await of('vi', '{article} {1}'))[0]).toBe('khoản 2 Điều 1, khoản 1 Điều 2');
});

test('a pattern without a counter is an error at its place', async ({ folder }) => {
  const { diagnostics } = await documentsOf(
    await write(folder, { 'pack.yaml': pack('numbering:\n  pattern: { sections: "Article" }\n'), '01.md': '# One\n\nWords.\n' }),
  );
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`).join()).toMatch(/Article \{1\}/);
});

test('what another audience reads has no number in this one, and a rule holds beside a number', async ({ folder }) => {
  const { documents } = await documentsOf(
    await write(folder, {
      'pack.yaml': pack('numbering: { sections: true, paragraphs: true }\naudiences: { desk: {}, press: {} }\n'),
      '01.md': `---
part: [{ text: Brambleworth part, for: desk }, Open part]
---
# One

Brambleworth one. {#par:one number=4a audience=desk}

## Brambleworth two {number=7 audience=desk}

Words of it.

a) Brambleworth three {#item:three audience=desk}
b) open

## Open

See [@par:one] and [](#item:three).
`,
    }),
  );
  const [desk, press] = ['desk', 'press'].map((name) => documents.find(({ audience }) => audience === name));
  expect(desk?.html).toContain('Brambleworth one');
  expect(desk?.html).toContain('4a');
  for (const [place, text] of Object.entries(press?.texts ?? { none: 'Brambleworth' })) expect(text, place).not.toMatch(/Brambleworth/);
  expect(press?.html).toContain('Open part');
});

test('in the file, marks of lists are labels and annexes are bookmarks', async ({ folder }) => {
  const { code, told } = await build(await write(`${folder}/law`, law), folder);
  expect(told, told).not.toMatch(/error|warning/);
  expect(code).toBe(0);
  const pdf = await openPdf(`${folder}/out/law/everyone/en/briefing.pdf`);
  const titles = JSON.stringify(pdf.outline);
  for (const title of ['Part I General provisions', 'Chapter I Scope', 'Article 4a Inserted', 'Annex I Vessels'])
    expect(titles).toContain(title);
  const reading = pdf.reading.join('\n');
  for (const label of ['a)', '(ii)', 'ca)', '(3a)']) expect(reading).toContain(label);
  const tags = await pdf.structure(2);
  expect(tags.filter(({ role }) => role === 'Lbl')).toHaveLength(8);
  await pdf.close();
});
