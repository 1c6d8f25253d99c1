/** Cuts one tree for one reader: sections, blocks, words, alternatives, redactions and variables. */

import type { Nodes, Parent, Root, RootContent } from 'mdast';
import { own as ownOf } from '../model/own.ts';
import { placeOf } from '../model/place.ts';
import { allDataNames } from '../source/data/names.ts';
import type { Readers } from '../source/rules/rules.ts';
import { type Cutting, type DirectiveLike, isAllowed, isDirective, reportAt } from './cutting.ts';
import { noteColumns, withColumns } from './data-rules.ts';
import { drop, type Neighbours } from './drop.ts';
import { judge, judgeWrapper, type Outcome, reportProblemsIn } from './judge.ts';
import { bar, filled, isEmptied, neighbours, whatOf, withoutRules } from './nodes.ts';
import { calledFrom, withoutDangling } from './notes.ts';
import { isNotes } from './speaker-notes.ts';
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

/** Blocks of which nothing is left are reported, except those of which that is expected. */
const namesOfBlocks: Readonly<Record<string, string>> = {
  list: 'list',
  table: 'table',
  defList: 'definition list',
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

const nameOf = (node: Parent): string => (node as DirectiveLike).name;

/** What is under a node up to the next of its level or above. */
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

  /** Whether a note belongs to its calls, and not to the section that it is in. */
  readonly #isCalled: (node: Nodes) => boolean;

  /** What the children that are looked at are in: a directive’s name, or a type. */
  #around = 'root';

  constructor(cutting: Cutting, isCalled: (node: Nodes) => boolean) {
    this.#cutting = cutting;
    this.#isCalled = isCalled;
  }

  children(parent: Parent, scope: Readers): RootContent[] {
    const around = this.#around;
    // A directive that is nothing but a rule is not there when the rules are done.
    if (!isDirective(parent as Nodes)) this.#around = parent.type;
    else if (!Object.hasOwn(wrappers, nameOf(parent))) this.#around = nameOf(parent);
    const kept = this.#kept(parent, scope);
    this.#around = around;
    return kept;
  }

  #kept(parent: Parent, scope: Readers): RootContent[] {
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
        if (here === 0n) reportProblemsIn({ type: 'root', children: [child] }, this.#cutting);
        this.#drop(child, sections.at(-1)?.rule ?? '');
        continue;
      }
      const wrapper = isDirective(child) ? ownOf(wrappers, child.name) : undefined;
      if (wrapper && isDirective(child)) {
        if (wrapper.continues) kept.splice(kept.length - gap, gap);
        const outcome = judgeWrapper(child, wrapper, here, over, this.#cutting);
        kept.push(...this.#wrapped(child, wrapper, outcome, neighbours(parent, index)));
        over = outcome.left;
        gap = 0;
        continue;
      }
      // White space between alternatives goes with them.
      if (over !== undefined && child.type === 'text' && child.value.trim() === '') gap += 1;
      else over = undefined;
      const verdict = level === undefined ? undefined : judge(child, level < 7 ? 'section' : 'term', here, this.#cutting);
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
      // An empty chapter is reported by a code of its own.
      if (child.depth > 1) this.#empty('section', child);
      this.#drop(child, 'nothing is left of the section');
      const above = children.slice(0, index).findLast((other) => other.type === 'heading' && other.depth < child.depth);
      if (above) this.#touched.add(above);
    }
    return kept;
  }

  /** What takes the place of a directive that is nothing but a rule. */
  #wrapped(node: DirectiveLike, wrapper: Wrapper, { readers, rule }: Outcome, near: Neighbours | undefined): RootContent[] {
    if (isAllowed(this.#cutting, readers)) return this.#unwrapped(node, readers);
    this.#drop(node, rule, near);
    return wrapper.redacts ? [bar(node)] : [];
  }

  #unwrapped(node: DirectiveLike, readers: Readers): RootContent[] {
    const children = this.children(node as Parent, readers);
    // What `::only[…]` holds are words, and are among blocks.
    return node.type === 'leafDirective' && children.length > 0
      ? [{ type: 'paragraph', children, position: node.position } as RootContent]
      : children;
  }

  /** A node that is no rule in itself. */
  #node(node: RootContent, scope: Readers, isJudged: boolean, near: Neighbours | undefined): RootContent[] {
    const verdict = isJudged ? undefined : judge(node, whatOf(node), scope, this.#cutting);
    const readers = scope & (verdict?.readers ?? scope);
    if (verdict && !isAllowed(this.#cutting, readers)) {
      // Nobody else may be left to learn that they are misplaced.
      if (isNotes(node) && this.#around !== 'slide') reportAt(this.#cutting, 'NOTES_PLACE', {}, placeOf(node, this.#cutting.source));
      this.#drop(node, verdict.written, near);
      return [];
    }
    const place = placeOf(node, this.#cutting.source);
    const fill = (name: string, written?: string) => this.#cutting.valueOf(name, place, written);
    if (node.type === 'variable') return [{ type: 'text', value: fill(node.name, node.value), position: node.position }];
    const own = withColumns(filled(withoutRules(node, this.#cutting.rules), fill), this.#cutting);
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
    noteColumns(own, this.#cutting);
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
      judge: (node, what, outer) => judge(node, what, outer, this.#cutting),
      inside: (node, scope) => ({ ...node, children: this.children(node, scope) }) as typeof node,
      drop: (node, rule, near) => this.#drop(node, rule, near),
    };
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
