/** Numbers of what is between headings: paragraphs, notes, examples and terms. */
import type { Element, Nodes, Parents, Root } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { placeOf } from '../../model/place.ts';
import { numbered } from '../../source/locale/words.ts';
import type { Env } from '../env.ts';
import { addClass, hasClass } from '../html/classes.ts';
import { sayDeleted, takeNumber } from './fixed.ts';
import type { ChapterNumbers } from './numbers.ts';

type Note = 'note' | 'example';

/** What a chapter has between its headings, known before the first number is given. */
export class BodyNumbers {
  readonly #env: Env;
  readonly #numbers: ChapterNumbers;
  readonly #paragraphs: ReadonlySet<Nodes>;
  readonly #notes: ReadonlyMap<Nodes, { readonly sort: Note; readonly at: number; readonly of: number }>;

  constructor(tree: Root, numbers: ChapterNumbers, env: Env) {
    this.#env = env;
    this.#numbers = numbers;
    this.#paragraphs = paragraphsOf(tree, env.edition.options.numbering.paragraphs);
    this.#notes = notesOf(tree);
  }

  /** A heading begins what is counted by section. */
  heading(): void {
    if (this.#env.edition.options.numbering.paragraphs === 'section') this.#numbers.restartParagraphs();
  }

  /** Gives an element its number, if it has one. */
  visit(node: Element, parent: Parents | undefined): void {
    if (node.tagName === 'p') this.#paragraph(node);
    else if (node.tagName === 'dt' && parent?.type === 'element' && hasClass(parent, 'terms')) this.#term(node);
    else if (this.#notes.has(node)) this.#note(node);
  }

  #paragraph(node: Element): void {
    const fixed = takeNumber(node);
    const isNumbered = fixed !== undefined || (this.#paragraphs.has(node) && !hasClass(node, 'unnumbered'));
    const number = isNumbered && !isTitle(node) ? this.#numbers.paragraph(fixed) : undefined;
    sayDeleted(node, this.#env);
    this.#label(node, 'paragraph', number?.bare ?? null, number?.reference, undefined);
    if (number === undefined) return;
    const isHanging = this.#env.edition.options.numbering.paragraphs === 'section';
    addClass(node, 'numbered', ...(isHanging ? ['numbered--hanging'] : []));
    node.children.unshift(mark('paragraph-number', number.label), { type: 'text', value: ' ' });
  }

  #term(node: Element): void {
    const { label, bare } = this.#numbers.term(takeNumber(node));
    // A term is referred to by its number alone: “risk (3.1)”.
    this.#label(node, 'term', bare, bare, undefined);
    node.children.unshift(mark('term__number', label), { type: 'text', value: ' ' });
  }

  #note(node: Element): void {
    const { sort, at, of } = this.#notes.get(node) as { sort: Note; at: number; of: number };
    const title = node.children.find((child) => child.type === 'element' && hasClass(child, 'callout__title')) as Element | undefined;
    if (title === undefined) return;
    const { word, edition } = this.#env;
    if (!edition.options.numbering.notes) {
      this.#label(node, sort, null, undefined, title);
      return;
    }
    const number = of > 1 ? String(at) : null;
    const name = number === null ? word(sort) : numbered(word(sort), number);
    this.#label(node, sort, number ?? '', name, title);
    addClass(node, 'callout--entry');
    const own = textOf(title).trim() === word(sort) ? [] : title.children;
    title.children = [mark('callout__number', name), ...(own.length > 0 ? [{ type: 'text' as const, value: ' ' }, ...own] : [])];
  }

  #label(
    node: Element,
    sort: 'paragraph' | 'term' | Note,
    number: string | null,
    reference: string | undefined,
    element: Element | undefined,
  ): void {
    const { id } = node.properties;
    if (typeof id !== 'string' || this.#env.slug === undefined) return;
    // Headings that come after it may not have it.
    this.#env.slug(id);
    this.#env.labels.push({ sort, id, number, reference, element, place: placeOf(node, this.#env.source) });
  }
}

/** The title of the chapter goes through the steps with its body where it calls notes. */
const isTitle = (node: Element) => node.properties['dataTitle'] !== undefined;

/** Paragraphs of the running text that have numbers: those of lists, quotes and boxes have none, nor has one alone in its section. */
function paragraphsOf(tree: Root, wanted: boolean | 'chapter' | 'section'): ReadonlySet<Nodes> {
  if (wanted === false) return new Set();
  const groups: Element[][] = [[]];
  for (const child of tree.children) {
    if (child.type !== 'element') continue;
    if (/^h[1-6]$/.test(child.tagName)) groups.push([]);
    const isPlain = child.tagName === 'p' && !isTitle(child) && textOf(child).trim() !== '' && !isStyled(child);
    if (isPlain && !hasClass(child, 'unnumbered')) groups.at(-1)?.push(child);
  }
  return new Set(groups.filter((group) => wanted !== 'section' || group.length > 1).flat());
}

/** What directives have made has classes of theirs. */
const isStyled = ({ properties: { className } }: Element) =>
  Array.isArray(className) && className.some((name) => name !== 'unnumbered' && name !== 'deleted');

/** Notes and examples, counted from heading to heading. */
function notesOf(tree: Root): Map<Nodes, { sort: Note; at: number; of: number }> {
  const found = new Map<Nodes, { sort: Note; at: number; of: number }>();
  let open: Record<Note, Element[]> = { note: [], example: [] };
  const close = () => {
    for (const sort of ['note', 'example'] as const)
      open[sort].forEach((node, index) => void found.set(node, { sort, at: index + 1, of: open[sort].length }));
    open = { note: [], example: [] };
  };
  visit(tree, 'element', (node) => {
    if (/^h[1-6]$/.test(node.tagName)) close();
    else if (hasClass(node, 'callout--example')) open.example.push(node);
    else if (hasClass(node, 'callout--note')) open.note.push(node);
  });
  close();
  return found;
}

const mark = (name: string, value: string): Element => ({
  type: 'element',
  tagName: 'span',
  properties: { className: [name] },
  children: [{ type: 'text', value }],
});
