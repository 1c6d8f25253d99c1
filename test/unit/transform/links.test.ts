/** Where links between the files of a pack lead. */
import type { Element, Root } from 'hast';
import { h } from 'hastscript';
import { describe, expect, it } from 'vitest';
import { secret } from '../../../pipeline/select/secret.ts';
import type { Env } from '../../../pipeline/transform/env.ts';
import { linkSlides, targetsOf } from '../../../pipeline/transform/slides/anchors.ts';
import { Anchors } from '../../../pipeline/transform/steps/link-targets.ts';
import { resolveLinks, type Targets } from '../../../pipeline/transform/steps/links.ts';

const ofGuide = new Anchors();
ofGuide.add('Introduction', 'introduction-1');
ofGuide.add('Costs & fees', 'costs');

const targets: Targets = {
  ids: new Set(['intro', 'guide', 'guide-2', 'introduction-1', 'introduction', 'costs', 'own']),
  chapters: new Map([
    ['part/intro.md', 'intro'],
    ['part/guide.qmd', 'guide'],
    ['api/README.md', 'guide-2'],
  ]),
  anchors: new Map([['part/guide.qmd', ofGuide]]),
  withheld: new Set([secret('part/board.md'), secret('plan')]),
  partial: false,
};

/** Follows a link in `part/intro.md`: its new address, or undefined if only its words are left, and what is reported. */
function follow(href: string, more: Partial<Targets> = {}): { to: unknown; codes: string[] } {
  const codes: string[] = [];
  const env = { source: { name: 'part/intro.md' }, report: (code: string) => void codes.push(code) } as unknown as Env;
  const tree: Root = { type: 'root', children: [h('p', h('a', { href }, 'Words'))] };
  resolveLinks(tree, { ...targets, ...more }, env);
  const [child] = (tree.children[0] as Element).children;
  return { to: child?.type === 'element' ? child.properties['href'] : undefined, codes };
}

describe('links inside a pack', () => {
  it.each([
    ['guide.qmd', '#guide'],
    ['./guide', '#guide'],
    ['guide.html', '#guide'],
    ['/part/guide.md', '#guide'],
    ['../part/guide.html?x=1', '#guide'],
    ['../api/', '#guide-2'],
    ['../api', '#guide-2'],
    ['elsewhere/guide.md', '#guide'],
    ['#', '#intro'],
    ['#top', '#intro'],
    ['#own', '#own'],
    ['guide.md#introduction', '#introduction-1'],
    ['guide.md#Costs--fees', '#costs'],
  ])('%s leads to %s', (href, to) => expect(follow(href)).toEqual({ to, codes: [] }));

  it('lead to the beginning of a chapter that has no such heading', () => {
    expect(follow('guide.md#nothing')).toEqual({ to: '#guide', codes: ['LINK_ANCHOR'] });
  });

  it.each([
    ['../LICENSE', 'LINK_FILE'],
    ['data.xlsx', 'LINK_FILE'],
    ['../../other/', 'LINK_FILE'],
    ['#nothing', 'LINK_BROKEN'],
    ['board.md', 'LINK_WITHHELD'],
    ['./board.html', 'LINK_WITHHELD'],
    ['guide.md#plan', 'LINK_WITHHELD'],
  ])('%s is only its words: %s', (href, code) => expect(follow(href)).toEqual({ to: undefined, codes: [code] }));

  it('lead to the web where the pack has an address there, except to what is withheld', () => {
    const base = { base: 'https://example.org/repo/tree/main/docs' };
    expect(follow('data.xlsx#a', base)).toEqual({ to: 'https://example.org/repo/tree/main/docs/part/data.xlsx#a', codes: [] });
    expect(follow('../../README.md', { ...base, chapters: new Map([['part/intro.md', 'intro']]) }).to).toBe(
      'https://example.org/repo/tree/main/README.md',
    );
    expect(follow('board.md', base)).toEqual({ to: undefined, codes: ['LINK_WITHHELD'] });
  });
});

describe('links of a deck', () => {
  const deck = targetsOf([
    {
      id: 'slide-1',
      page: 1,
      title: { type: 'root', children: [h('p', 'Our plan')] },
      body: { type: 'root', children: [h('h3', 'Costs')] },
    },
    { id: 'slide-2', page: 3, title: undefined, body: { type: 'root', children: [h('p', { id: 'map' }, 'Map')] } },
  ]);
  const follow = (href: string) => {
    const codes: string[] = [];
    const env = { source: { name: 'slides.md' }, report: (code: string) => void codes.push(code) } as unknown as Env;
    const tree: Root = { type: 'root', children: [h('p', h('a', { href }, 'Words'))] };
    linkSlides(tree, deck, targets, 'slides.md', env);
    const [child] = (tree.children[0] as Element).children;
    return { to: child?.type === 'element' ? child.properties['href'] : undefined, codes };
  };

  it.each([
    ['#our-plan', '#slide-1'],
    ['#Costs', '#slide-1-costs'],
    ['#map', '#map'],
    ['#3', '#slide-2'],
    ['/3', '#slide-2'],
    ['#/3', '#slide-2'],
    ['slides.md#1', '#slide-1'],
  ])('%s leads to %s', (href, to) => expect(follow(href)).toEqual({ to, codes: [] }));

  it.each([
    ['part/guide.qmd', []],
    ['part/guide', []],
    ['part/guide.md#costs', []],
    ['#own', []],
    ['part/none.md', ['LINK_BROKEN']],
    ['#nothing', ['LINK_BROKEN']],
    ['#2', ['LINK_WITHHELD']],
    ['part/board', ['LINK_WITHHELD']],
    ['#plan', ['LINK_WITHHELD']],
  ])('%s is only its words: %j', (href, codes) => expect(follow(href)).toEqual({ to: undefined, codes }));
});
