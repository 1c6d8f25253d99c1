/** What looks like a rule, and what does not: a rule that is not seen shows a secret, and a false alarm stops a document. */
import { describe, expect, it } from 'vitest';
import { lookOfAttribute, type RuleNames, ruleShapes, twiceIn } from '../../../pipeline/source/rules/lookalike.ts';
import { ruleWordInField } from '../../../pipeline/source/rules/lookalike-fields.ts';
import { otherAttributes } from '../../../pipeline/source/rules/other-attributes.ts';
import { othersAttributes } from './others-attributes.ts';

const names: RuleNames = {
  words: ['for', 'audience', 'except', 'depth', 'clearance', 'need-to-know'],
  values: ['press', 'minister', 'inner', 'outer', 'open', 'secret', 'inside', 'summary', 'full'],
};
const look = (text: string) => {
  const [name = '', value] = text.split('=');
  return lookOfAttribute(name, value, names);
};

describe('attributes', () => {
  it.each(['for=press', 'audience=x', 'except=', 'clearance=secret', 'need-to-know=inside', 'depth=full'])('%s is a rule', (text) => {
    expect(look(text)).toEqual({ word: text.split('=')[0], isExact: true });
  });

  it.each([
    ['fro=press', 'for'],
    ['foor=press', 'for'],
    ['fo=minister', 'for'],
    ['fot=clearance:secret', 'for'],
    ['For=press', 'for'],
    ['FOR=', 'for'],
    ['only=press', 'for'],
    ['onyl=press', 'for'],
    ['audiance=press', 'audience'],
    ['audiance=nobody', 'audience'],
    ['audineces=press', 'audience'],
    ['Audience=press', 'audience'],
    ['аudience=press', 'audience'],
    ['aud\u200bience=press', 'audience'],
    ['exept=press', 'except'],
    ['excpet=press', 'except'],
    ['clearences=secret', 'clearance'],
    ['need_to_know=inside', 'need-to-know'],
    ['needtoknow=inside', 'need-to-know'],
    ['need-to-now=inside', 'need-to-know'],
    ['show-for=press', 'for'],
    ['audience-only=press', 'audience'],
  ])('%s looks like a rule', (text, word) => {
    expect(look(text)).toEqual({ word, isExact: false });
  });

  it.each(['font=12px', 'fog=12', 'fog=dense', 'fox=true', 'fort=knox', 'audiences', 'four=4', 'audio=a.mp3', 'only=true', 'format=html'])(
    '%s is none',
    (text) => {
      expect(look(text)).toBeUndefined();
    },
  );

  it('of other tools are none, whatever they are said to be', () => {
    expect(new Set(othersAttributes).size).toBeGreaterThanOrEqual(300);
    for (const name of othersAttributes)
      for (const value of ['press', 'minister', 'x', '12px', 'true', undefined])
        expect(lookOfAttribute(name, value, names), `${name}=${value}`).toBeUndefined();
  });

  it('no rule of every pack is among those of other tools', () => {
    for (const word of ['audience', 'except', 'for', 'depth']) expect(otherAttributes.has(word)).toBe(false);
  });
});

