/** Drawings that are written in Markdown, in decks and chapters. */
import { describe, expect } from 'vitest';
import { test, write } from '../support/folders.ts';
import { documentsOf, reported } from '../support/trust.ts';

const pack = 'title: Quay\ndate: 2025-10-15\naudiences: { desk: {}, press: {} }\n';
const shape = '<rect x="1" y="2" width="3" height="4"/>';

/** The drawings of the final HTML for press, and what was reported. */
async function drawn(folder: string, text: string, kind: 'slides' | 'briefing' = 'slides') {
  const files: Readonly<Record<string, string>> = kind === 'slides' ? { 'slides.md': `${text}\n` } : { '01.md': `# Quay\n\n${text}\n` };
  const { documents, diagnostics } = await documentsOf(await write(folder, { 'pack.yaml': `${pack}kinds: [${kind}]\n`, ...files }));
  const html = documents.find(({ audience }) => audience === 'press')?.html ?? '';
  const drawings = [
    ...html.matchAll(/<svg class="drawing drawing--html[\s\S]*?<\/svg>|<svg [^>]*class="drawing drawing--html[\s\S]*?<\/svg>/g),
  ];
  const told = [...new Set(diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`))];
  return { html, drawings: drawings.map(([drawing]) => drawing.replace(/ data-at="[^"]*"/g, '')), told };
}

describe('a drawing is printed', () => {
  test.for([
    ['in lines of its own', `## A\n\n<svg viewBox="0 0 9 9">\n  <title>Boats</title>\n  ${shape}\n</svg>`, /aria-label="Boats".*<rect/s],
    [
      'with empty lines, and lines as of code',
      `## A\n\n<svg viewBox="0 0 9 9"><title>B</title>\n\n    ${shape}\n\n${shape}\n\n</svg>\n\nAfter`,
      /(?:<rect.*){2}/s,
    ],
    [
      'among words',
      `## A\n\nWords <svg viewBox="0 0 9 9" aria-label="Star">${shape}</svg> and more`,
      /aria-label="Star".*drawing--inline.*<rect/s,
    ],
    ['in a quote', `## A\n\n> <svg viewBox="0 0 9 9"\n>   aria-label="Quoted">\n> ${shape}\n>\n> </svg>`, /aria-label="Quoted".*<rect/s],
    ['in a cell', `## A\n\n| A |\n| - |\n| <svg viewBox="0 0 9 9" aria-label="Cell">${shape}</svg> |`, /aria-label="Cell".*<rect/s],
    [
      'in HTML',
      `## A\n\n<div class="two">\n<svg width="30" height="20" aria-label="Two">${shape}</svg>\n</div>`,
      /aria-label="Two" viewBox="0 0 30 20".*style="width: 30px/s,
    ],
    ['as decoration', `## A\n\n<svg viewBox="0 0 9 9" aria-hidden="true">${shape}</svg>`, /aria-hidden="true"/],
    [
      'with its styles',
      '## A\n\n<svg viewBox="0 0 9 9" aria-label="S"><style>.a { fill: red } g .b { stroke: blue }</style><g><path class="a b" style="opacity: .5" d="M0 0"/></g></svg>',
      /<path d="M0 0" fill="red" stroke="blue" opacity="\.5">/,
    ],
  ] as const)('%s', async ([, text, expected], { folder }) => {
    const { drawings, told } = await drawn(folder, text);
    expect(told).toEqual([]);
    expect(drawings.join('\n')).toMatch(expected);
    const inChapter = await drawn(`${folder}/chapter`, text.slice(5), 'briefing');
    expect(inChapter.drawings).toHaveLength(1);
  });
});

