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

/** Makes links between chapters into links inside the document; reports those that lead nowhere. */
export function resolveLinks(tree: Root, targets: Targets, env: Env): void {
  const chapterOf = chapterFinder(targets.chapters.keys());
  visit(tree, 'element', (node, index, parent) => {
    const href = node.properties['href'];
    if (node.tagName !== 'a' || typeof href !== 'string' || scheme.test(href)) return undefined;
    const link = innerLink(href, env.source.name);
    const id = idFor(link, href);
    if (id !== undefined) {
      node.properties['href'] = `#${id}`;
      return undefined;
    }
    const address = elsewhere(link, href);
    if (address !== undefined) {
      node.properties['href'] = address;
      return undefined;
    }
    // Its text stays.
    parent?.children.splice(index as number, 1, ...(node as Element).children);
    return [SKIP, index as number];

    function idFor({ file, fragment }: InnerLink, written: string): string | undefined {
      const chapter = file === '' ? env.source.name : chapterOf(file);
      const start = chapter === undefined ? undefined : targets.chapters.get(chapter);
      if (chapter === undefined || (file !== '' && start === undefined)) return undefined;
      if (fragment === undefined) return start;
      if (targets.named?.has(fragment)) return fragment;
      const exact = targets.anchors?.get(chapter)?.find(fragment) ?? fragment;
      if (targets.ids.has(exact)) return exact;
      if (/^(?:top)?$/i.test(fragment)) return start;
      if (file === '' || start === undefined || isWithheld(link)) return undefined;
      if (!targets.partial) env.report('LINK_ANCHOR', { name: written, chapter, near: nearest(fragment, targets.ids) }, node);
      return start;
    }

    /** The address of a file that is not printed, where the pack has one; reports the link otherwise. */
    function elsewhere({ file, fragment }: InnerLink, written: string): string | undefined {
      if (isWithheld(link)) env.report('LINK_WITHHELD', { name: written }, node);
      else if (file === '' || chapterOf(file) !== undefined) {
        if (!targets.partial) env.report('LINK_BROKEN', { name: written, near: nearestId(fragment) }, node);
      } else if (targets.base !== undefined)
        return new URL(file, withSlash(targets.base)).href + (fragment === undefined ? '' : `#${fragment}`);
      else if (!targets.partial) env.report('LINK_FILE', { name: written, near: nearest(file, targets.chapters.keys()) }, node);
      return undefined;
    }
  });

  function isWithheld({ file, fragment }: InnerLink): boolean {
    return [...(file === '' ? [] : filesFor(file)), fragment ?? ''].some((part) => part !== '' && targets.withheld.has(secret(part)));
  }

  function nearestId(fragment: string | undefined): string | undefined {
    const id = fragment === undefined ? undefined : nearest(fragment, targets.ids);
    return id === undefined ? undefined : `#${id}`;
  }
}

const withSlash = (address: string) => (address.endsWith('/') ? address : `${address}/`);
