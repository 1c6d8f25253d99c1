import type { Nodes } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { toString as textOf } from 'mdast-util-to-string';
import { describe, expect, test } from 'vitest';
import { isSettingMark, type SettingMark, settingText } from '../../../pipeline/source/deck/mark.ts';
import { sizeOf } from '../../../pipeline/source/deck/size.ts';
import { parse } from '../../../pipeline/source/parse.ts';
import type { Source } from '../../../pipeline/source/types.ts';
import { plainPack, testContext } from '../../support/context.ts';

async function parsed(text: string, report?: (code: string) => void) {
  const deck = { name: 'slides.md', path: '/slides.md', shown: 'slides.md', text };
  const { context, diagnostics } = testContext('/');
  const source = { chapters: [], deck, untranslated: [], fileKeys: new Map(), ...plainPack } as unknown as Source;
  const nodes = ((await parse(source, context)).deck?.tree.children ?? []) as (ContainerDirective | SettingMark)[];
  for (const { code, place, message } of diagnostics) report?.(`${place.line} ${code} ${message}`);
  return nodes;
}

/** `_color=red` for each setting of a deck that is read: of its front matter, then those that stand on slides. */
async function settings(text: string, report?: (code: string) => void): Promise<string[]> {
  const found = (node: Nodes): string[] => {
    if (!isSettingMark(node)) return 'children' in node ? (node.children as Nodes[]).flatMap(found) : [];
    const { name, scope } = node.data.setting;
    const [image] = node.children;
    return [`${scope === 'slide' ? '_' : ''}${name}=${image?.type === 'image' ? `${settingText(node)}<${image.url}>` : settingText(node)}`];
  };
  return (await parsed(text, report)).flatMap((node) => found(node as Nodes));
}

/** The slides of a deck: title, attributes, text of the body and of the notes. */
async function slides(text: string) {
  return (await parsed(text)).flatMap((node) => {
    if (isSettingMark(node as Nodes)) return [];
    const { name, attributes, children: all, position } = node as ContainerDirective;
    const children = all.filter((child) => !isSettingMark(child as Nodes));
    const isNotes = (node: unknown) => (node as ContainerDirective).name === 'notes';
    const [label, ...rest] = children[0]?.type === 'paragraph' && children[0].data?.directiveLabel ? children : [undefined, ...children];
    return {
      name,
      title: label ? textOf(label) : undefined,
      attributes,
      body: rest.filter((node) => !isNotes(node)).map((node) => textOf(node)),
      notes: rest.filter(isNotes).flatMap((node) => (node as ContainerDirective).children.map((child) => textOf(child))),
      line: position?.start.line,
    };
  });
}

test('parts slides at rules, each with the line on which it begins', async () => {
  const found = await slides('# One\n\ntext\n\n---\n\n## Two\n');
  expect(found.map(({ title, line }) => [title, line])).toEqual([
    ['One', 1],
    ['Two', 7],
  ]);
  expect(found[0]?.attributes).toEqual({ level: '1' });
});

test('takes a comment as a note, split into paragraphs, and settings as settings', async () => {
  const [slide] = await slides(
    '<!-- _class: lead -->\n<!--\naudience: [a, b]\n-->\n## T\n\ntext\n\n<!--\nOne\nparagraph.\n\nAnother: one.\n-->\n',
  );
  expect(slide).toMatchObject({
    attributes: { audience: 'a b' },
    body: ['text'],
    notes: ['One\nparagraph.', 'Another: one.'],
  });
});

test('a comment that only looks like a setting is a note', async () => {
  const [slide] = await slides('## T\n\n<!-- remember: thank the hosts -->\n');
  expect(slide).toMatchObject({ attributes: {}, notes: ['remember: thank the hosts'] });
});

test('Marp’s settings are no notes', async () => {
  const [slide] = await slides('<!-- _backgroundColor: black -->\n<!-- paginate: false -->\n## T\n');
  expect(slide).toMatchObject({ attributes: {}, notes: [] });
});

