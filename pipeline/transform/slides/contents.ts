/** The list of a deck's slides, where `::contents`, `[toc]` or Slidev's `<Toc />` is. */
import type { Element, ElementContent, Root } from 'hast';
import { h } from 'hastscript';
import { visit } from 'unist-util-visit';
import { slideId } from '../labels.ts';
import { plain } from '../steps/headings.ts';
import { firstElement } from '../trees.ts';
import type { Draft } from './parts.ts';

/** More lines than a slide holds: only the highest level is listed then, where the author names no depth. */
const most = 14;

interface Entry {
  readonly id: string;
  readonly level: number;
  readonly words: ElementContent[];
}

/** Fills the lists of all slides. Each leaves out the slide that it is on, and the title slide. */
export function listSlides(drafts: readonly Draft[]): void {
  for (const draft of drafts)
    visit(draft.body.tree as Root, 'element', (element) => {
      const depth = element.properties['dataContents'];
      if (typeof depth !== 'string') return;
      delete element.properties['dataContents'];
      const all = drafts.filter((other) => other !== draft && !(other.position === 1 && other.layout === 'title')).flatMap(entryOf);
      element.tagName = 'ul';
      element.children = nested(shown(all, Number(depth)));
    });
}

function entryOf({ slide, position, title }: Draft): Entry[] {
  const first = title && firstElement(title.tree);
  return !first || slide.isUnlisted
    ? []
    : [{ id: slideId(slide, position), level: slide.depth, words: plain(first.children) as ElementContent[] }];
}

function shown(all: readonly Entry[], depth: number): readonly Entry[] {
  const levels = [...new Set(all.map(({ level }) => level))].sort();
  const upTo = (count: number) => all.filter(({ level }) => levels.indexOf(level) < count);
  if (depth > 0) return upTo(depth);
  const top = upTo(1);
  return all.length > most && top.length > 2 ? top : all;
}

/** Deeper levels in lists of their own. */
function nested(entries: readonly Entry[]): Element[] {
  const items: Element[] = [];
  const open: { level: number; items: ElementContent[] }[] = [{ level: Math.min(...entries.map(({ level }) => level)), items }];
  for (const { id, level, words } of entries) {
    while (open.length > 1 && level < (open.at(-1)?.level ?? 0)) open.pop();
    const last = open.at(-1)?.items.at(-1);
    if (level > (open.at(-1)?.level ?? 0) && last?.type === 'element') {
      const list = h('ul');
      last.children.push(list);
      open.push({ level, items: list.children as ElementContent[] });
    }
    open.at(-1)?.items.push(h('li', [h('a', { href: `#${id}` }, words)]));
  }
  return items;
}
