/** Style sheets of decks: what their rules become, and what is left out. */
import { describe, expect, test } from 'vitest';
import { readSheet, rewritten } from '../../../../pipeline/transform/look/sheet.ts';

const guard = ':where(:not(.slide__furniture, .slide__furniture *))';

function sheet(css: string, scope?: string) {
  const findings = {
    left: new Set<string>(),
    families: new Map<string, string>(),
    own: [],
    addressOf: (url: string) => (url.startsWith('data:image') ? url : url === 'in.png' ? '/pack/in.png' : undefined),
  };
  return { ...rewritten(readSheet(css), findings, scope), left: [...findings.left], families: [...findings.families.keys()] };
}
/** Without what every selector has. */
const short = (css: string) =>
  sheet(css).css.replaceAll(guard, '').replaceAll(':where(.slide *)', '').replaceAll(':where(.slide)', '').trim();

describe('selectors', () => {
  test.each([
    ['section{padding:1px}', 'section{padding:1px}'],
    [':root{--x:1px}', '.slide{--x:1px}'],
    ['section.lead p{margin:0}', 'section.lead p:where(:not([data-made])){margin:0}'],
    ['header{top:0}', ' :is(div):where(.slide__header){top:0}'],
    ['section::before{content:"x"}', 'section::before{content:"x"}'],
    ['h1:after{content:"x"}', 'h1'],
    ['.columns{display:grid}', ' .columns{display:grid}'],
    ['img[alt~="center"]{display:block}', ' :is(img,svg):where(img,svg.drawing)[data-words~="center"]{display:block}'],
    ['section{color:#000;& ul li{margin:0}ol li{margin:1px}}', 'section ul li{margin:0}'],
    ['@media print{ul{margin:0}}', '@media print{ ul{margin:0}'],
  ])('%s', (css, expected) => {
    if (expected === 'h1') expect(short(css)).toMatch(/h1:not\(\.slide__title, \[data-depth\]\)\)::after\{content:"x"\}$/);
    else expect(` ${short(css)}`).toContain(expected);
  });

  test('a title has the level that its author wrote, at the weight of an element', () => {
    expect(short('h2{color:red}')).toContain(
      ':is(h1,h2,h3,h4,h5,h6):where([data-title="2"] > .slide__title, [data-depth="2"], h2:not(.slide__title, [data-depth]))',
    );
  });

  test.each([
    'html{color:red}',
    'body p > head{color:red}',
    '> p{color:red}',
    'a:hover{color:red}',
    'p::selection{color:red}',
    'p || q{color:red}',
    '@media screen{p{color:red}}',
    '@keyframes a{from{color:red}}',
    '@page{margin:0}',
    'p{cursor:help}',
  ])('nothing is left of %s', (css) => expect(sheet(css).css).toBe(''));

  test('each is confined to slides, and to those of its scope', () => {
    const selectors = 'section ~ *, * , section + div, :not(.x), :is(section) > p, .a .b, section.c, :has(p)';
    for (const selector of sheet(`${selectors}{color:red}`).css.match(/[^{}]+(?=\{)/g) ?? [])
      for (const one of selector.split(/,(?![^(]*\))/)) expect(one).toContain(guard);
    const css = sheet('section ~ *, *{display:none}').css;
    // Nothing that is not said of slides can be meant for one of them.
    expect(css.match(/:where\(\.slide \*\):where/g)).toHaveLength(2);
    expect(sheet('h2, section{color:red}', '.slide[data-scope="s3"]').css).toMatch(
      /:where\(\.slide\[data-scope="s3"\] \*\)[\s\S]*section:where\(\.slide\):where\(\.slide\[data-scope="s3"\]\)/,
    );
  });
});

