/** Which images of the network a pack shows, whoever may see them. */
import { fromHtml } from 'hast-util-from-html';
import type { Definition, Html, Image, ImageReference, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import { type Place, placeOf } from '../../model/place.ts';
import { addressOf, isRemote } from '../../source/data/images.ts';
import { filesOf, type Parsed, type SourceName } from '../../source/types.ts';

/** Where each address is named first, by address. */
export type RemoteImages = Map<string, Place>;

/** Adds the images of a pack in one language: Markdown in all its forms, HTML, backgrounds, logos. */
export function addRemoteImages(parsed: Parsed, found: RemoteImages): void {
  const { config, at } = parsed.source;
  if (config.logo !== undefined) add(config.logo, at(['logo']), found);
  for (const [name, { logo }] of Object.entries(config.audiences))
    if (logo !== undefined) add(logo, at(['audiences', name, 'logo']), found);
  for (const { tree, source } of filesOf(parsed)) ofTree(tree, source, found);
}

function ofTree(tree: Root, source: SourceName, found: RemoteImages): void {
  const definitions = new Map<string, string>();
  visit(tree, 'definition', ({ identifier, url }: Definition) => {
    if (!definitions.has(identifier)) definitions.set(identifier, url);
  });
  visit(tree, (node) => {
    const place = placeOf(node, source);
    if (node.type === 'image') add((node as Image).url, place, found);
    if (node.type === 'imageReference') add(definitions.get((node as ImageReference).identifier), place, found);
    if (node.type === 'html') for (const url of inHtml((node as Html).value)) add(url, place, found);
  });
}

/** Addresses of `<img>` in a piece of HTML; comments have none. */
function inHtml(value: string): string[] {
  if (!/<img\b/i.test(value)) return [];
  const found: string[] = [];
  visit(fromHtml(value, { fragment: true }), 'element', ({ tagName, properties }) => {
    if (tagName === 'img' && typeof properties['src'] === 'string') found.push(properties['src']);
  });
  return found;
}

function add(url: string | undefined, place: Place, found: RemoteImages): void {
  if (url === undefined || !isRemote(url)) return;
  const address = addressOf(url);
  if (!found.has(address)) found.set(address, place);
}
