/** Puts the words of references where `plugins/cites.ts` has left marks, when every label of the edition is known. */
import type { Element, ElementContent, Nodes } from 'hast';
import { visit } from 'unist-util-visit';
import { nearest } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import { itemPlace } from '../../model/place.ts';
import { secret } from '../../select/secret.ts';
import type { CiteItem } from '../../source/markdown/cites.ts';
import { bareId, referenceOf } from '../../source/markdown/reference.ts';
import type { Env, Mark } from '../env.ts';
import { unknownKey } from '../stand-in.ts';
import { plain } from '../steps/headings.ts';
import { keyOf, type Label, labelFor } from './label.ts';
import { listed, worded } from './wording.ts';

/** What references of one document may lead to. */
export interface Labels {
  readonly all: readonly Label[];
  /** Ids of the pack that are not in this edition's briefing, as `secret` makes them. */
  readonly absent: ReadonlySet<string>;
  /** False where the labels are in another document: a slide names a figure of the briefing and cannot link to it. */
  readonly isLinked: boolean;
  /** Slides by the ids that are on them. */
  readonly slides: ReadonlyMap<string, { readonly id: string; readonly number: number }>;
}

/** One reference: how it is worded, and what it leads to. */
interface Found {
  readonly item: CiteItem;
  /** Name of the word that holds it: `figure`, `page`; `sign` for “§”; or undefined for words that stand by themselves. */
  readonly word: string | undefined;
  readonly content: ElementContent[];
  readonly href: string | undefined;
}

/** Replaces every mark of a reference in a tree. */
export function resolveReferences(tree: Nodes, labels: Labels, env: Env): void {
  visit(tree, 'element', (node) => {
    if (node.tagName === 'a' && node.children.length === 0) wordLink(node, labels, env);
    const mark = env.marks[Number(node.properties['dataMark'] ?? Number.NaN)];
    if (mark?.sort !== 'reference') return;
    delete node.properties['dataMark'];
    node.properties['className'] = ['references'];
    node.children = wordsOf(mark, labels, env);
  });
}

/** `[](#id)`: a link without words has those of a reference. */
function wordLink(node: Element, labels: Labels, env: Env): void {
  const href = String(node.properties['href'] ?? '');
  const name = href.startsWith('#') ? href.slice(1) : '';
  const label = labels.all.find(({ id }) => id === name) ?? labels.all.find(({ id }) => bareId(id) === bareId(name));
  if (name === '' || label === undefined) return;
  const item = { key: name, prefix: '', suffix: '', isBare: false, offset: 0 };
  const { word, content, href: to } = target(label, '', item, labels.isLinked, () => {}, env);
  node.children = word === undefined ? content : worded(patternOf(word, false, env), content);
  if (to === undefined) delete node.properties['href'];
  else node.properties['href'] = to;
}

/** References of these sorts are worded together: “Figures 3 and 4”. */
const plural = new Set(['figure', 'table', 'equation', 'chapter', 'section', 'page', 'slide', 'sign']);

/** The words around one number, or around several: “§§ 4 and 5”. */
const patternOf = (word: string, isPlural: boolean, env: Env): string =>
  word === 'sign' ? `${isPlural ? env.word('section-signs') : '§'} {}` : env.word(`ref-${word}${isPlural ? 's' : ''}`);