describe('texts', () => {
  it.each([
    ['Secret {audience="inner"}', '{audience="inner"}'],
    ['Secret{for=inner} and more', '{for=inner}'],
    ['Secret {audience: inner}', '{audience: inner}'],
    ['Secret {audience:inner, press}', '{audience:inner, press}'],
    ['Secret {for: minister}', '{for: minister}'],
    ['Secret {for:clearance:secret}', '{for:clearance:secret}'],
    ['Secret {clearance: secret}', '{clearance: secret}'],
    ['Secret {audience}', '{audience}'],
    ['Secret {#costs audience}', '{#costs audience}'],
    ['Secret {.wide need-to-know}', '{.wide need-to-know}'],
    ['Secret {audience inner}', '{audience inner}'],
    ['Secret {for inner}', '{for inner}'],
    ['Secret {only inner, press}', '{only inner, press}'],
    ['Secret {only="inner"}', '{only="inner"}'],
    ['Secret {fro=press}', '{fro=press}'],
    ['Secret { audience = "inner" }', '{ audience = "inner" }'],
    ['Secret {\u00a0audience="inner"\u00a0}', '{\u00a0audience="inner"\u00a0}'.replace(/\u00a0/g, ' ')],
    ['Secret {\u200baudience="inner"}', '{\u200baudience="inner"}'],
    ['Secret {audience=“inner”}', '{audience=“inner”}'],
    ['Secret ｛audience="inner"｝', '｛audience="inner"｝'],
    ['Secret ｛audience="inner"}', '｛audience="inner"}'],
    ['Secret {audience＝"inner"}', '{audience＝"inner"}'],
    ['Secret {audience：inner}', '{audience：inner}'],
    ['Secret {ａｕｄｉｅｎｃｅ=inner}', '{ａｕｄｉｅｎｃｅ=inner}'],
    ['Secret {audience="inner"', '{audience="inner"'],
    ['Secret {audience==inner}', '{audience==inner}'],
    ['Secret {audience=>inner}', '{audience=>inner}'],
    ['Secret {.audience=inner}', '{.audience=inner}'],
    ['Secret {#audience=inner}', '{#audience=inner}'],
    ['Secret {"audience": "inner"}', '{"audience": "inner"}'],
    ['Secret {audience|inner}', '{audience|inner}'],
    ['Secret (audience="inner")', '(audience="inner")'],
    ['Secret [fro=press]', '[fro=press]'],
    ['Secret <audience="inner">', '<audience="inner">'],
    ['Secret {: audience="inner"}', '{: audience="inner"}'],
    ['Secret {alt="a {b}" audience=inner}', '}" audience=inner}'],
    ['Secret {audience=&quot;inner&quot;}', '{audience=&quot;inner&quot;}'],
    ['a :for[secret]{audience="inner"} b', ':for[secret]{audience="inner"}'],
    ['a :redact[secret]', ':redact[secret]'],
    ['a ::Only[secret]', '::Only[secret]'],
    ['a ：for[secret]', '：for[secret]'],
    ['a :redact [secret]', ':redact [secret]'],
    ['a :otherwise(secret)', ':otherwise(secret)'],
    ['a (:redact secret)', ':redact'],
    ['a for[secret]{audience=inner}', '{audience=inner}'],
    [':::for{audience=inner}', ':::for{audience=inner}'],
    ['::: only', '::: only'],
    ['：：：for', '：：：for'],
    ['a <!-- audience: inner --> b', '<!-- audience: inner -->'],
    ['a <!-- _for: inner --> b', '<!-- _for: inner -->'],
    ['a <!-- clearance=secret --> b', '<!-- clearance=secret -->'],
    ['a <span audience="inner">b</span>', '<span audience="inner">'],
    ['a <b audience>b</b>', '<b audience>'],
    ['a <b audiance=inner>b</b>', '<b audiance=inner>'],
  ])('%s', (text, expected) => {
    const found = ruleShapes(text, names);
    expect(found).toHaveLength(1);
    const [{ offset, length, text: shown } = { offset: 0, length: 0, text: '' }] = found;
    expect(shown).toBe(expected);
    expect(text.slice(offset, offset + length).replace(/\s+/g, ' ')).toBe(expected);
  });

  it.each([
    'only sailors {see below}, for the press',
    'The audience is the inner circle',
    'For inner use: everyone',
    'At 12:30 for [all] members',
    'A note:this and for:that in words',
    'The ratio 1:for, or 2:1, of 3:2',
    'The set {1, 2} and {x | x > 0} of numbers, {a: 1, b: 2}, {for each: x}',
    'A template says {name} or { name }, {{audience}} and {{for}}',
    'An address https://example.org/?audience=inner&for=x of a page',
    'Write audience="inner" behind it',
    'The word for is a preposition, except when it is not',
    'A smiley :) and another :-{ in words for=2',
    'The audience: those who listen; for: nobody',
    'An equation for=2 and audience = 3 in words',
    'Write \\{audience="inner"} or \\{audience="inner"\\} here, \\:for[x]',
    '{for the press} and {for example} and {except on Sundays}',
    '{font=12px} {width=50%} {.class #id} {lang=ja} {form=press} {format=press}',
    'void f() { for (;;) {} }',
    '{% for author in site.authors|selectattr("corresponding") %}{% endfor %}',
    '{ "depth": 3, "title": "for: the press" }',
    'if a <b for audience of c',
    '<label for="press">words</label> <a title="for all">x</a>',
    '<!-- checked by the audience: fine --> <!-- see above -->',
    'Only: the press: for all, note:only in words',
    '{see: for details}',
    'f(for=2) and [audience=3] and (for=nobody knows)',
    '{#for:press} {.for:press} {for|ruby} call(x, for=press)',
  ])('%s is none', (text) => {
    expect(ruleShapes(text, names)).toEqual([]);
  });

  it('an attribute twice', () => {
    expect(twiceIn('audience="inner" audience=\'press\'', names)).toBe('audience');
    expect(twiceIn('#x for=inner .wide for="clearance:secret"', names)).toBe('for');
    expect(twiceIn('for="inner" audience="inner"', names)).toBeUndefined();
  });

  it('takes time that grows with the length', { retry: 2 }, () => {
    const time = (sign: string, count: number) => {
      const start = performance.now();
      for (const text of [sign.repeat(count), `{${sign.repeat(count)}}`]) ruleShapes(text, names);
      return performance.now() - start;
    };
    for (const sign of ['{', ':', '{ab=', '<a ', '<!-- ', '{audience ', ':::', '{for: ', ' ', ':for[', 'ab=', 'ab "'])
      expect(time(sign, 40_000), sign).toBeLessThan(40 * time(sign, 4000) + 500);
  });
});

describe('fields of YAML that nobody knows', () => {
  const withReaders = { ...names, audiences: ['press', 'minister', 'inner'] };

  it.each<[string, unknown]>([
    ['audience press', null],
    ['audience-press', true],
    ['audience.press', true],
    ['audience (press)', 'x'],
    ['for press', null],
    ['press only', true],
    ['hide_from_press', true],
    ['onlyMinister', true],
    ['press', 'only'],
    ['not', 'press'],
    ['hide', 'press'],
    ['visibility', 'inner'],
    ['condition', 'audience == press'],
    ['readers', 'press, inner'],
    ['params', { audience: 'press' }],
  ])('%s: %j looks like a rule', (key, value) => {
    expect(ruleWordInField(key, value, withReaders)).toBeDefined();
  });

  it.each<[string, unknown]>([
    ['hide', true],
    ['visibility', 'public'],
    ['press release', 'yes'],
    ['press', 'https://example.org'],
    ['contact-press', 'Anna'],
    ['for example', 'a port'],
    ['status', 'open'],
    ['category', 'press releases'],
    ['audience-size', 40],
    ...othersAttributes.map((name) => [name, 'yes'] as [string, unknown]),
  ])('%s: %j does not', (key, value) => {
    expect(ruleWordInField(key, value, withReaders)).toBeUndefined();
  });
});
