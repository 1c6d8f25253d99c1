/** A style sheet of an author → one for the slides of this document. */
import type { Atrule, Block, CssNode, Declaration, Rule, SelectorList } from 'css-tree';
import generate from 'css-tree/generator';
import parse from 'css-tree/parser';
import walk from 'css-tree/walker';
import { derived } from './colours.ts';
import { declared, type Findings } from './declarations.ts';
import { nested, reachOf } from './selectors.ts';

export interface Sheet {
  readonly css: string;
  /** Names of all classes that it styles. */
  readonly classes: ReadonlySet<string>;
  /** The size that it gives slides, in CSS pixels. */
  readonly size: { readonly width?: number; readonly height?: number };
}

export type Tree = CssNode;

/** Reads CSS as browsers do: what cannot be understood is skipped. */
export const readSheet = (css: string): Tree => parse(css.replace(/<!--|-->/g, ' '), { parseCustomProperty: true });

/** Names or addresses of the style sheets that one imports, in their order. */
export function importsOf(tree: Tree): string[] {
  const found: string[] = [];
  walk(tree, { visit: 'Atrule', enter: (node) => void (isImport(node) && found.push(importedBy(node))) });
  return found;
}

const isImport = ({ name }: Atrule): boolean => /^import(?:-theme)?$/i.test(name);

function importedBy({ prelude }: Atrule): string {
  const first = prelude && 'children' in prelude ? prelude.children.first : undefined;
  if (first?.type === 'String' || first?.type === 'Url') return first.value;
  return prelude ? generate(prelude).replace(/^["']|["']$/g, '') : '';
}

/** Addresses of all images that a style sheet names. */
export function addressesIn(tree: Tree): string[] {
  const found = new Set<string>();
  walk(tree, function (node) {
    if (node.type === 'Url' && this.atrule?.name.toLowerCase() !== 'font-face' && !(this.atrule && isImport(this.atrule)))
      found.add(node.value);
  });
  return [...found];
}

/** @param scope the slides that it is for, as a selector */
export function rewritten(tree: Tree, findings: Findings, scope = '.slide'): Sheet {
  const writing: Writing = { findings, scope, classes: new Set(), size: {} };
  const css =
    tree.type === 'StyleSheet'
      ? tree.children
          .toArray()
          .map((node) => written(node, writing, undefined))
          .join('')
      : '';
  // Nothing in a style sheet may end its element.
  return { css: css.replaceAll('<', '\\3c '), classes: writing.classes, size: writing.size };
}

interface Writing {
  readonly findings: Findings;
  readonly scope: string;
  readonly classes: Set<string>;
  readonly size: { width?: number; height?: number };
}

function written(node: CssNode, writing: Writing, outer: SelectorList | undefined): string {
  if (node.type === 'Rule') return ofRule(node, writing, outer);
  if (node.type === 'Atrule') return ofAtrule(node, writing, outer);
  return '';
}

const grouping = /^(?:media|supports|container|layer)$/;
/** What has no effect here, and what is read elsewhere. */
const silent = /^(?:charset|import|import-theme|keyframes|-.*|auto-scaling|theme|size|property|namespace|view-transition|starting-style)$/;

function ofAtrule(node: Atrule, writing: Writing, outer: SelectorList | undefined): string {
  const name = node.name.toLowerCase();
  if (name === 'font-face') return '';
  if (!grouping.test(name) || node.block === null) {
    if (!silent.test(name) && name !== 'layer') writing.findings.left.add(`@${name}`);
    return '';
  }
  const prelude = node.prelude ? generate(node.prelude) : '';
  if (/[<{}]|url\(/i.test(prelude) || (name === 'media' && /^screen\b/i.test(prelude))) return '';
  const inside = inBlock(node.block, writing, outer);
  if (inside === '') return '';
  // Names of layers are those of the author alone.
  return name === 'layer' ? `@layer ${prelude === '' ? '' : `own.${prelude}`}{${inside}}` : `@${name} ${prelude}{${inside}}`;
}

/** What a block holds beside declarations: a rule's own are written with its selectors. */
function inBlock(block: Block, writing: Writing, outer: SelectorList | undefined): string {
  const children = itemsOf(block);
  const own = outer ? declarations(children, outer, writing) : '';
  return own + children.map((child) => written(child, writing, outer)).join('');
}

/** Rules inside rules that the parser takes for one piece of text are read once more. */
function itemsOf(block: Block): CssNode[] {
  return block.children.toArray().flatMap((child) => {
    if (child.type !== 'Raw' || !child.value.includes('{')) return [child];
    const again = readSheet(child.value);
    return again.type === 'StyleSheet' ? again.children.toArray().filter(({ type }) => type === 'Rule') : [];
  });
}

function ofRule(rule: Rule, writing: Writing, outer: SelectorList | undefined): string {
  if (rule.prelude.type !== 'SelectorList') return '';
  const list = outer ? selectorList(nested(rule.prelude, outer)) : rule.prelude;
  return list ? inBlock(rule.block, writing, list) : '';
}

function selectorList(text: string): SelectorList | undefined {
  try {
    const node = parse(text, { context: 'selectorList' });
    return node.type === 'SelectorList' ? node : undefined;
  } catch {
    return undefined;
  }
}

function declarations(children: readonly CssNode[], list: SelectorList, writing: Writing): string {
  const own = children.filter((child): child is Declaration => child.type === 'Declaration');
  if (own.length === 0) return '';
  walk(list, { visit: 'ClassSelector', enter: ({ name }) => void writing.classes.add(name) });
  const reaches = list.children.toArray().flatMap((one) => (one.type === 'Selector' ? (reachOf(one, writing.scope) ?? []) : []));
  // What is allowed depends on what is selected.
  const sorts = [
    reaches.filter(({ isSlide, isNumber }) => !isSlide && !isNumber),
    reaches.filter(({ isSlide }) => isSlide),
    reaches.filter(({ isNumber }) => isNumber),
  ];
  const isPlain = list.children.toArray().some((one) => /^(?:section|:root)$/i.test(generate(one)));
  if (isPlain) sizeIn(own, writing.size);
  return sorts
    .flatMap((sort) => {
      const [first] = sort;
      if (first === undefined) return [];
      const texts = own.flatMap((one) => declared(one, first, writing.findings) ?? []);
      const extra = first.isSlide ? ofSlide(texts) : [];
      return texts.length === 0 ? [] : [`${sort.map(({ selector }) => selector).join(',')}{${[...extra, ...texts].join(';')}}\n`];
    })
    .join('');
}

function sizeIn(own: readonly Declaration[], size: Writing['size']): void {
  for (const { property, value } of own) {
    const [, pixels] = /^(\d+(?:\.\d+)?)px$/.exec(generate(value)) ?? [];
    if (pixels !== undefined && (property === 'width' || property === 'height')) size[property] = Number(pixels);
  }
}

/**
 * What follows from the declarations of a slide: colours for what is on it, and the length `rem`. A size that is itself written in
 * `rem` counts browsers' own size of text, as with Marp.
 */
function ofSlide(texts: readonly string[]): string[] {
  const pairs = texts.map((text) => [text.slice(0, text.indexOf(':')), text.slice(text.indexOf(':') + 1)] as const);
  const map = new Map(pairs);
  const size = map.get('font-size')?.replace(/!important$/, '');
  const isLength = size !== undefined && /^(?:[\d.]+(?:px|pt|cm|mm|in)|calc\(.*\))$/.test(size);
  return [...derived(map), ...(isLength ? [`--rem:${size.includes('var(--rem') ? '16px' : size}`] : [])];
}
