/** The blocks of a document in their order, each with its text and its place in the source. */
import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toString as hastToString } from 'hast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { type Place, placeAt } from '../model/place.ts';
import { filesOf, type Parsed } from '../source/types.ts';
import type { Transformed } from '../transform/types.ts';
import type { PlacedBlock } from './types.ts';

/** @param htmls the final HTML of a document and its parts */
export function placedBlocks(htmls: readonly string[], transformed: Transformed, parsed: Parsed): PlacedBlock[] {
  const blocks = htmls.flatMap((html) => blocksIn(fromHtml(html)));
  for (const title of titlesOf(transformed, parsed)) {
    const at = blocks.findIndex(({ place }) => place.file === title.place.file && (place.line ?? 0) >= (title.place.line ?? 0));
    blocks.splice(at < 0 ? blocks.length : at, 0, title);
  }
  return [...coverOf(parsed, transformed), ...blocks];
}

/** The innermost blocks: what is around them begins where the first of them does. */
function blocksIn(tree: Root): PlacedBlock[] {
  const found: PlacedBlock[] = [];
  visit(tree, 'element', (node) => {
    const at = node.properties['dataAt'];
    if (typeof at !== 'string') return undefined;
    const own = withoutInner(node);
    const text = hastToString(own).replace(/\s+/g, ' ').trim();
    const words = text || String(node.properties['alt'] ?? node.properties['ariaLabel'] ?? '');
    if (words !== '') found.push({ place: placeAt(at), tag: node.tagName, text: words });
    return /^(?:svg|math|pre)$/.test(node.tagName) ? SKIP : undefined;
  });
  return found;
}

/** An element without the blocks in it that have a place of their own. */
function withoutInner(node: Element): Element {
  const children = node.children.flatMap((child): ElementContent[] => {
    if (child.type !== 'element') return [child];
    return child.properties['dataAt'] === undefined ? [withoutInner(child)] : [];
  });
  return { ...node, children };
}

const plain = (html: string): string => hastToString(fromHtml(html, { fragment: true })).trim();

/** Titles and standfirsts: what templates set apart from the text. */
function titlesOf({ chapters, slides }: Transformed, parsed: Parsed): PlacedBlock[] {
  const inMatter = (place: Place, name: string) => filesOf(parsed).find(({ source }) => source.shown === place.file)?.places[name] ?? place;
  const titled = [
    ...chapters.flatMap(({ title, standfirst, place }) => [
      { html: title, place: inMatter(place, 'title') },
      ...(standfirst === null ? [] : [{ html: standfirst, place: inMatter(place, 'standfirst') }]),
    ]),
    ...slides.flatMap(({ title, place }) => (title === null ? [] : [{ html: title, place }])),
  ];
  return titled.map(({ html, place }) => ({ place, tag: 'h1', text: plain(html) })).filter(({ text }) => text !== '');
}

/** What `pack.yaml` says of the document as a whole: it is on covers and in the margins. */
function coverOf({ source }: Parsed, { edition: { options } }: Transformed): PlacedBlock[] {
  return (['title', 'subtitle', 'issuer', 'label', 'marking'] as const).flatMap((name) => {
    const text = options[name];
    const path = name === 'label' ? ['audiences'] : [name];
    if (typeof text !== 'string' || text === '') return [];
    const place: Place = source.has(path) ? source.at(path) : { file: source.configFile.shown, line: 1 };
    return [{ place, tag: 'cover', text }];
  });
}
