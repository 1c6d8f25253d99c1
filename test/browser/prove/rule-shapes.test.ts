/** Rule-shaped text in a finished file: an error anywhere, unless the source shows it literally. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test as plainTest } from 'vitest';
import { Dict, deflated, Name, type PdfDocument, PdfString, Stream } from '../../../pipeline/pdf/objects/index.ts';
import { Channel } from '../../../pipeline/prove/channel.ts';
import { softBreak } from '../../../pipeline/prove/letters.ts';
import { literalsIn } from '../../../pipeline/prove/rules/literals.ts';
import { shapesPrinted } from '../../../pipeline/prove/rules/printed.ts';
import { ruleWordsOf } from '../../../pipeline/prove/rules/vocabulary.ts';
import { scanFile } from '../../../pipeline/prove/scan.ts';
import { pack } from '../../../pipeline/prove/search.ts';
import { packSchema } from '../../../pipeline/source/config/schema.ts';
import type { RawForm } from '../../../pipeline/source/raw.ts';
import { vocabularyOf } from '../../../pipeline/source/rules/audiences.ts';
import { kindNames } from '../../../pipeline/template/kinds/index.ts';
import { annotation, attached, catalog, changedFrom, content, field, printWith, structure } from '../../support/canary.ts';
import { build, home } from '../../support/cli.ts';
import { realBrowser } from '../../support/context.ts';
import { test, write } from '../../support/folders.ts';

const config = packSchema(kindNames).parse({
  title: 'T',
  date: '2025-01-01',
  properties: { clearance: { levels: ['public', 'internal'] }, 'need-to-know': { values: ['yes', 'no'] } },
  audiences: { inner: {}, press: {}, 'press-office': {} },
});
const words = ruleWordsOf(vocabularyOf(config));
const literalsOf = (text: string, form: RawForm = 'markdown') => literalsIn([{ shown: 'x', form, text }], words);

/** Rule-shaped text in what a page shows. `|` marks a new line or run. */
function shapesOf(shown: string, source = ''): number {
  const channel = new Channel();
  channel.at({ page: 1, what: 'text' });
  channel.write(shown.replaceAll('|', softBreak));
  return shapesPrinted([channel], { words, literals: literalsOf(source) }).length;
}

describe('rule-shaped', () => {
  plainTest.for([
    ':for[secret]{audience="inner"}',
    'a :only[secret] b',
    ':::for',
    '::for[x]',
    ':FOR[x]',
    '：for［x］',
    '{audience=inner}',
    '{audience=“inner”}',
    '{.wide #id audience="nobody"}',
    '｛audience＝"inner"｝',
    '{audi|ence="inner"}',
    '{audi-|ence="inner"}',
    '{.wide|audience="inner"}',
    '{audience: x}',
    '{for=press}',
    '{for="clearance:internal"}',
    '{fro=press}',
    '{audeince="inner press"}',
    '{except=anybody}',
    '{clearance=internal}',
    '{Clearance="unheard-of"}',
    '{need-to-know=yes}',
    '{need-|to-know=yes}',
    '{depth=summary}',
    '{audience="press-office"}',
    '<!-- audience: inner -->',
    '<!--for: x-->',
    '<!-- _audience: inner -->',
    '<span audience="inner">',
    'Costs {audience="inner"',
  ])('%s', (text) => {
    expect(shapesOf(`Words before ${text} words behind.`)).toBeGreaterThan(0);
  });
});

describe('not rule-shaped', () => {
  plainTest.for([
    'At 12:30 for [some] people: for them, only [these].',
    'The audience = everybody; an audience: the press.',
    'for=press without braces, audience: inner',
    '{font=12px} {.press} {#inner} {width=50%} {layout=press-kit}',
    '{depth=3} {depth: 3, for: 4} {for=i}',
    '{ clearance: 12 }',
    '{"audience": "inner"}',
    'https://example.org/?audience=press&for=inner',
    '<label for="name"> <video controls> <!-- a comment -->',
    '{x | x for x in press}',
    ':form[x] ::forum{x} :::format',
    '{data=costs.csv columns="a; b"}',
    'A brace { alone, and the audience: press and others.',
  ])('%s', (text) => {
    expect(shapesOf(`Words before ${text} words behind.`)).toBe(0);
  });
});

