/** Cuts one tree for one reader: sections, blocks, words, alternatives, redactions and variables. */
import type { Nodes, Parent, Root, RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { unknownName } from '../model/nearest.ts';
import { placeOf } from '../model/place.ts';
import { allDataNames } from '../source/data/names.ts';
import type { Attributes } from '../source/markdown/attributes.ts';
import { fillVariables } from '../source/markdown/variables.ts';
import type { Readers, Verdict } from '../source/rules/rules.ts';
import { both, type Cutting, type Decision, type DirectiveLike, isAllowed, isDirective, judged, reportAt } from './cutting.ts';
import { dataVerdict, withColumns } from './data-rules.ts';
import { drop, type Neighbours } from './drop.ts';
import { calledFrom, withoutDangling } from './notes.ts';
import { cutTable, type Knife } from './tables.ts';
import { type Wrapper, wrappers } from './wrappers.ts';

/**
 * The tree as the reader may have it.
 * @param scope who reads the file as a whole
 */
export function cutTree(tree: Root, scope: Readers, cutting: Cutting): Root {
  const walk = new Walk(cutting, calledFrom(tree));
  const children = walk.children(tree, scope);
  return withoutDangling({ ...tree, children: walk.withoutBareHeadings(children) }, tree, cutting);
}

/** Blocks of which nothing is left are told; those of which that is no wonder are not. */
const namesOfBlocks: Readonly<Record<string, string>> = {
  list: 'list',
  table: 'table',
  defList: 'list of definitions',
  containerDirective: 'block',
};
const mayVanish = new Set([
  ...Object.keys(namesOfBlocks),
  'paragraph',
  'blockquote',
  'listItem',
  'footnoteDefinition',
  'defListDescription',
  'link',
  'emphasis',
  'strong',
  'delete',
]);

/** What stands under a node up to the next of its level or above. */
const levelOf = (node: Nodes): number | undefined =>
  node.type === 'heading' ? node.depth : (node.type as string) === 'defListTerm' ? 7 : undefined;

interface Section {
  readonly level: number;
  readonly readers: Readers;
  readonly rule: string;
}

class Walk {
  readonly #cutting: Cutting;
  /** The last heading that was kept, and those under which something was cut. */
  #heading: Nodes | undefined;
  readonly #touched = new Set<Nodes>();

  /** Whether a note belongs to its calls, and not to the section that it stands in. */
  readonly #isCalled: (node: Nodes) => boolean;

  constructor(cutting: Cutting, isCalled: (node: Nodes) => boolean) {
    this.#cutting = cutting;
    this.#isCalled = isCalled;
  }

  children(parent: Parent, scope: Readers): RootContent[] {
    const kept: RootContent[] = [];
    const sections: Section[] = [];
    /** Whom alternatives have left over so far; undefined where none may follow. */
    let over: Readers | undefined;
    let gap = 0;
    for (const [index, child] of (parent.children as RootContent[]).entries()) {
      const level = levelOf(child);
      while (level !== undefined && (sections.at(-1)?.level ?? 0) >= level) sections.pop();
      const here = this.#isCalled(child) ? scope : (sections.at(-1)?.readers ?? scope);
      if (!isAllowed(this.#cutting, here)) {
        if (here === 0n) this.#faultsIn({ type: 'root', children: [child] });
        this.#drop(child, sections.at(-1)?.rule ?? '');
        continue;
      }
      const wrapper = isDirective(child) ? wrappers[child.name] : undefined;
      if (wrapper && isDirective(child)) {
        if (wrapper.continues) kept.splice(kept.length - gap, gap);
        const { nodes, left } = this.#wrapped(child, wrapper, here, over, neighbours(parent, index));
        kept.push(...nodes);
        over = left;
        gap = 0;
        continue;
      }
      // White space between alternatives goes with them.
      if (over !== undefined && child.type === 'text' && child.value.trim() === '') gap += 1;
      else over = undefined;
      const verdict = level === undefined ? undefined : this.#judge(child, level < 7 ? 'section' : 'term', here);
      if (level !== undefined && verdict) sections.push({ level, readers: here & verdict.readers, rule: verdict.written });
      if (verdict && !isAllowed(this.#cutting, here & verdict.readers)) this.#drop(child, verdict.written);
      else kept.push(...this.#node(child, here, level !== undefined, neighbours(parent, index)));
    }
    return kept;
  }

  /** Headings under which everything was cut say what should not be said. From the end, because one may empty another. */
  withoutBareHeadings(children: readonly RootContent[]): RootContent[] {
    this.#heading = undefined;
    const kept: RootContent[] = [];
    for (const [index, child] of [...children.entries()].reverse()) {
      const next = kept[0];
      const isBare =
        child.type === 'heading' && this.#touched.has(child) && (!next || (next.type === 'heading' && next.depth <= child.depth));
      if (!isBare) {
        kept.unshift(child);
        continue;
      }
      // A chapter without anything is told by its own code.
      if (child.depth > 1) this.#empty('section', child);
      this.#drop(child, 'nothing is left of the section');
      const above = children.slice(0, index).findLast((other) => other.type === 'heading' && other.depth < child.depth);
      if (above) this.#touched.add(above);
    }
    return kept;
  }

  /** A rule that stands on a node, with its data file's; told, and put down. */
  #judge(node: Nodes, what: string, outer: Readers): Verdict | undefined {
    const { rules, source } = this.#cutting;
    const own = rules.of(attributesOf(node));
    if (own) judged(this.#cutting, own, outer, placeOf(node, source));
    const verdict = both(own, dataVerdict(node, outer, this.#cutting));
    if (verdict) this.#decide(node, what, verdict.written, outer & verdict.readers, 0n);
    if (own && own.faults.length > 0) this.#faultsIn(node);
    return verdict;
  }

  /** What a faulty rule withholds from all is not looked at again: its own faults are told with it. */
  #faultsIn(node: Nodes): void {
    for (const child of 'children' in node ? (node.children as Nodes[]) : []) {
      const verdict = this.#cutting.rules.of(attributesOf(child));
      if (verdict) judged(this.#cutting, verdict, 0n, placeOf(child, this.#cutting.source));
      this.#faultsIn(child);
    }
  }

  #decide(node: Nodes, what: string, rule: string, readers: Readers, barred: Readers): void {
    // Who reads for somebody needs no report of it.
    if (this.#cutting.reader !== undefined) return;
    const words = wordsOf(node).replace(/\s+/g, ' ').trim();
    const decision: Decision = { place: placeOf(node, this.#cutting.source), rule, readers, barred, what, words };
    this.#cutting.decide(decision);
  }

  #wrapped(
    node: DirectiveLike,
    wrapper: Wrapper,
    here: Readers,
    over: Readers | undefined,
    near: Neighbours | undefined,
  ): { nodes: RootContent[]; left: Readers | undefined } {
    const { rules, source } = this.#cutting;
    const place = placeOf(node, source);
    const attributes = node.attributes ?? {};
    const stray = Object.keys(attributes).filter((name) => ![...rules.words, 'id', 'class'].includes(name));
    for (const name of stray) reportAt(this.#cutting, 'ATTRIBUTE_UNKNOWN', unknownName(name, rules.words), place);
    const { id: _, class: __, ...stated } = attributes;
    const verdict = rules.of(wrapper.rule(stated));
    const base = wrapper.continues ? over : here;
    if (base === undefined) reportAt(this.#cutting, 'ALTERNATIVE_STRAY', {}, place);
    if (verdict) judged(this.#cutting, verdict, base ?? 0n, place);
    else if (!wrapper.continues) reportAt(this.#cutting, 'AUDIENCE_MISSING', { name: node.name }, place);
    else if (base === 0n && here !== 0n)
      reportAt(this.#cutting, 'RULE_UNMET', { rule: node.name, inside: ' after the rules before it' }, place);
    const isFaulty = stray.length > 0 || base === undefined || (verdict ? verdict.faults.length > 0 : !wrapper.continues);
    if (isFaulty) this.#faultsIn(node);
    const met = isFaulty ? 0n : (base ?? 0n) & (verdict?.readers ?? rules.everybody);
    const readers = wrapper.redacts ? (isFaulty ? 0n : here & ~met) : met;
    // Others say nothing beside their rule.
    const prefix = verdict && !wrapper.continues && !wrapper.redacts ? '' : node.name;
    const rule = [prefix, verdict?.written].filter(Boolean).join(' ');
    this.#decide(
      node,
      wrapper.redacts ? 'redaction' : (namesOfForms[node.type] ?? node.type),
      rule,
      readers,
      wrapper.redacts ? here & ~readers : 0n,
    );
    const left = isFaulty ? 0n : wrapper.starts && !(wrapper.continues && !verdict) ? (base ?? 0n) & ~met : undefined;
    if (isAllowed(this.#cutting, readers)) return { nodes: this.#unwrapped(node, readers), left };
    this.#drop(node, rule, near);
    return { nodes: wrapper.redacts ? [bar(node)] : [], left };
  }

  #unwrapped(node: DirectiveLike, readers: Readers): RootContent[] {
    const children = this.children(node as Parent, readers);
    // What `::only[…]` holds are words, and stand among blocks.
    return node.type === 'leafDirective' && children.length > 0
      ? [{ type: 'paragraph', children, position: node.position } as RootContent]
      : children;
  }

  /** A node that is no rule in itself. */
  #node(node: RootContent, scope: Readers, isJudged: boolean, near: Neighbours | undefined): RootContent[] {
    const verdict = isJudged ? undefined : this.#judge(node, whatOf(node), scope);
    const readers = scope & (verdict?.readers ?? scope);
    if (verdict && !isAllowed(this.#cutting, readers)) {
      this.#drop(node, verdict.written, near);
      return [];
    }
    const place = placeOf(node, this.#cutting.source);
    const fill = (name: string) => this.#cutting.valueOf(name, place);
    if (node.type === 'variable') return [{ type: 'text', value: fill(node.name), position: node.position }];
    const own = withColumns(filled(this.#withoutRules(node), fill), this.#cutting);
    if (own === undefined) {
      this.#empty('table', node);
      this.#drop(node, 'nothing is left of its columns');
      return [];
    }
    for (const name of allDataNames({ ...own, children: [] } as Nodes)) {
      const data = this.#cutting.data(name);
      if (data?.isEmptied) {
        this.#empty('data file', node);
        this.#drop(node, 'nothing is left of its data');
        return [];
      }
      if (data) this.#cutting.used.add(data.file);
    }
    if (own.type === 'heading') this.#heading = undefined;
    if (!('children' in own)) return [own];
    const cut =
      own.type === 'table'
        ? cutTable(own, readers, this.#cutting, this.#knife())
        : ({ ...own, children: this.children(own as Parent, readers) } as Nodes & Parent);
    if (own.type === 'heading') this.#heading = cut;
    if (!mayVanish.has(node.type) || !isEmptied(node as Parent, cut)) return [cut as RootContent];
    const name = namesOfBlocks[node.type];
    if (name !== undefined) this.#empty(isDirective(node) ? node.name : name, node);
    this.#drop({ ...cut } as Nodes, 'nothing else is left of it');
    return [];
  }

  #knife(): Knife {
    return {
      judge: (node, what, outer) => this.#judge(node, what, outer),
      inside: (node, scope) => ({ ...node, children: this.children(node, scope) }) as typeof node,
      drop: (node, rule, near) => this.#drop(node, rule, near),
    };
  }

  #withoutRules(node: RootContent): RootContent {
    const { rules } = this.#cutting;
    if (isDirective(node)) return { ...node, attributes: rules.without(node.attributes ?? {}) } as RootContent;
    const attributes = node.type === 'heading' ? undefined : (node.data as { attributes?: Attributes } | undefined)?.attributes;
    if (!attributes) return node;
    const { attributes: _, ...data } = node.data as { attributes?: Attributes };
    return { ...node, data } as RootContent;
  }

  #empty(what: string, node: Nodes): void {
    const audience = this.#cutting.reader?.audience ?? '';
    reportAt(this.#cutting, 'BLOCK_EMPTY', { what, audience }, placeOf(node, this.#cutting.source));
  }

  #drop(node: Nodes, rule: string, near?: Neighbours): void {
    drop(node, rule, this.#cutting, near);
    if (this.#heading) this.#touched.add(this.#heading);
  }
}

/** Plain text beside a node: it has no rule of its own. Undefined among blocks. */
function neighbours({ children }: Parent, index: number): Neighbours | undefined {
  const textAt = (at: number) => {
    const node = children[at] as Nodes | undefined;
    return node?.type === 'text' ? node.value : undefined;
  };
  const [before, after] = [textAt(index - 1), textAt(index + 1)];
  return before === undefined && after === undefined ? undefined : { before, after };
}

const namesOfForms: Readonly<Record<string, string>> = { textDirective: 'words', containerDirective: 'block', leafDirective: 'block' };
const namesOfNodes: Readonly<Record<string, string>> = {
  listItem: 'list item',
  footnoteDefinition: 'footnote',
  code: 'drawing or code',
  defListDescription: 'definition',
};
const whatOf = (node: Nodes): string => (isDirective(node) ? node.name : (namesOfNodes[node.type] ?? node.type));

/** Its words, those of one block apart from those of the next. */
const wordsOf = (node: Nodes): string =>
  'children' in node && node.children.some((child) => 'children' in child)
    ? (node.children as Nodes[]).map((child) => wordsOf(child)).join(isPhrase(node) ? '' : ' ')
    : textOf(node);
const isPhrase = ({ type }: Nodes) => ['paragraph', 'heading', 'textDirective', 'leafDirective', 'tableCell'].includes(type);

/** The attributes that may state a node's rule. */
function attributesOf(node: Nodes): Attributes {
  if (isDirective(node)) return node.attributes ?? {};
  return (node.data as { attributes?: Attributes } | undefined)?.attributes ?? {};
}

/** The bar in the place of words, or of a block. Nothing of what it covers is in it. */
function bar(node: DirectiveLike): RootContent {
  const type = node.type === 'textDirective' ? 'textDirective' : 'leafDirective';
  return { type, name: 'redacted', attributes: {}, children: [], position: node.position };
}

/** Whether cutting has left nothing of what was something; the label of a directive alone is nothing. */
function isEmptied(before: Parent, after: Parent): boolean {
  const isContent = (child: Nodes) =>
    !(child.type === 'paragraph' && child.data?.directiveLabel) && !(child.type === 'text' && child.value.trim() === '');
  return before.children.some(isContent) && !after.children.some(isContent);
}

/** Variables in what is plain text: alternative texts, titles, attributes and the words behind a fence. */
function filled(node: RootContent, fill: (name: string) => string): RootContent {
  const text = <T extends string | null | undefined>(value: T) => (typeof value === 'string' ? fillVariables(value, fill) : value) as T;
  if (node.type === 'image') return { ...node, alt: text(node.alt), title: text(node.title) };
  if (node.type === 'link') return { ...node, title: text(node.title), url: text(node.url) };
  if (node.type === 'code') return { ...node, meta: text(node.meta) };
  if (!isDirective(node) || !Object.values(node.attributes ?? {}).some((value) => value?.includes('{{'))) return node;
  const attributes = Object.fromEntries(Object.entries(node.attributes ?? {}).map(([name, value]) => [name, text(value)]));
  return { ...node, attributes } as RootContent;
}
