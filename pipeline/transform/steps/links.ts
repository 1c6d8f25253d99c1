/**
 * Links that leave the pack: only addresses that a reader may follow. Links inside it are resolved when all chapters
 * are known, by `resolveLinks`.
 */
import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { nearest } from '../../model/nearest.ts';
import { secret } from '../../select/secret.ts';
import type { Env } from '../env.ts';

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
  /** Chapters and headings that this audience may not read, as `secret` makes them. */
  readonly withheld: ReadonlySet<string>;
  /** Whether links that lead out of the document are simply dropped (a slide to a chapter). */
  readonly partial: boolean;
}

/** Makes links between chapters into links inside the document; reports those that lead nowhere. */
export function resolveLinks(tree: Root, targets: Targets, env: Env): void {
  visit(tree, 'element', (node, index, parent) => {
    const href = node.properties['href'];
    if (node.tagName !== 'a' || typeof href !== 'string' || scheme.test(href)) return undefined;
    const [file = '', fragment] = decode(href).split('#');
    const name = file.replace(/^\.\//, '').split('/').at(-1) ?? '';
    // As in a browser, `#` and `#top` lead to the top of their file.
    const isTop = name === '' && (fragment === '' || (fragment === 'top' && !targets.ids.has('top')));
    const id = isTop ? targets.chapters.get(env.source.name) : (fragment ?? targets.chapters.get(name));
    if (id !== undefined && targets.ids.has(id) && (name === '' || targets.chapters.has(name))) {
      node.properties['href'] = `#${id}`;
      return undefined;
    }
    const isWithheld = [name, fragment ?? name].some((part) => part !== '' && targets.withheld.has(secret(part)));
    if (isWithheld) env.report('LINK_WITHHELD', { name: href }, node);
    else if (!targets.partial && !isTop) env.report('LINK_BROKEN', { name: href, near: near(name, fragment, targets) }, node);
    // Its text stays.
    parent?.children.splice(index as number, 1, ...(node as Element).children);
    return [SKIP, index as number];
  });
}

function near(name: string, fragment: string | undefined, { ids, chapters }: Targets): string | undefined {
  if (name !== '' && !chapters.has(name)) return nearest(name, chapters.keys());
  const id = fragment === undefined ? undefined : nearest(fragment, ids);
  return id === undefined ? undefined : `${name}#${id}`;
}

function decode(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