test('nothing in it acts, loads or holds HTML; ids do not collide', async ({ folder }) => {
  const gradient = '<defs><linearGradient id="g"/></defs><rect fill="url(#g)" width="9" height="9"/>';
  const text = `## A

<svg viewBox="0 0 9 9" onload="x()" aria-label="One">${gradient}
<script>alert(1)</script><foreignObject x="1" y="2"><iframe src="https://example.org"></iframe><p>Foreign words</p></foreignObject>
<image href="https://example.org/secret.png" width="3" height="3"/><use href="https://example.org/x.svg#a"/>
<rect fill="url(https://example.org/x)" style="fill: url(//example.org); mask: url(#g)"/><a href="javascript:x()"><text>Linked</text></a>
<style>@import "https://example.org/x.css"; rect { background: url(x.png) }</style><animate attributeName="x"/></svg>

<svg viewBox="0 0 9 9" aria-label="Two">${gradient}</svg>`;
  const { html, drawings, told } = await drawn(folder, text);
  expect(html.slice(html.indexOf('<section'))).not.toMatch(
    /example\.org|javascript|<script|<iframe|foreignObject|onload|<animate|<image|@import/i,
  );
  expect(drawings[0]).toMatch(/<text[^>]*>Foreign words<\/text>.*<text[^>]*>secret\.png<\/text>.*<text>Linked<\/text>/s);
  const ids = [...drawings.join('').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(drawings.join('')).toContain(`url(#${id})`);
  expect(told).toEqual([expect.stringMatching(/^warning HTML_REMOVED .*onload="".*<script>.*<foreignObject>.*<image>.*href="" in <svg>/)]);
});

test('one that uses itself without end, or is nested without end, is a frame', async ({ folder }) => {
  const bomb = Array.from({ length: 12 }, (_, at) => `<g id="a${at}">${`<use href="#a${at + 1}"/>`.repeat(10)}</g>`).join('');
  const { drawings, html, told } = await drawn(
    folder,
    `## A\n\n<svg viewBox="0 0 9 9">${bomb}</svg>\n\n<svg viewBox="0 0 9 9">${'<g>'.repeat(4000)}</svg>`,
  );
  expect(drawings).toEqual([]);
  expect(html.match(/<code>(?:&lt;|&#x3C;)svg>/g)).toHaveLength(2);
  expect(told).toEqual([expect.stringMatching(/^warning HTML_REMOVED <svg> of more than 200000 shapes, <svg> of more than 200 levels/)]);
});

test('without a title its own words stand for it, which is reported', async ({ folder }) => {
  const { drawings, told } = await drawn(folder, '## A\n\n<svg viewBox="0 0 9 9"><text>Boats</text><text>Quay</text></svg>');
  expect(drawings[0]).toContain('aria-label="Diagram: Boats, Quay"');
  expect(told).toEqual([expect.stringMatching(/^warning FIGURE_ALT .*“Diagram: Boats, Quay”/)]);
});

describe('what looks like a rule in a drawing is an error', () => {
  test.for([
    ['an attribute', '<g audience="desk"><text>Secret</text></g>'],
    ['an attribute, in lines as of code', '\n\n    <g audience="desk"><text>Secret</text></g>\n\n'],
    ['braces', '<text>Secret {audience="desk"}</text>'],
    ['a directive', '\n\n<text>:for[Secret]{audience="desk"}</text>\n'],
    ['a comment', '<!-- audience: desk --><text>Secret</text>'],
    ['a comment after an empty line', '\n\n<!-- audience: desk -->\n<text>Secret</text>'],
    ['a style sheet', '<style>[data-audience="desk"] { fill: red }</style><text>Secret</text>'],
    ['a class', '<g class="only-desk"><text>Secret</text></g>'],
    ['its title', '<title>Secret {audience="desk"}</title>'],
  ] as const)('%s', async ([, inside], { folder }) => {
    for (const kind of ['slides', 'briefing'] as const) {
      const { told } = await drawn(
        `${folder}/${kind}`,
        `${kind === 'slides' ? '## A\n\n' : ''}<svg viewBox="0 0 9 9">${inside}</svg>`,
        kind,
      );
      expect(told.filter((one) => one.startsWith('error'))).toEqual([expect.stringMatching(/RULE/)]);
    }
  });
});

test('one under a rule is for its readers, with every word and shape', async ({ folder }) => {
  const svg = '<svg viewBox="0 0 9 9">\n<title>Heronsgate</title>\n\n<text>Marrowfield</text>\n</svg>';
  const files = { 'pack.yaml': `${pack}kinds: [slides]\n`, 'slides.md': `## A\n\n:::for{audience="desk"}\n${svg}\n:::\n\nOpen words\n` };
  const outcome = await documentsOf(await write(folder, files));
  const of = (audience: string) => outcome.documents.find((one) => one.audience === audience)?.html;
  expect(of('desk')).toMatch(/Heronsgate.*Marrowfield/s);
  expect(of('press')).not.toMatch(/Heronsgate|Marrowfield/);
  expect(reported(outcome)).not.toMatch(/error/);
});

test('a rule behind one is a rule of its line', async ({ folder }) => {
  const svg = '<svg viewBox="0 0 9 9" aria-label="Heronsgate"><text>Marrowfield</text></svg>';
  for (const text of [
    `${svg}{audience="desk"}`,
    `${svg} {audience="desk"}`,
    `Words ${svg} {audience="desk"}`,
    `- ${svg} {audience="desk"}`,
  ]) {
    const { html, told } = await drawn(`${folder}/${text.length}`, `## A\n\n${text}\n\nOpen words`);
    expect(html, text).not.toMatch(/Heronsgate|Marrowfield/);
    expect(
      told.filter((one) => one.startsWith('error')),
      text,
    ).toEqual([]);
  }
});
