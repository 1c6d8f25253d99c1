import { describe, expect, test } from 'vitest';
import { loadFontIndex } from '../../../pipeline/platform/fonts.ts';
import { charactersOf } from '../../../pipeline/template/glyphs.ts';
import { setPage } from '../../../pipeline/template/signs.ts';

const index = await loadFontIndex();
const set = (body: string, lang = 'en') => setPage(body, lang, index);
const emoji = (html: string) => [...html.matchAll(/<t?span class="emoji">(.*?)<\/t?span>/g)].map(([, sign]) => sign);

describe('characters of a page', () => {
  test('of a style sheet are escapes too, of a text never', () => {
    const found = charactersOf('<style>a::after { content: "\\201C " }</style><p>\\def C:\\face &#x3b1;</p>');
    expect([...found].filter((one) => one > '~').sort()).toEqual(['\u201C', 'α'].sort());
  });
});

describe('signs in colour', () => {
  test.for([
    ['sequences', '👩🏽‍🚀 👨‍👩‍👧 👍🏿', ['👩🏽‍🚀', '👨‍👩‍👧', '👍🏿']],
    ['flags', '🇪🇺🇯🇵 🏴󠁧󠁢󠁳󠁣󠁴󠁿', ['🇪🇺', '🇯🇵', '🏴󠁧󠁢󠁳󠁣󠁴󠁿']],
    ['keys, and no digits', '1️⃣ 12 #️⃣ # * 2024', ['1️⃣', '#️⃣']],
    ['what a selector asks for', '▶ ▶️ ❤ ❤️ ⌚ ⌚\uFE0E ©', ['▶️', '❤️', '⌚']],
    ['no plain signs', '✔ ✘ ☐ → ™ ★', []],
  ] as const)('%s', ([, text, signs]) => {
    expect(emoji(set(`<p>${text}</p>`).html)).toEqual(signs);
  });

  test('stand in text, not in attributes, titles and comments', () => {
    const { html } = set('<title>🚀</title><!-- 🚀 --><img alt="a > b 🚀"><p title="🚀">x</p><svg><text>🚀</text></svg>');
    expect(html.match(/class="emoji"/g)).toHaveLength(1);
    expect(html).toContain('<text><tspan class="emoji">🚀</tspan></text>');
  });
});

describe('characters that no font has', () => {
  test('are boxes with their code points, wherever they are shown', () => {
    const { html, missing } = set(
      '<title>𓀀</title><p title="𓀁">A&#x13000;B</p><svg><text>𓀀</text></svg><style>a { content: "\\13002 " }</style>',
    );
    expect(html).toContain('A<span class="no-glyph">U+13000</span>B');
    expect(html).toContain('<text>[U+13000]</text>');
    expect(html).toContain('content: "[U+13002]"');
    expect([...missing].sort()).toEqual(['𓀀', '𓀂']);
  });

  test('leave a page without them as it is', () => {
    const body = '<p class="a">Ünïcode – 日本語 &amp; more</p>';
    expect(set(body)).toMatchObject({ html: body, missing: new Set() });
  });
});

describe('hyphens of other programs', () => {
  test('are the text face’s, and lines do not end at one that says so', () => {
    expect(set('<p>well\u2010known non\u2011breaking</p>').html).toBe('<p>well-known <span class="joined">non-breaking</span></p>');
    expect(set('<p>a\u2010b</p>', 'ja').html).toBe('<p>a\u2010b</p>');
  });
});
