/** Raw HTML on slides: as in documents, and with the looks that authors of decks give it. */
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf } from '../support/trust.ts';

const pack = 'title: Quay\ndate: 2025-10-15\nkinds: [slides]\n';

/** The final HTML of a slide’s title and body, on one line, and what was reported. */
async function slideOf(folder: string, text: string, files: Readonly<Record<string, string>> = {}) {
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack, 'slides.md': `${text}\n`, ...files }));
  const html = outcome.documents[0]?.html.replaceAll('\u00AD', '') ?? '';
  const body =
    /<section [\s\S]*/
      .exec(html)?.[0]
      .replace(/\s*\n\s*/g, ' ')
      .replace(/ data-at="[^"]*"/g, '') ?? '';
  return { body, told: outcome.diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`) };
}

describe('what authors of decks write is printed as they wrote it', () => {
  test.for([
    ['a break in a title', '# Annual report<br>2025', /<h1 class="slide__title">Annual report<br> 2025<\/h1>/],
    ['a break in a line', '## A\n\nFirst line<br>second line, H<sub>2</sub>O', /First line<br> second line, H<sub>2<\/sub>O/],
    ['a style', '## A\n\n<span style="color:#00f;font-size:80%">Blue</span>', /<span style="color: #00f; font-size: 80%">Blue<\/span>/],
    ['old looks', '## A\n\n<font color="red" size="5">Red</font>', /<span style="font-size: 1\.5em; color: red">Red<\/span>/],
    ['a class and an id', '## A\n\n<div class="box two" id="b">Box</div>', /<div class="box two" id="b"><p[^>]*>Box<\/p><\/div>/],
    [
      'columns',
      '## A\n\n<div style="display: flex">\n<div>\n\n- one\n\n</div>\n<div>\n\n**two**\n\n</div>\n</div>',
      /<div style="display: flex"> <div> <ul> <li>one<\/li> <\/ul> <\/div> <div> <p><strong>two<\/strong><\/p> <\/div> <\/div>/,
    ],
    [
      'a coloured cell',
      '## A\n\n<table width="60%"><tr><td bgcolor="#eee">1</td></tr></table>',
      /<table [^>]*style="width: 60%".*background-color: #eee/,
    ],
    ['a place of its own', '## A\n\n<div style="position: absolute; right: 2em">Corner</div>', /style="position: absolute; right: 2em"/],
    ['empty lines', '## A\n\n<br>\n\nText', /<div class="gap" aria-hidden="true"><\/div>\s*<p>Text<\/p>/],
  ] as const)('%s', async ([, text, expected], { folder }) => {
    const { body, told } = await slideOf(folder, text);
    expect(body).toMatch(expected);
    expect(told).toEqual([]);
  });
});

test('what loads, repeats or names fonts is removed from styles, once a file', async ({ folder }) => {
  const text = [
    '## A\n\n<p style="background: url(https://example.org/x.png); color: red">One</p>',
    '## B\n\n<p style="position: fixed; font-family: Comic; margin: 0">Two</p>',
    '## C\n\n<p style="color: \\75rl(x); width: 10px; break-after: page; cursor: pointer">Three</p>',
  ].join('\n\n---\n\n');
  const { body, told } = await slideOf(folder, text);
  expect(body).toMatch(/<p style="color: red">One/);
  expect(body).toMatch(/<p style="position: absolute; margin: 0">Two/);
  expect(body).toMatch(/<p style="width: 10px">Three/);
  expect(told).toEqual([
    expect.stringMatching(
      /^warning HTML_REMOVED background in style="", font-family in style="", color in style="", break-after in style="" are not printed/,
    ),
  ]);
});

test('a <style> is no error', async ({ folder }) => {
  const { body, told } = await slideOf(folder, '# Start\n\n---\n\n<style scoped>\nh2 { font-size: 30px; }\n</style>\n\n## Small\n\nText');
  expect(body).not.toContain('font-size: 30px; }');
  expect(body).toMatch(/Small<\/h2>.*<p>Text<\/p>/);
  expect(told.filter((one) => one.startsWith('error'))).toEqual([]);
});

test('players become links, notes in comments stay notes, and a slide ends what it leaves open', async ({ folder }) => {
  const { body, told } = await slideOf(
    folder,
    '## A\n\n<div class="x">\n\n<iframe src="https://player.vimeo.com/video/12345678"></iframe>\n\n<!-- A note -->\n\n---\n\n## B\n\n</div>\n\nText',
  );
  expect(body).toMatch(/<div class="x">.*href="https:\/\/vimeo\.com\/12345678">vimeo\.com\/12345678<.*<\/div>.*<footer/);
  expect(body).toMatch(/B<\/h2> <div class="slide__body" data-fit> <p>Text<\/p> <\/div>/);
  expect(told.some((one) => /^warning HTML_PLAYER .*<iframe>/.test(one))).toBe(true);
  expect(body).not.toContain('A note');
});
