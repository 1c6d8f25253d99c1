/**
 * Links that leave the pack: only addresses that a reader may follow. Links inside it are resolved when all chapters
 * are known, by `resolveLinks`.
 */
import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { nearest } from '../../model/nearest.ts';
import { secret } from '../../select/secret.ts';
import type { Env } from '../env.ts';
import { type Anchors, chapterFinder, filesFor, type InnerLink, innerLink } from './link-targets.ts';

const safe = /^(https?:|mailto:|tel:)/i;
const scheme = /^[a-z][a-z0-9+.-]*:|^\/\//i;

export function links(env: Env) {
  return (tree: Root): void => {
    visit(tree, 'element', (node) => {
      const href = node.properties['href'];
      if (node.tagName !== 'a' || typeof href !== 'string') return;
      if (!scheme.test(href) || safe.test(href)) return;
      env.report('LINK_UNSAFE', { name: href }, node);
      delete node.properties['href'];
    });
  };
}

/** What the links of a document may lead to. */
export interface Targets {
  /** Every id of the document. */
  readonly ids: ReadonlySet<string>;
  /** The id of each chapter, by file name. */
  readonly chapters: ReadonlyMap<string, string>;
  /** Ids that no heading and no chapter has by its words: those are what an author means by their name. */
  readonly named?: ReadonlySet<string>;
  /** The headings of each file, by their anchors in it. */
  readonly anchors?: ReadonlyMap<string, Anchors>;
  /** Address of the pack's folder on the web, which files that are not printed are linked to. */
  readonly base?: string | undefined;
  /** Chapters and headings that this audience may not read, as `secret` makes them. */
  readonly withheld: ReadonlySet<string>;
  /** Whether links that lead out of the document are simply dropped (a slide to a chapter). */
  readonly partial: boolean;
}

/**
 * Gives every link inside the pack its address; of those that have none, the text stays.
 * @param addressOf reports a link that leads nowhere
 */
export function relink(tree: Root, addressOf: (href: string, node: Element) => string | undefined): void {
  visit(tree, 'element', (node, index, parent) => {
    const href = node.properties['href'];
    if (node.tagName !== 'a' || typeof href !== 'string' || scheme.test(href)) return undefined;
    const address = addressOf(href, node);
    if (address === undefined) {
      parent?.children.splice(index as number, 1, ...node.children);
      return [SKIP, index as number];
    }
    node.properties['href'] = address;
    return undefined;
  });
}

/** Makes links between chapters into links inside the document; reports those that lead nowhere. */
export function resolveLinks(tree: Root, targets: Targets, env: Env): void {
  const chapterOf = chapterFinder(targets.chapters.keys());
  relink(tree, (href, node) => {
    const link = innerLink(href, env.source.name);
    const isInside = link.file === '';
    const chapter = isInside ? env.source.name : chapterOf(link.file);
    const id = chapter === undefined ? undefined : idIn(chapter, link.fragment, targets);
    if (id !== undefined) return `#${id}`;
    if (isWithheld(link, targets)) return void env.report('LINK_WITHHELD', { name: href }, node);
    if (chapter === undefined && targets.base !== undefined)
      return new URL(link.file, withSlash(targets.base)).href + (link.fragment === undefined ? '' : `#${link.fragment}`);
    // Without its heading, the beginning of its chapter.
    const start = chapter === undefined || isInside ? undefined : targets.chapters.get(chapter);
    if (!targets.partial) {
      if (chapter === undefined) env.report('LINK_FILE', { name: href, near: nearest(link.file, targets.chapters.keys()) }, node);
      else if (start === undefined) env.report('LINK_BROKEN', { name: href, near: nearestId(link.fragment, targets.ids) }, node);
      else env.report('LINK_ANCHOR', { name: href, chapter, near: nearest(link.fragment ?? '', targets.ids) }, node);
    }
    return start === undefined ? undefined : `#${start}`;
  });
}

/** The id of what a fragment means in a chapter; that of the chapter without one. */
function idIn(chapter: string, fragment: string | undefined, { ids, chapters, named, anchors }: Targets): string | undefined {
  const start = chapters.get(chapter);
  if (fragment === undefined) return start;
  if (named?.has(fragment)) return fragment;
  const exact = anchors?.get(chapter)?.find(fragment) ?? fragment;
  if (ids.has(exact)) return exact;
  return /^(?:top)?$/i.test(fragment) ? start : undefined;
}

/** Whether a link leads to something that this audience may not read. */
export const isWithheld = ({ file, fragment }: InnerLink, { withheld }: Targets): boolean =>
  [...(file === '' ? [] : filesFor(file)), fragment ?? ''].some((part) => part !== '' && withheld.has(secret(part)));

/** What a fragment may be meant for, as it is written. */
export function nearestId(fragment: string | undefined, ids: Iterable<string>): string | undefined {
  const id = fragment === undefined ? undefined : nearest(fragment, ids);
  return id === undefined ? undefined : `#${id}`;
}

const withSlash = (address: string) => (address.endsWith('/') ? address : `${address}/`);
