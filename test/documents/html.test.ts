/** Raw HTML in chapters: on by default, sanitised as on GitHub; no word of it is lost. */
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { test, write } from '../support/folders.ts';
import { openPdf, prints } from '../support/pdf.ts';
import { documentsOf, reported } from '../support/trust.ts';

const pack = (more = '') => `title: Quay\ndate: 2025-10-15\nkinds: [briefing]\n${more}`;
const dot = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwACggF/yXwM2AAAAABJRU5ErkJggg==';

/** The final HTML of a chapter’s body on one line, without soft hyphens, and what was reported. */
async function bodyOf(folder: string, text: string, more = '') {
  const outcome = await documentsOf(await write(folder, { 'pack.yaml': pack(more), '01.md': `# Quay\n\n${text}\n` }));
  const html = outcome.documents[0]?.html.replaceAll('\u00AD', '') ?? '';
  const body = /<div class="chapter__body">([\s\S]*?)<\/section>/.exec(html)?.[1] ?? '';
  const flat = body.replace(/\s*\n\s*/g, ' ').replace(/ data-at="[^"]*"/g, '');
  return { html, body: flat, told: outcome.diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`), outcome };
}

describe('what GitHub prints is printed', () => {
  test.for([
    ['a break', 'First<br>second<br/>third', /First<br> second<br> third/],
    ['a break in a cell', '| A |\n| - |\n| Chair<br>Editor |', /<td>Chair<br> Editor<\/td>/],
    ['words', 'H<sub>2</sub>O <kbd>Esc</kbd> <u>u</u> <mark>m</mark>', /H<sub>2<\/sub>O <kbd>Esc<\/kbd> <u>u<\/u> <mark>m<\/mark>/],
    ['changes', '<ins>new</ins><del>old</del> <small>small</small>', /<ins>new<\/ins><del>old<\/del> <small>small<\/small>/],
    ['an aligned paragraph', '<p align="center">In the <b>middle</b></p>', /<p class="align-center">In the <b>middle<\/b><\/p>/],
    [
      'Markdown in a block',
      '<div align="right">\n\n**Bold**\n\n</div>',
      /<div class="align-right"> <p><strong>Bold<\/strong><\/p> <\/div>/,
    ],
    ['words in a block are a paragraph', '<center>In the middle</center>', /<div class="align-center"><p[^>]*>In the middle<\/p><\/div>/],
    [
      'what is folded is open',
      '<details><summary>More</summary>\n\nText\n\n</details>',
      /<p class="details__summary">More<\/p>\s*<p>Text<\/p>/,
    ],
    ['a list of terms', '<dl><dt>Term</dt><dd>Words</dd></dl>', /<dl><dt>Term<\/dt><dd>Words<\/dd><\/dl>/],
    ['sizes of an image', `<img src="${dot}" width="40" height="20%" alt="Dot">`, /<p[^>]*><img [^>]*style="width: 40px; height: 20%"/],
    ['an image at the side', `<img align=right src="${dot}" alt="Dot"> words`, /<img [^>]*class="float-right"[^>]*> words/],
    ['a picture', `<picture><source srcset="no.webp"><img src="${dot}" alt="Dot"></picture>`, /<p[^>]*><img [^>]*alt="Dot"[^>]*><\/p>/],
    [
      'a figure',
      `<figure><img src="${dot}" alt="Dot"><figcaption>Words</figcaption></figure>`,
      /<figcaption class="caption">Words<\/figcaption>/,
    ],
    ['a tag that is never closed', 'A <b>bold\n\nplain', /<p>A <b>bold<\/b><\/p> <p>plain<\/p>/],
    ['a tag that was never opened', 'A</div></section></b>\n\nplain', /<p>A<\/p> <p>plain<\/p>/],
    ['a block that is never closed', '- one\n\n  <div>\n\n- two', /<li>.*one.*<\/li> <li>.*two.*<\/li>/],
    ['a tag that closes itself', '<a name="x"/>words', /<p><span id="x"><\/span>words<\/p>/],
    ['words behind a tag without end', 'Words\n\n<div class="x', /&#x3C;div class="x/],
  ] as const)('%s', async ([, text, expected], { folder }) => {
    const { body, told } = await bodyOf(folder, text);
    expect(body).toMatch(expected);
    expect(told).toEqual([]);
  });
});

test('tables have heads of several rows, and headings say for which cells they stand', async ({ folder }) => {
  const rows = '<tr><th rowspan="2">Name</th><th colspan="2">Numbers</th></tr><tr><th>One</th><th>Two</th></tr>';
  const { body } = await bodyOf(folder, `<table>${rows}<tr><th>Ann</th><td>1</td><td>2</td></tr></table>`);
  expect(body).toMatch(/<thead><tr><th rowspan="2" scope="col">Name<\/th><th colspan="2" scope="colgroup">Numbers<\/th><\/tr>/);
  expect(body).toMatch(/<tbody><tr><th scope="row"/);
});

test('what acts is removed with one warning a file, and its words stay', async ({ folder }) => {
  const text = `<p style="color: red" onclick="x()">One <my-part a="b">two</my-part></p>

<script>
bad()
</script>

Three <script>bad()</script><a href="JavaScript:bad()">four</a> <button>five</button><button>six</button>

<form action="https://example.org"><input name="x"><label>seven</label></form>

<<x>script>bad()</script>

<font color="red">eight</font> <?php bad() ?>`;
  const { body, told } = await bodyOf(folder, text);
  expect(body.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toContain('One two Three four five six seven');
  expect(body).not.toMatch(/style=|onclick|<script|javascript|<button|<form|php/i);
  expect(body).toContain('eight');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(/^warning HTML_REMOVED style="", onclick="", <my-part>, <script>/);
  expect(told[0]).toMatch(/javascript: address.*<button> \(2 times\).*<form>, <input>/);
});

test('films and players are links, with their posters', async ({ folder }) => {
  const text = `<video controls poster="${dot}"><source src="film.mp4">No film.</video>

<iframe src="https://www.youtube.com/embed/abcDEF12345" title="Opening"></iframe>

![Speech](https://example.org/talk.mp3)`;
  const { body, told } = await bodyOf(folder, text);
  expect(body).toMatch(/<img class="media__poster" src="data:[^"]*" alt="film\.mp4"/);
  expect(body).toContain('href="https://www.youtube.com/watch?v=abcDEF12345">youtube.com/watch?v=abcDEF12345</a>');
  expect(body).toMatch(/Speech<\/span> <a [^>]*href="https:\/\/example\.org\/talk\.mp3">/);
  expect(told).toEqual([expect.stringMatching(/^warning HTML_PLAYER .*<video>, <iframe>, talk\.mp3$/)]);
});

describe('names and ids are targets of links', () => {
  for (const html of ['true', 'false'])
    test(`html: ${html}`, async ({ folder }) => {
      const text = `See [old](#old), [New](#New), [cell](#cell), [top](#top), [up](#).

<a name="old"></a>
<a id="New"></a>

## Old

<a name="old"></a>Words

<table><tr><td id="cell">A</td></tr></table>`;
      const { body, told } = await bodyOf(folder, text, `html: ${html}\n`);
      expect(body).toMatch(/href="#old">old<.*href="#New">New<.*href="#cell">cell<.*href="#quay">top<.*href="#quay">up</);
      expect(body).toMatch(/<h2 id="old-1"><span id="old"><\/span>\s*<span id="New"><\/span>Old/);
      expect(told.filter((one) => !one.includes('HTML_OFF'))).toEqual([expect.stringMatching(/^warning HTML_ID .*"old"/)]);
    });
});

test('with html: false breaks and words stay, with one warning', async ({ folder }) => {
  const text = `First<br>second H<sub>2</sub>O <b>bold</b>

<p align="center">A sentence</p>

<table><tr><td>Cell</td><td>other</td></tr></table>

<ul><li>one</li><li>two</li></ul>

<details><summary>More</summary>

Inside

</details> <img src="x.png" alt="A dot">`;
  const { body, told } = await bodyOf(folder, text, 'html: false\n');
  expect(body).toMatch(/First<br> second H<sub>2<\/sub>O <b>bold<\/b>/);
  const words = body
    .replace(/<br>|<\/(?:p|div)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  expect(words).toBe('First second H2O bold A sentence Cell other one two More Inside A dot');
  expect(told).toEqual([expect.stringMatching(/^warning HTML_OFF .*<table>/)]);
});

test('a break in a title never glues words, and none of its tags is printed elsewhere', async ({ folder }) => {
  const files = {
    'pack.yaml': pack(),
    '01.md': '# <a name="a"></a>Annual report<br>2025\n\nSee [it](#annual-report-2025).\n\n## One<br/>two <sup>3</sup>\n\n![a<br>b](x.png)',
  };
  const { documents, diagnostics } = await documentsOf(await write(folder, files));
  const html = documents[0]?.html.replace(/\s*\n\s*/g, ' ') ?? '';
  expect(html).toMatch(/<h1 class="chapter__title" id="annual-report-2025">Annual report<br> 2025<\/h1>/);
  expect(html).toMatch(/<span>Annual report 2025<\/span>/);
  expect(html).toMatch(/<span>One two <sup>3<\/sup><\/span>/);
  expect(html).not.toMatch(/reports?2025|Onetwo|ab&quot;|a&#x3C;br/);
  expect(reported({ diagnostics })).not.toMatch(/LINK_BROKEN/);
});

test('a centred <h1> is the title of its chapter', async ({ folder }) => {
  const readme =
    '<p align="center">Logo</p>\n\n<div align="center">\n  <h1>The <i>quay</i> &amp;<br>\n  the boats</h1>\n  <p>Words</p>\n</div>\n\n## Install\n';
  const { documents, diagnostics } = await documentsOf(await write(folder, { 'pack.yaml': pack(), '01.md': readme }));
  const html = documents[0]?.html.replace(/\s*\n\s*/g, ' ') ?? '';
  expect(html).toMatch(/<h1 class="chapter__title" id="the-quay--the-boats">The <i>quay<\/i> &#x26;<br> the boats<\/h1>/);
  expect(html).toMatch(/<p class="align-center">Logo<\/p> <div class="align-center">\s*<p>Words<\/p>\s*<\/div> <h2 id="install">/);
  expect(reported({ diagnostics })).toBe('nothing was reported');
});

test('it prints: tags of tables, links to anchors, outline', async ({ folder }) => {
  const files = {
    'pack/pack.yaml': pack(),
    'pack/01.md': `# Annual report<br>2025

See [there](#there), and [a page about a file](https://example.org/wiki/File:Quay.jpg).

<table><tr><th>Name</th><th>Value</th></tr><tr><td>Ann</td><td>Cell<br>two</td></tr></table>

<details><summary>More about it</summary>

Inside.

</details>

<div align="center">

## The end<br>of it

</div>

<a name="there"></a>

Here.
`,
  };
  const outcome = await build('pack', folder, {}, { cwd: await write(folder, files) });
  expect(outcome.code, outcome.told).toBe(0);
  expect(outcome.told).not.toMatch(/warning|error [A-Z]/);
  const pdf = await openPdf(path.join(folder, 'out/pack/everyone/en/briefing.pdf'));
  expect(prints(pdf, 'More about it')).toBe(true);
  expect(pdf.outline.map((title) => title.trim())).toEqual(expect.arrayContaining(['Annual report 2025', 'The end of it']));
  expect(pdf.links.find(({ text }) => text === 'there')?.target).toBe(3);
  expect(pdf.links.map(({ url }) => url)).toContain('https://example.org/wiki/File:Quay.jpg');
  const roles = JSON.stringify(await pdf.structure(3));
  expect(roles).toMatch(/TH.*TH.*TD.*TD/);
  await pdf.close();
});