describe('what the source shows literally', () => {
  plainTest.for<[string, string, string]>([
    ['a code span', 'Write `:for[Words]{audience="inner"}` here.', 'Write :for[Words]{audience="inner"} here.'],
    ['a code span that the print breaks', 'Write `:for[Some words]{audience="inner"}`.', 'Write :for[Some|words]{audience=|"inner"}.'],
    ['a code span with backticks', 'Write `` `{audience="inner"}` `` here.', 'Write `{audience="inner"}` here.'],
    [
      'a fence',
      '```md\n## Costs {audience="inner"}\n\n:::for{audience="inner"}\n:::\n```',
      '## Costs {audience="inner"}|:::for{audience="inner"}|:::',
    ],
    ['a fence in a list', '- One\n\n  ~~~\n  {for=press}\n  ~~~', 'One {for=press}'],
    ['an indented block', 'Text.\n\n    {audience="inner"}\n\nText.', 'Text. {audience="inner"} Text.'],
    ['a formula', 'Let $x_{for=press}$ be.', 'Let x_{for=press} be.'],
    ['escaped braces', 'Write \\{audience="inner"} here.', 'Write {audience=“inner”} here.'],
    ['an escaped colon', 'Write \\:for[x] here.', 'Write :for[x] here.'],
    ['a character reference', 'Write &#123;audience="inner"} here.', 'Write {audience="inner"} here.'],
    ['a cell', '| `columns="a\\|b {audience=inner}"` |\n| - |', 'columns="a'],
  ])('%s', ([, source, shown]) => {
    expect(shapesOf(shown, source)).toBe(0);
    // The same text is a match if the source is different.
    if (shown.includes('{') || shown.includes(':for')) expect(shapesOf(shown, 'Nothing of that.')).toBeGreaterThan(0);
  });

  plainTest('does not permit another rule', () => {
    expect(shapesOf('{audience="press"}', 'Write `{audience="inner"}` here.')).toBe(1);
    expect(shapesOf(':for[secret]{audience="inner"}', 'Write `:for[Words]{audience="inner"}` here.')).toBeGreaterThan(0);
    expect(shapesOf('{audience="inner"}', 'A rule {audience="inner"} that nobody saw, and \\{ here.')).toBe(1);
    expect(shapesOf('{audience="inner"}', '```dot {audience="inner"}\nx\n```')).toBe(1);
    expect(shapesOf('{audience="inner"}', '```\n{audience="inner"}')).toBe(1);
  });

  plainTest('the guide shows rules in code only', async () => {
    const names = (await readdir(path.join(home, 'content/dossier-guide'))).filter((name) => name.endsWith('.md'));
    const files = ['README.md', ...names.map((name) => `content/dossier-guide/${name}`)];
    let count = 0;
    for (const name of files) {
      // The rules of the guide itself are no examples.
      const text = (await readFile(path.join(home, name), 'utf8')).replace(/^(:for\[You are reading.*|audience: developer)$/gm, '');
      const source = text.replaceAll('\\|', 'I').replaceAll('|', 'I');
      const shown = source.replace(/`+/g, '');
      count += shapesOf(shown, '');
      expect(shapesOf(shown, source), name).toBe(0);
    }
    expect(count).toBeGreaterThan(20);
  });
});

describe('in a finished file', () => {
  const browser = realBrowser();
  afterAll(() => browser.close());
  let base: Uint8Array;
  beforeAll(async () => {
    base = await printWith(browser, '<h1>Heading</h1><p>Text.');
  });
  const rule = ':for[secret]{audience="inner"}';
  const text = PdfString.of(rule);
  const found = (pdf: Uint8Array, literals: readonly string[] = []) => [
    ...new Set(
      scanFile({ pdf, packed: pack([]), shapes: { words, literals } }).shapes.map(({ where }) => where.replace(/object \d+/g, 'object')),
    ),
  ];
  const changed = (change: (pdf: PdfDocument) => void) => changedFrom(base, change);

  plainTest('nothing is found in a print without any', () => {
    expect(found(base)).toEqual([]);
  });

  plainTest.for<[string, () => Uint8Array | Promise<Uint8Array>, string]>([
    ['a page', () => printWith(browser, `<p>A ${rule} b`), 'page 1, text'],
    ['narrow lines', () => printWith(browser, `<p style="width: 60px">A {.wide audience="inner"} b`), 'page 1, text'],
    ['the second page', () => printWith(browser, `<p>A<p style="break-before: page">${rule}`), 'page 2, text'],
    ['the outline', () => printWith(browser, `<h1>${rule}</h1>`), 'object, outline'],
    ['the title', () => printWith(browser, '<p>x', rule), 'object, document information'],
    ['text in another font', () => changed((pdf) => content(pdf, `BT /None 9 Tf (${rule}) Tj ET`)), 'page 1, text'],
    ['an alternative text', () => changed((pdf) => structure(pdf, { Alt: text })), 'object, alternative text'],
    ['replacement text', () => changed((pdf) => structure(pdf, { ActualText: text })), 'object, replacement text (ActualText)'],
    ['an annotation', () => changed((pdf) => annotation(pdf, { Contents: text })), 'object, annotation'],
    ['a form field', () => changed((pdf) => field(pdf, { V: text })), 'object, form field'],
    ['an attachment', () => changed((pdf) => attached(pdf, Buffer.from(`a;b\n1;${rule}\n`))), 'object, attachment'],
    [
      'the description of an attachment',
      () => changed((pdf) => attached(pdf, Buffer.from('x'), { Desc: text })),
      'object, file description',
    ],
    [
      'metadata',
      () =>
        changed((pdf) => {
          const dict = Dict.of({ Type: new Name('Metadata'), Subtype: new Name('XML') });
          catalog(pdf, { Metadata: pdf.add(new Stream(dict, Buffer.from('<x><a>{audience=&quot;inner&quot;}</a></x>'))) });
        }),
      'object, XMP metadata',
    ],
    [
      'a stream that no page draws',
      () => changedFrom(base, (pdf) => pdf.add(deflated(Buffer.from(rule))), 'update'),
      'object, stream that no page draws',
    ],
    ['bytes after the end', () => Buffer.concat([base, Buffer.from(`\n${rule}\n`)]), 'bytes between objects'],
  ])('%s', async ([, make, where]) => {
    const pdf = await make();
    expect(found(pdf)).toContain(where);
    expect(found(pdf, literalsOf('Write `:for[secret]{audience="inner"}` or `{.wide audience="inner"}` or `{audience="inner"}`.'))).toEqual(
      [],
    );
  });
});

const files = {
  'p/pack.yaml': 'title: Open title\ndate: 2025-10-15\nkinds: [briefing]\naudiences: { inner: {}, press: {} }\n',
  'p/01-text.md': '# Chapter\n\nOpen text.\n\n:::for{audience="inner"}\nThe codename is Falcon Crimson.\n:::\n',
};
const literal =
  '\n## The `:for[…]{audience="inner"}` rule\n\nWrite `:for[Words]{audience="inner"}`, or \\{audience="inner"}.\n\n```md\n## Costs {audience="inner"}\n```\n\nLet $a_{for=press}$ be.\n';

test('a rule that is printed stops its edition, and nothing else', async ({ folder }) => {
  await write(folder, {
    ...files,
    'p/templates/audiences/press/styles/extra.css': `.cover::after { content: ':for[words]{audience="inner"}'; }`,
  });
  const { code, result } = await build('p', folder, [], { cwd: folder });
  expect(code).toBe(1);
  expect(result.diagnostics.map(({ code }) => code)).toEqual(['RULE_PRINTED']);
  expect(result.diagnostics[0]?.message).toBe(
    'p/press/en/briefing.pdf would show text that looks like a rule or a directive: page 1, text',
  );
  expect(result.failed).toEqual(['p/press/en/briefing.pdf']);
  expect(result.artifacts.map((one) => one.path)).toEqual(['p/inner/en/briefing.pdf']);
});

test('a pack that shows rules builds, and so does one that attaches a file with some', async ({ folder }) => {
  await write(folder, {
    'p/01-text.md': `${files['p/01-text.md']}${literal}\nOr \\{audience="inner"\\} with backslashes, and a brace { alone, of an audience: all.\n`,
    'p/pack.yaml': `${files['p/pack.yaml']}attachments: [{ file: how.txt, title: How it is written }]\n`,
    'p/how.txt': 'Write `{audience="press"}` here.\n',
  });
  const { result } = await build('p', folder, [], { cwd: folder });
  expect(result.diagnostics).toEqual([]);
  expect(result.artifacts.map(({ proof }) => proof)).toMatchObject([{ rules: 4 }, { rules: 4 }]);
});
