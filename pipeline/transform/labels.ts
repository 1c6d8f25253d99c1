/** What references and links may lead to. */
import type { Root as HastRoot } from 'hast';
import { visit } from 'unist-util-visit';
import { secret } from '../select/secret.ts';
import type { Selected, SelectedFile } from '../select/types.ts';
import { filesIn } from '../source/config/load.ts';
import { idsIn } from '../source/markdown/ids.ts';
import { bareId } from '../source/markdown/reference.ts';
import type { SlideSource } from './deck.ts';
import type { Env } from './env.ts';
import type { Folio } from './paginate.ts';
import type { Labels } from './references/resolve.ts';
import type { Shared } from './shared.ts';
import { splitChapters } from './split-chapters.ts';

/** What references may lead to, in the briefing that holds the labels. */
export function labelsFor({ selected, labels }: Shared, printed: readonly SelectedFile[]): Labels {
  const names = new Set(printed.map((file) => file.source.name));
  const unprinted = selected.chapters.filter((file) => !names.has(file.source.name)).flatMap((file) => idsIn(file.tree));
  const absent = new Set([...selected.withheld, ...unprinted.map((id) => secret(bareId(id)))]);
  return { all: labels, absent, isLinked: true, slides: new Map() };
}

/** The chapters that the briefing prints: a file may hold several. */
export function printedChapters({ chapters, edition }: Selected): readonly SelectedFile[] {
  const wanted = filesIn(edition.options.chapters);
  const files = wanted === undefined ? chapters : wanted.flatMap((name) => chapters.filter((file) => file.source.name === name));
  return files.flatMap((file) => splitChapters(file, edition.options.title));
}

/** Slides by their own ids and by those of what is on them. */
export function slidesById(sources: readonly SlideSource[], folios: readonly Folio[]): Labels['slides'] {
  return new Map(
    sources.flatMap((slide, index) => {
      const entry = { id: slideId(slide, index + 1), number: folios[index]?.number ?? index + 1 };
      return [...(slide.id ? [slide.id] : []), ...idsIn(slide.body)].map((id) => [bareId(id), entry] as const);
    }),
  );
}

/** Its own id, or one by its number. */
export const slideId = (slide: SlideSource, number: number) => slide.id ?? `slide-${number}`;

/** The ids of all elements of a tree. */
export function idsOf(node: HastRoot | HastRoot['children'][number]): string[] {
  if (!('children' in node)) return [];
  const own = node.type === 'element' && typeof node.properties['id'] === 'string' ? [node.properties['id']] : [];
  return [...own, ...node.children.flatMap(idsOf)];
}

/**
 * Two elements with one id: a link would lead to the first of them only.
 * @param seen the ids before them; theirs are added
 */
export function reportDuplicates(drafts: readonly { tree: HastRoot; env: Env }[], seen = new Set<string>()): void {
  for (const { tree, env } of drafts) {
    visit(tree, 'element', (node) => {
      const id = node.properties['id'];
      if (typeof id !== 'string') return;
      if (seen.has(id)) {
        env.report('ID_DUPLICATE', { name: id }, node);
        delete node.properties['id'];
      }
      seen.add(id);
    });
  }
}
