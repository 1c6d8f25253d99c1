/** What links inside a deck may lead to: `#5` is a page, `#plan` a heading, a slide or anything with an id. */
import path from 'node:path';
import { slug } from 'github-slugger';
import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { nearest } from '../../model/nearest.ts';
import type { Env } from '../env.ts';
import { Anchors, chapterFinder, innerLink } from '../steps/link-targets.ts';
import { isWithheld, nearestId, relink, type Targets } from '../steps/links.ts';

/** A slide of which all parts are trees. */
export interface Anchored {
  readonly id: string;
  /** Its number as its author counts; undefined for one that he has not written. */
  readonly page: number | undefined;
  readonly title: Root | undefined;
  readonly body: Root;
}

/** Finds what an address without its `#` leads to, and gives it an id if it has none. */
export interface DeckTargets {
  readonly find: (name: string) => string | undefined;
  /** Whether a slide of this number is there for other audiences. */
  readonly isWithheld: (name: string) => boolean;
  readonly names: () => Iterable<string>;
}

/** Ids that authors gave come first, then page numbers, then the words of headings, as on GitHub. */
export function targetsOf(slides: readonly Anchored[]): DeckTargets {
  const own = new Map<string, string>();
  const headings = new Anchors<{ readonly element: Element | undefined; readonly slide: string }>();
  for (const { id, title, body } of slides) {
    own.set(id, id);
    if (title) headings.add(wordsOf(title), { element: undefined, slide: id });
    for (const tree of title ? [title, body] : [body]) {
      visit(tree, 'element', (element) => {
        const given = element.properties['id'];
        if (typeof given === 'string' && !own.has(given)) own.set(given, tree === title ? id : given);
        if (/^h[1-6]$/.test(element.tagName)) headings.add(wordsOf(element), { element, slide: id });
      });
    }
  }
  const pages = new Map(slides.flatMap(({ page, id }) => (page === undefined ? [] : [[String(page), id] as const])));
  const last = Math.max(0, ...slides.map(({ page = 0 }) => page));
  const find = (name: string): string | undefined => {
    const heading = headings.find(name) ?? headings.find(slug(name));
    const known = own.get(name) ?? pages.get(name);
    if (known !== undefined || heading === undefined) return known;
    if (heading.element === undefined) return heading.slide;
    heading.element.properties['id'] ??= `${heading.slide}-${slug(name)}`;
    return String(heading.element.properties['id']);
  };
  return {
    find,
    isWithheld: (name) => /^\d+$/.test(name) && Number(name) >= 1 && Number(name) <= last && !pages.has(name),
    names: () => [...own.keys(), ...headings.names()],
  };
}

/** The words without the numbers of notes. */
export const wordsOf = (node: Root | Element): string =>
  node.children
    .map((child) =>
      child.type === 'element' ? ('dataFootnoteRef' in child.properties ? '' : wordsOf(child)) : child.type === 'text' ? child.value : '',
    )
    .join('');

/**
 * Makes links of a slide links inside its document. One to a chapter is text here, because the deck does not hold it.
 * @param deck the file name of the slides
 */
export function linkSlides(tree: Root, targets: DeckTargets, chapters: Targets, deck: string, env: Env): void {
  const chapterOf = chapterFinder(chapters.chapters.keys());
  relink(tree, (href, node) => {
    // Notes are linked by the step that made them.
    if ('dataFootnoteRef' in node.properties || 'dataFootnoteBackref' in node.properties) return href;
    const { file, fragment } = innerLink(href, env.source.name);
    const isHere = file === '' || path.posix.basename(file) === path.posix.basename(deck);
    const page = /^\/(\d+)(?:#|$)/.exec(href)?.[1];
    const name = page ?? (isHere ? fragment?.replace(/^\//, '') : undefined) ?? '';
    const id = name === '' ? undefined : targets.find(name);
    if (id !== undefined) return `#${id}`;
    const meant = name === '' ? fragment : name;
    if (isWithheld({ file, fragment: meant }, chapters) || (meant !== undefined && targets.isWithheld(meant)))
      env.report('LINK_WITHHELD', { name: href }, node);
    else if (!chapters.partial && !(meant === undefined ? chapterOf(file) !== undefined : chapters.ids.has(meant)))
      env.report(
        'LINK_BROKEN',
        { name: href, near: meant === undefined ? nearest(file, chapters.chapters.keys()) : nearestId(meant, targets.names()) },
        node,
      );
    return undefined;
  });
}
