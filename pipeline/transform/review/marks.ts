/**
 * Change marks of a document for review: signs in the text (`source/markdown/foreign/critic/signs.ts`) become insertions, deletions,
 * highlights and numbered comments, and the blocks that hold them get a bar in the margin.
 */
import type { Element, ElementContent, Root, Text } from 'hast';
import { h } from 'hastscript';
import { inline } from '../../source/html/elements.ts';
import { hasReviewSign, reviewSign, type Shown, shownBy } from '../../source/markdown/foreign/critic/signs.ts';
import type { Env } from '../env.ts';
import { addClass } from '../html/classes.ts';

const changed = new Set('p h1 h2 h3 h4 h5 h6 li dt dd figcaption caption td th summary'.split(' '));
/** Blocks that a comment may not be moved out of, because something is laid out around them. */
const containers = new Set('div section article blockquote aside details'.split(' '));

export function reviewMarks(env: Env) {
  return (tree: Root): void => {
    if (!env.edition.isReview) return;
    new Marking(env).blocks(tree);
  };
}

class Marking {
  readonly #env: Env;
  /** What is open where the walk has come to. */
  #open: Shown | undefined;
  #notes: Element[] = [];
  #said = '';

  constructor(env: Env) {
    this.#env = env;
  }

  /** Marks the children of what holds blocks; comments come before the block that they are about. */
  blocks(parent: Root | Element): void {
    let carried: Element[] = [];
    parent.children = (parent.children as ElementContent[]).flatMap((child): ElementContent[] => {
      if (child.type !== 'element') return this.#inline([child]);
      if (containers.has(child.tagName) && child.children.some((inner) => inner.type === 'element' && !isInline(inner))) {
        this.blocks(child);
        return [child];
      }
      const before = this.#notes;
      this.#notes = [];
      child.children = this.#within(child);
      const notes = [...carried, ...this.#notes];
      this.#notes = before;
      // A paragraph that was nothing but comments leaves them to what follows.
      carried = child.tagName === 'p' && isNothing(child) && notes.length > 0 ? notes : [];
      return carried.length > 0 ? [] : [...notes, child];
    });
    if (carried.length > 0) (parent.children as ElementContent[]).push(...carried);
  }

  #within(block: Element): ElementContent[] {
    const open = this.#open;
    if (changed.has(block.tagName)) this.#open = undefined;
    const children = this.#inline(block.children);
    if (changed.has(block.tagName)) {
      if (children.some(isChange)) addClass(block, 'review-changed');
      this.#open = open;
    }
    return children;
  }

  #inline(children: readonly ElementContent[]): ElementContent[] {
    return children.flatMap((child): ElementContent[] => {
      if (child.type === 'text') return this.#text(child);
      if (child.type === 'element') child.children = this.#within(child);
      return [child];
    });
  }

  #text(node: Text): ElementContent[] {
    if (this.#open === undefined && !hasReviewSign(node.value)) return [node];
    const made: ElementContent[] = [];
    let from = 0;
    const take = (to: number) => made.push(...this.#shown(node.value.slice(from, to), node.position));
    for (const { 0: all, 1: open, 2: close, index } of node.value.matchAll(reviewSign)) {
      take(index);
      from = index + all.length;
      const shown = shownBy((open ?? close) as string);
      if (open === undefined && shown === 'comment') made.push(...this.#comment());
      this.#open = open === undefined ? undefined : shown;
    }
    take(node.value.length);
    return made;
  }

  #shown(value: string, position: Text['position']): ElementContent[] {
    if (value === '') return [];
    if (this.#open === 'comment') {
      this.#said += value;
      return [];
    }
    const text: Text = { type: 'text', value, ...(position ? { position } : {}) };
    if (this.#open === undefined || value.trim() === '') return [text];
    const word = (key: string) => `${this.#env.word(key)}: ${value.trim().replace(/"/g, '')}`;
    if (this.#open === 'added')
      return [h('ins', { className: ['review-added'], dataTag: `Span ${word('change-inserted')}` }, [text]) as Element];
    if (this.#open === 'deleted')
      return [h('del', { className: ['review-deleted'], dataTag: `Span ${word('change-deleted')}` }, [text]) as Element];
    return [h('mark', { className: ['review-marked'] }, [text]) as Element];
  }

  /** `@name: words`: the author, and what he says. */
  #comment(): ElementContent[] {
    const [, name, words = ''] = /^(?:@([^\s:]+(?: [^\s:]+){0,2}):\s+)?([\s\S]*)$/.exec(this.#said.trim()) ?? [];
    this.#said = '';
    const number = this.#env.commentNumber?.();
    const label = [this.#env.word('change-comment'), number].filter((one) => one !== undefined).join(' ');
    const said = [
      h('span', { className: ['review-note__label'] }, label),
      ' ',
      ...(name === undefined ? [] : [h('strong', { className: ['review-note__name'] }, name.replaceAll('_', ' ')), ' ']),
      words,
    ];
    // Slides have no margin: there it is shown where it is.
    if (number === undefined) return [h('span', { className: ['review-comment'] }, said) as Element];
    this.#notes.push(h('aside', { className: ['review-note'] }, [h('p', said)]) as Element);
    return [h('span', { className: ['review-ref'] }, String(number)) as Element];
  }
}

const isChange = (child: ElementContent): boolean =>
  child.type === 'element' &&
  (['ins', 'del'].includes(child.tagName)
    ? /review-/.test(String(child.properties['className']))
    : isInline(child) && child.children.some(isChange));

const isInline = ({ tagName }: Element) => inline.has(tagName) || tagName === 'br';

const isNothing = ({ children }: Element): boolean =>
  children.every((child) => (child.type === 'text' ? child.value.trim() === '' : child.type === 'element' && isReference(child)));

/** The number of a comment where it is about something. */
export const isReference = ({ properties }: Element): boolean => String(properties['className'] ?? '').includes('review-ref');

/** What is no part of words that are used in a second place: deletions and numbers of comments. */
export const isOnlyForReview = (node: Element): boolean =>
  isReference(node) || /review-(?:deleted|comment)/.test(String(node.properties['className'] ?? ''));