test.each([
  [
    'of all kinds',
    'paginate: true\ntheme: x\nclass: [a, b]\nstyle: |\n  h1 { color: red }',
    'paginate=true theme=x class=a b style=h1 { color: red }',
  ],
  ['what YAML takes for a comment', 'color: #fff\nfooter: Talk #3', 'color=#fff footer=Talk #3'],
  ['what YAML refuses', 'header: **bold** and _more_\nfooter: Note: *internal*', 'header=bold and more footer=Note: internal'],
  ['an image', 'footer: ![w:60](x.svg)\nbackgroundImage: url("a b.jpg")', 'footer=w:60<x.svg> backgroundImage=<a b.jpg>'],
  ['quotes', `header: '**a**'\nfooter: "b # c"`, 'header=a footer=b # c'],
  ['several lines', 'header: |\n  one\n  two\ntitle: A\ndescription: >-\n  a\n  b', 'header=one two description=a b'],
  ['a link', 'header: [Site](https://example.org)', 'header=Site'],
  ['older signs', '$theme: x\n$size: 4:3', 'theme=x size=4:3'],
  ['for the first slide', '_class: lead', '_class=lead'],
  ['nothing', 'header:\nfooter: ""', 'header= footer='],
])('front matter: %s', async (_, matter, expected) => {
  const told: string[] = [];
  const found = await settings(`---\nmarp: true\n${matter}\n---\n# A\n`, (one) => told.push(one));
  expect(found.filter((one) => one !== 'marp=true').join(' ')).toBe(expected);
  expect(told.filter((one) => !one.includes('SETTINGS_UNUSED'))).toEqual([]);
});

test('comments: those of one slide, of those that follow, and several in one', async () => {
  const deck =
    '# A\n\n<!-- _color: red -->\n\n---\n\n<!--\n  header: *x*\n  footer: a: b\n-->\n\n## B\n\n- <!-- backgroundColor: #123 -->\n';
  expect(await settings(deck)).toEqual(['_color=red', 'header=x', 'footer=a: b', 'backgroundColor=#123']);
});

test('unknown settings are one warning, those without effect one info, and both hide nothing', async () => {
  const told: string[] = [];
  const matter =
    'themee: x\nhighlighter: shiki\nfonts: { sans: Robot }\ntransition: fade\nsize: 7\npaginate: maybe\ncolor: "red; x: url(y)"';
  await settings(`---\n${matter}\n---\n# A\n\n<!-- theme: x\ncolour: red -->\n`, (one) => told.push(one));
  expect(told.sort()).toEqual([
    '2 SETTINGS_UNKNOWN unknown settings have no effect: themee, highlighter, fonts, colour',
    '5 SETTINGS_UNUSED these settings have no effect in print: transition',
    '7 SETTING_VALUE the value of "paginate" cannot be used; the setting has no effect',
    '8 SETTING_VALUE the value of "color" cannot be used; the setting has no effect',
  ]);
});

test.each([
  ['audiance: press'],
  ['Audience: press'],
  ['only: press'],
  ['footer: { audience: press }'],
  ['footer:\n  audience: press'],
  ['class: ["a {audience=press}"]'],
  ['revealOptions: { audience: press }'],
  ['footer: x {audiance="press"}'],
  ['description: "a {audience=press} b"'],
  ['style: |\n  a\n  audience: press'],
  ['footer: |\n  a\n  audience: press'],
  ['class: lead audience: press'],
  ['backgroundColor: red except:press'],
  ['transition: fade audience:nobody'],
  ['paginate: true\nclass: [lead, "for:press -desk"]'],
])('what looks like a rule is an error: %s', async (matter) => {
  for (const deck of [`---\n${matter}\n---\n# A\n`, `# A\n\n---\n\n<!--\ncolor: red\n${matter}\n-->\n\n## B\n`]) {
    const told: string[] = [];
    await parsed(deck, (one) => told.push(one));
    expect(
      told.filter((one) =>
        /(?:CONFIG_UNKNOWN_KEY|SETTING_UNKNOWN|SETTING_RULE|SETTING_SYNTAX|RULE_|FRONT_MATTER_RULE|ATTRIBUTE_UNKNOWN)/.test(one),
      ),
    ).not.toEqual([]);
  }
});

test.each([['fit: none for:press -desk'], ['layout: section\nfit: none audience:press'], ['id: plan audience:press'], ['fit for: nobody']])(
  'a rule behind the value of an attribute is an error: %s',
  async (comment) => {
    const told: string[] = [];
    expect(await parsed(`# A\n\n---\n\n<!-- ${comment} -->\n\n## B\n`, (one) => told.push(one.split(' ')[1] as string))).toHaveLength(1);
    expect(told).toEqual(['SETTING_RULE']);
  },
);