describe('declarations', () => {
  test('slides cannot be hidden, moved or covered', () => {
    const { css, left } = sheet(
      'section{display:none;visibility:hidden;opacity:0;transform:scale(0);clip-path:inset(50%);zoom:.1;filter:blur(9px);position:fixed;border:900px solid;border-width:calc(1px*900);mask:none;padding:2px}',
    );
    expect(css).toMatch(/\{padding:2px\}\s*$/);
    expect(left).toEqual(
      expect.arrayContaining(['display: none of section', 'opacity of section', 'border of section', 'border-width of section']),
    );
  });

  test('names of our own custom properties stay ours', () => {
    expect(
      sheet(
        'section{--watermark:none;--slide-height:9px;--mine:2px;width:var(--slide-height,var(--ink))}p{margin:var(--slide-height) var(--mine)}',
      ).css,
    ).toMatch(/--own-watermark:none;--own-slide-height:9px;--mine:2px[\s\S]*margin:var\(--own-slide-height\) var\(--mine\)/);
  });

  test('nothing is loaded but images of the project and of the style sheet itself', () => {
    const { css, left } = sheet(
      'p{background:url(https://example.org/a.png)}q{background:url(in.png)}b{background:url(out.png)}i{content:url("data:image/png;base64,AA")}u{background:image-set("x.png" 1x)}@font-face{font-family:X;src:url(x.woff)}s{--x:url(//example.org/y.png)}@import url(https://example.org/z.css);',
    );
    expect(css).not.toMatch(/example\.org|out\.png|woff|image-set/);
    expect(css).toContain('url(/pack/in.png)');
    expect(css).toContain('data:image/png');
    expect(left).toEqual(expect.arrayContaining(['url(https://example.org/a.png)', 'url(out.png)', 'image-set()']));
  });

  test('a style sheet cannot end its element', () => {
    expect(sheet('p::before{content:"</style><script>"}a[title="</style>"]{color:red}').css).not.toContain('<');
  });

  test('the number of a slide keeps its own words', () => {
    expect(sheet('section::after{content:"Secret";right:9px}').css).not.toContain('Secret');
    expect(sheet('section::after{content:attr(data-marpit-pagination) "/9"}').css).toContain('content:attr(data-marpit-pagination)"/9"');
  });

  test.each([
    ['font-family:Lato,sans-serif', 'font-family:var(--face-sans)', 'Lato'],
    ['font-family:"Fira Code",monospace', 'font-family:var(--face-mono)', 'Fira Code'],
    ['font:italic 700 20px/1.2 Georgia,serif', 'font:italic 700 20px/1.2 var(--face-text)', 'Georgia'],
    ['--body-font:"Roboto",sans-serif', '--body-font:var(--face-sans)', 'Roboto'],
    ['font-family:var(--body-font)', 'font-family:var(--body-font)', undefined],
    ['font-size:2rem', 'font-size:calc(var(--rem, 29px) * 2)', undefined],
    ['width:50vw', 'width:calc(var(--slide-width) * 50 / 100)', undefined],
    ['position:fixed', 'position:absolute', undefined],
  ])('%s', (written, expected, family) => {
    const { css, families } = sheet(`p{${written}}`);
    expect(css).toContain(`{${expected}}`);
    expect(families[0]).toBe(family);
  });

  test('what is on a slide can be read on the colours that it is given', () => {
    expect(sheet('section{background:#123}').css).toMatch(/--ground:#123;--ink:#ffffff;.*color:#ffffff;background:#123/);
    expect(sheet('section{background:#eef}').css).not.toContain('--ink');
    expect(sheet('section{color:navy}').css).toContain('--accent-deep:navy');
  });

  test('the length rem is the size that a slide says; a size in rem is in parts of the usual one', () => {
    expect(short('section{font-size:46px}')).toBe('section{--rem:46px;font-size:46px}');
    expect(short('section.big{font-size:2.5rem!important}')).toBe(
      'section.big{--rem:16px;font-size:calc(var(--rem, 29px) * 2.5)!important}',
    );
    expect(short('section{font-size:120%}')).toBe('section{font-size:120%}');
  });

  test('sizes and classes are known', () => {
    const { size, classes } = sheet('section{width:960px;height:720px}section.cover{width:1px}.a .b{color:red}');
    expect(size).toEqual({ width: 960, height: 720 });
    expect([...classes]).toEqual(expect.arrayContaining(['cover', 'a', 'b']));
  });
});