function wordsOf(mark: Mark, labels: Labels, env: Env): ElementContent[] {
  const found = mark.cite.items.map((item) => find(item, mark, labels, env));
  const groups: Found[][] = [];
  for (const one of found) {
    const last = groups.at(-1)?.at(-1);
    const joins =
      last && one.word !== undefined && plural.has(one.word) && last.word === one.word && last.item.suffix === '' && one.item.prefix === '';
    if (joins && last.item.isBare === one.item.isBare) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  const texts = groups.map((group) => groupWords(group, env));
  return listed(texts, env.word('locale'));
}

function groupWords(group: readonly Found[], env: Env): ElementContent[] {
  const [first] = group as [Found];
  const { prefix } = first.item;
  const { suffix = '', isAttached = false } = group.at(-1)?.item ?? {};
  const pattern = first.word === undefined || first.item.isBare ? '{}' : patternOf(first.word, group.length > 1, env);
  const one = group.length === 1;
  const numbers = group.map(({ content, href }) => linked(one ? worded(pattern, content) : content, href));
  const words = one ? (numbers[0] ?? []) : worded(pattern, listed(numbers, env.word('locale')));
  return [...text(prefix), ...words, ...text(suffix === '' ? '' : joined(suffix, isAttached))];
}

/** Words behind a reference: after a comma or not, as they are written. Brackets and East Asian words follow at once. */
function joined(suffix: string, isAttached: boolean): string {
  if (!isAttached) return `, ${suffix}`;
  return /^(?:[([（\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|제\d)/u.test(suffix) ? suffix : `\u00A0${suffix}`;
}

/** Words for what is not in an edition, by prefixes. */
const absent = { fig: 'figure', tbl: 'table', eq: 'equation' };

const text = (value: string): ElementContent[] => (value === '' ? [] : [{ type: 'text', value }]);

function linked(children: ElementContent[], href: string | undefined): ElementContent[] {
  if (href === undefined) return children;
  return [{ type: 'element', tagName: 'a', properties: { href, className: ['reference'] }, children }];
}

function find(item: CiteItem, mark: Mark, labels: Labels, env: Env): Found {
  const key = referenceOf(item.key) as { prefix: string; name: string };
  const place = itemPlace(mark.cite, item.offset);
  const label = labelFor(key, labels.all);
  if (label)
    return {
      item,
      ...target(label, key.prefix, item, labels.isLinked, () => env.report('REFERENCE_UNNUMBERED', { name: item.key }, place), env),
    };
  const slide = labels.slides.get(item.key) ?? labels.slides.get(key.name);
  if (slide) return { item, word: 'slide', content: text(String(slide.number)), href: `#${slide.id}` };
  if (labels.absent.has(secret(bareId(key.name)))) {
    env.report('REFERENCE_WITHHELD', { name: item.key }, place);
    const sort = own(absent, key.prefix) ?? 'part';
    return { item, word: undefined, content: text(env.word(`absent-${sort}`)), href: undefined };
  }
  const known = labels.all.map((other) => (key.prefix === 'page' ? `page:${keyOf(other).replace(/^\w+:/, '')}` : keyOf(other)));
  // The same name under another prefix is nearer than any other name.
  const twin = known.find((other) => other.replace(/^\w+:/, '') === key.name);
  env.report('REFERENCE_BROKEN', { name: item.key, near: twin ?? nearest(item.key, known) }, place);
  return { item, word: undefined, content: text(unknownKey(item.key)), href: undefined };
}

function target(label: Label, prefix: string, item: CiteItem, isLinked: boolean, unnumbered: () => void, env: Env): Omit<Found, 'item'> {
  const href = isLinked ? `#${label.id}` : undefined;
  if (prefix === 'page' && isLinked) return { word: 'page', content: [pageSlot(label.id)], href };
  if (label.number !== null && (label.reference === undefined || item.isBare))
    return { word: label.sort, content: text(label.number), href };
  if (label.reference !== undefined) {
    const reference = label.reference.replace(/ (?=\S+$|\d)/g, '\u00A0');
    const [, numbers] = /^§[ \u00A0](.+)$/s.exec(reference) ?? [];
    return numbers === undefined ? { word: undefined, content: text(reference), href } : { word: 'sign', content: text(numbers), href };
  }
  if (label.sort !== 'section' && label.sort !== 'chapter') unnumbered();
  const title = label.element ? plain(structuredClone(label.element.children)) : text(label.id);
  return { word: undefined, content: item.isBare ? title : worded(env.word('ref-title'), title), href };
}

/** Filled with the page number when the pages are known; `data-digits` is put right by the first layout. */
function pageSlot(id: string): Element {
  return {
    type: 'element',
    tagName: 'span',
    properties: { className: ['page-reference'], dataPageOf: id, dataDigits: '2' },
    children: [{ type: 'text', value: '00' }],
  };
}
