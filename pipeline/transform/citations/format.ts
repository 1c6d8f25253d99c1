/** Words citations and the bibliography by a CSL style. The engine is slow to start, so what it said is remembered. */
import { createHash } from 'node:crypto';
import type Citeproc from 'citeproc';
import type { Engine, XmlNode } from 'citeproc';
import type { Context } from '../../platform/context.ts';
import type { CiteItem } from '../../source/markdown/cites.ts';
import type { Library } from './library.ts';
import { splitSuffix } from './locator.ts';

/** One citation: the known keys of one bracket. */
export interface Cluster {
  readonly items: readonly CiteItem[];
}

export interface Formatted {
  /** HTML of each cluster. */
  readonly texts: readonly string[];
  /** The bibliography, in the style's order. */
  readonly entries: readonly { readonly id: string; readonly html: string }[];
}

/** The id of an entry, for links to it. */
export const anchor = (key: string): string => `cite-${key.replace(/[^\p{L}\p{N}_-]/gu, '_')}`;

export async function format(library: Library, clusters: readonly Cluster[], context: Context): Promise<Formatted> {
  if (clusters.length === 0) return { texts: [], entries: [] };
  const keys = [...new Set(clusters.flatMap(({ items }) => items.map(({ key }) => key)))];
  const items = keys.map((key) => library.items.get(key));
  const everything = [1, library.style, library.locale, [...library.locales], items, clusters, library.inNotes];
  const key = `citations-${createHash('sha256').update(JSON.stringify(everything)).digest('hex')}`;
  const known = (await context.cache.get(key)) as Formatted | undefined;
  if (known?.texts?.length === clusters.length) return known;
  const formatted = await run(library, clusters);
  await context.cache.set(key, formatted);
  return formatted;
}

async function engineFor(library: Library): Promise<Engine> {
  const { default: CSL } = await import('citeproc');
  findMacrosFast(CSL);
  const system = {
    retrieveLocale: (tag: string) => library.locales.get(tag) ?? library.locales.get('en-US') ?? '',
    retrieveItem: (id: string) => library.items.get(id),
    wrapCitationEntry: (text: string, id: string) => `<a href="#${anchor(id)}">${text}</a>`,
  };
  return new CSL.Engine(system, library.style, library.locale, true);
}

/** The engine looks for each macro in the whole style, again and again; that is most of the time that a long style takes. */
function findMacrosFast({ XmlJSON }: typeof Citeproc): void {
  const { getNodesByName } = XmlJSON.prototype;
  if (getNodesByName.name === 'macrosByName') return;
  const macros = new WeakMap<object, Map<string, XmlNode[]>>();
  XmlJSON.prototype.getNodesByName = function macrosByName(tree, name, attribute, found) {
    if (name !== 'macro' || !attribute || found || tree !== this.dataObj) return getNodesByName.call(this, tree, name, attribute, found);
    const known = macros.get(tree) ?? new Map<string, XmlNode[]>();
    macros.set(tree, known);
    const nodes = known.get(attribute) ?? getNodesByName.call(this, tree, name, attribute);
    known.set(attribute, nodes);
    return nodes;
  };
}

async function run(library: Library, clusters: readonly Cluster[]): Promise<Formatted> {
  library.engine ??= engineFor(library);
  const engine = await library.engine;
  const rebuilt = engine.rebuildProcessorState(
    clusters.map(({ items }, index) => ({
      citationID: `c${index}`,
      citationItems: items.map((item) => ({
        id: item.key,
        ...splitSuffix(item.suffix),
        ...(item.prefix ? { prefix: item.prefix } : {}),
        ...(item.isBare ? { 'suppress-author': true } : {}),
      })),
      properties: { noteIndex: library.inNotes ? index + 1 : 0 },
    })),
    'html',
  );
  const [meta, entries] = engine.makeBibliography() || [{ entry_ids: [] }, []];
  return {
    texts: rebuilt.map(([, , text]) => text),
    entries: entries.map((html, index) => ({ id: anchor(meta.entry_ids[index]?.[0] ?? ''), html: html.trim() })),
  };
}
