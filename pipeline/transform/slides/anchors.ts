/** What links inside a deck may lead to: `#5` is a page, `#plan` a heading, a slide or anything with an id. */
import GithubSlugger, { slug } from 'github-slugger';
import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { nearest } from '../../model/nearest.ts';
import { secret } from '../../select/secret.ts';
import type { Env } from '../env.ts';
import type { Targets } from '../steps/links.ts';

/** A slide of which all parts are trees. */
export interface Anchored {
  readonly id: string;
  /** Its number as its author counts; undefined for one that he has not written. */
  readonly page: number | undefined;
  readonly title: Root | undefined;
  readonly body: Root;
}

/** Finds what an address without its `#` leads to, and gives it an id if it has none. */
export interface Anchors {
  readonly find: (name: string) => string | undefined;
  /** Whether a slide of this number is there for other audiences. */
  readonly isWithheld: (name: string) => boolean;
  readonly names: () => Iterable<string>;
}

/** Ids that authors gave come first, then page numbers, then the words of headings, as on GitHub. */
export function anchorsOf(slides: readonly Anchored[]): Anchors {
  const own = new Map<string, string>();
  const headings = new Map<string, { readonly element: Element | undefined; readonly slide: string }>();
  const slugger = new GithubSlugger();
  for (const { id, title, body } of slides) {
    own.set(id, id);
    if (title) headings.set(slugger.slug(wordsOf(title)), { element: undefined, slide: id });
    for (const tree of title ? [title, body] : [body]) {
      visit(tree, 'element', (element) => {
        const given = element.properties['id'];
        if (typeof given === 'string' && !own.has(given)) own.set(given, tree === title ? id : given);
        if (/^h[1-6]$/.test(element.tagName)) headings.set(slugger.slug(wordsOf(element)), { element, slide: id });
      });
    }
  }
  const pages = new Map(slides.flatMap(({ page, id }) => (page === undefined ? [] : [[String(page), id] as const])));
  const last = Math.max(0, ...slides.map(({ page = 0 }) => page));
  const find = (name: string): string | undefined => {
    const heading = headings.get(name) ?? headings.get(slug(name));
    const known = own.get(name) ?? pages.get(name);
    if (known !== undefined || heading === undefined) return known;
    if (heading.element === undefined) return heading.slide;
    heading.element.properties['id'] ??= `${heading.slide}-${slug(name)}`;
    return String(heading.element.properties['id']);
  };
  return {
    find,
    isWithheld: (name) => /^\d+$/.test(name) && Number(name) >= 1 && Number(name) <= last && !pages.has(name),
    names: () => [...own.keys(), ...headings.keys()],
  };
}

/** The words without the numbers of notes. */
const wordsOf = (node: Root | Element): string =>
  node.children
    .map((child) =>
      child.type === 'element' ? ('dataFootnoteRef' in child.properties ? '' : wordsOf(child)) : child.type === 'text' ? child.value : '',
    )
    .join('');

const scheme = /^[a-z][a-z0-9+.-]*:|^\/\//i;

/**
 * Makes links of a slide links inside its document. One to a chapter is text here, because the deck does not hold it.
 * @param deck the file name of the slides
 */
export function linkSlides(tree: Root, anchors: Anchors, chapters: Targets, deck: string, env: Env): void {
  visit(tree, 'element', (node, index, parent) => {
    const href = node.properties['href'];
    if (node.tagName !== 'a' || typeof href !== 'string' || scheme.test(href)) return undefined;
    // Notes are linked by the step that made them.
    if ('dataFootnoteRef' in node.properties || 'dataFootnoteBackref' in node.properties) return undefined;
    const [file = '', fragment] = decoded(href).split('#');
    const isHere = file === '' || file.split('/').at(-1) === deck;
    const name = /^\/\d+$/.test(file) ? file.slice(1) : isHere ? (fragment ?? '').replace(/^\//, '') : '';
    const id = name === '' ? undefined : anchors.find(name);
    if (id !== undefined) {
      node.properties['href'] = `#${id}`;
      return undefined;
    }
    report(node, href, file.split('/').at(-1) ?? '', name === '' ? fragment : name);
    // Its text stays.
    parent?.children.splice(index as number, 1, ...(node as Element).children);
    return [SKIP, index as number];
  });

  function report(node: Element, href: string, file: string, fragment: string | undefined): void {
    const isWithheld = [file, fragment ?? ''].some((part) => part !== '' && chapters.withheld.has(secret(part)));
    if (isWithheld || (fragment !== undefined && anchors.isWithheld(fragment))) env.report('LINK_WITHHELD', { name: href }, node);
    else if (chapters.partial || (fragment === undefined ? chapters.chapters.has(file) : chapters.ids.has(fragment))) return;
    else
      env.report(
        'LINK_BROKEN',
        { name: href, near: fragment === undefined ? nearest(file, chapters.chapters.keys()) : near(fragment) },
        node,
      );
  }

  function near(fragment: string): string | undefined {
    const found = nearest(fragment, anchors.names());
    return found === undefined ? undefined : `#${found}`;
  }
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