describe('a rule on a slide of nothing else', () => {
  const toldOf = async (deck: string) => {
    const told: string[] = [];
    await parsed(deck, (one) => told.push(one.split(' ')[1] as string));
    return told.filter((code) => !/^(?:DECK_DIALECT|SETTINGS_UN)/.test(code));
  };
  test.each([
    ['a comment', '<!-- audience: press -->'],
    ['a comment and a note', '<!-- Say hello. -->\n\n<!-- audience: press -->'],
    ['with another setting', '<!--\naudience: press\nclass: lead\n-->'],
    ['front matter of Slidev, without a space', '---\nlayout: center\naudience:press'],
    ['properties of remark', 'class: middle\naudience: press'],
  ])('is an error: %s', async (_, said) => {
    const before = said.startsWith('---') ? said : `\n${said}\n`;
    expect(await toldOf(`# A\n\nText\n\n---\n${before}\n---\n\n## B\n\nText\n`)).toEqual(['SETTING_BETWEEN']);
  });
  test.each([
    ['that has a background', '# A\n\n---\n\n<!--\naudience: press\n_backgroundImage: url(a.png)\n-->\n\n---\n\n## B\n'],
    ['that has an image', '# A\n\n---\n\n<!-- audience: press -->\n\n![bg](a.png)\n\n---\n\n## B\n'],
    ['that is the last', '# A\n\n---\n\n## B\n\n---\n\n<!-- audience: press -->\n'],
    ['that has a title', '# A\n\n---\n\n<!-- audience: press -->\n\n## B\n\n---\n\n## C\n'],
  ])('is none: %s', async (_, deck) => {
    expect(await toldOf(deck)).toEqual([]);
  });
});

test('a rule below a way to fit is read', async () => {
  const [slide] = await slides('<!--\nfit: none\naudience: press\n-->\n\n## B\n');
  expect(slide?.attributes).toEqual({ fit: 'none', audience: 'press' });
});

test('what cannot be read and looks like no rule is a note, with a warning', async () => {
  const told: string[] = [];
  const nodes = await parsed('# A\n\n<!-- color: red\nSay hello. -->\n', (one) => told.push(one));
  expect(told.map((one) => one.split(' ')[1])).toEqual(['SETTINGS_UNREADABLE']);
  expect(JSON.stringify(nodes)).toContain('Say hello.');
});

test('a note may begin with a word and a colon', async () => {
  for (const note of ['Q: why?', 'FYI: late', 'Idea: a boat', 'Foo: bar', 'Layouts: many']) {
    const told: string[] = [];
    const nodes = await parsed(`## T\n\n<!-- ${note} -->\n`, (one) => told.push(one));
    expect([note, told, JSON.stringify(nodes).includes(note)]).toEqual([note, [], true]);
  }
});

test.each([
  ['16:9', 1280, 720],
  ['4:3', 960, 720],
  ['16:10', 1152, 720],
  ['3:4', 720, 960],
  ['960x720', 960, 720],
  ['1920 × 1080', 1920, 1080],
  ['1024px 768px', 1024, 768],
  ['25.4cm x 19.05cm', 960, 720],
  ['A4', 794, 1123],
  ['a4 landscape', 1123, 794],
  ['Letter', 816, 1056],
])('the size %s', (text, width, height) => {
  expect(sizeOf(text)).toEqual({ name: text, width, height });
});
test('what is no size', () => {
  for (const text of ['', 'huge', '0:3', '5x5', '99999x10', '4K', 'constructor']) expect([text, sizeOf(text)]).toEqual([text, undefined]);
});

test('headingDivider starts a slide at headings of its levels', async () => {
  const titles = async (value: string) =>
    (await slides(`---\nheadingDivider: ${value}\n---\n# A\n\n## B\n\n### C\n\n## D\n`)).map(({ title }) => title);
  expect(await titles('2')).toEqual(['A', 'B', 'D']);
  expect(await titles('[1]')).toEqual(['A']);
  expect(await titles('false')).toEqual(['A']);
  const found = await slides('<!-- headingDivider: 3 -->\n\n# A\n\n## B\n\n### C\n');
  expect(found.map(({ title }) => title)).toEqual(['A', 'B', 'C']);
});

test('headingDivider: a comment belongs to the slide that it is in, as in Marp', async () => {
  const found = await slides('---\nheadingDivider: 2\n---\n## A\n\ntext\n\n## B\n\n<!-- layout: quote -->\n\n> words\n');
  expect(found.map(({ title, attributes }) => [title, attributes?.['layout']])).toEqual([
    ['A', undefined],
    ['B', 'quote'],
  ]);
});

test('a slide that holds only ::chapter-slides is the mark for the slides of the chapters', async () => {
  expect((await slides('# A\n\n---\n\n::chapter-slides\n\n---\n\n# B\n')).map(({ name }) => name)).toEqual([
    'slide',
    'chapter-slides',
    'slide',
  ]);
});
