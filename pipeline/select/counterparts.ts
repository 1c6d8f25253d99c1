/** Which file of a pack is the translation of which, and where in it is what is at a place of the original. */
import type { Nodes } from 'mdast';
import type { Place } from '../model/place.ts';
import { placeOf, placeText } from '../model/place.ts';
import { ruleWords } from '../source/rules/rules.ts';
import type { Parsed, ParsedFile } from '../source/types.ts';
import type { Decision } from './cutting.ts';
import { type Fields, matchedRecords } from './record-matches.ts';

/** A file and its translation. */
export interface Counterpart {
  readonly isOriginal: (place: Place) => boolean;
  readonly isTranslation: (place: Place) => boolean;
  /** Whether it is sure that the translation leaves out the record or the term at this place of the original. Of texts nobody can tell. */
  readonly isLeftOut: (place: Place) => boolean;
  /** Where the translation has the same record or term, if that is sure. */
  readonly sameAt: (place: Place) => Place | undefined;
  /** Where the translation has the block that begins at this place of the original, if both texts have the same blocks. */
  readonly blockAt: (place: Place) => Place | undefined;
  /** Whether one of these blocks of the translation begins there. */
  readonly isBlock: (place: Place) => boolean;
  /** Where the translation has what is here in the original, as near as can be known. */
  readonly placeOf: (original: Pick<Decision, 'place' | 'what'>) => Place;
}

/** What a translation has one for one with its original: headings and slides, records, terms. */
interface Anchor {
  readonly sort: string;
  readonly place: Place;
}

interface PackFile {
  readonly shown: string;
  /** The fields of each anchor, in a list of records or terms. */
  readonly records: readonly Fields[];
  readonly anchors: readonly Anchor[];
  readonly blocks: readonly Anchor[];
}

/** Every file that is translated, and `pack.yaml`. What both languages read in one file needs no comparison. */
export function counterparts(original: Parsed, translation: Parsed): Counterpart[] {
  const [from, to] = [filesOf(original), filesOf(translation)];
  const pairs = [...from].flatMap(([name, file]): Counterpart[] => {
    const other = to.get(name);
    if (other === undefined || other.shown === file.shown) return [];
    const matches = matchedRecords(file.records, other.records, ruleWords);
    const indexOf = (place: Place) => file.anchors.findIndex((anchor) => placeText(anchor.place) === placeText(place));
    const sameAt = (place: Place) => other.anchors[matches.translationOf.get(indexOf(place)) ?? -1]?.place;
    const isAlike = file.blocks.length > 0 && sortsOf(file.blocks) === sortsOf(other.blocks);
    const blocks = new Map(isAlike ? file.blocks.map(({ place }, index) => [placeText(place), other.blocks[index]?.place]) : []);
    const leaves = new Set(isAlike ? other.blocks.filter(({ sort }) => leafTypes.has(sort)).map(({ place }) => placeText(place)) : []);
    const isRecord = (place: Place) => file.records.length > 0 && indexOf(place) >= 0;
    return [
      {
        isOriginal: (place) => place.file === file.shown,
        isTranslation: (place) => place.file === other.shown,
        isLeftOut: (place) => isRecord(place) && matches.isComplete && sameAt(place) === undefined,
        sameAt,
        blockAt: (place) => {
          const at = blocks.get(placeText(place));
          return at !== undefined && leaves.has(placeText(at)) ? at : undefined;
        },
        isBlock: (place) => leaves.has(placeText(place)),
        placeOf: ({ place }) => sameAt(place) ?? blocks.get(placeText(place)) ?? placeIn(place, file, other),
      },
    ];
  });
  const known = new Set([...from.values(), ...to.values()].map(({ shown }) => shown));
  const isElsewhere = (place: Place) => !known.has(place.file);
  return [
    ...pairs,
    {
      isOriginal: isElsewhere,
      isTranslation: isElsewhere,
      isLeftOut: () => false,
      sameAt: () => undefined,
      blockAt: () => undefined,
      isBlock: () => false,
      placeOf: (decision) => placeInPack(decision, translation),
    },
  ];
}

/** Files that may be translated, by the name that a translation shares with its original. */
function filesOf({ chapters, deck, data, glossary }: Parsed): Map<string, PackFile> {
  const term = glossary?.[0]?.place.file;
  const files = new Map<string, PackFile>();
  for (const file of deck ? [...chapters, deck] : chapters)
    files.set(file.source.name, { shown: file.source.shown, records: [], anchors: anchorsIn(file), blocks: blocksIn(file) });
  for (const { name, shown, rows, places } of data.values()) files.set(name, { shown, records: rows, anchors: listed(places), blocks: [] });
  const entries = glossary?.map(({ entry }) => entry) ?? [];
  if (glossary && term)
    files.set('glossary.yaml', { shown: term, records: entries, anchors: listed(glossary.map(({ place }) => place)), blocks: [] });
  return files;
}

const listed = (places: readonly Place[]): Anchor[] => places.map((place) => ({ sort: '', place }));

function anchorsIn({ tree, source }: ParsedFile): Anchor[] {
  const anchors: Anchor[] = [];
  const walk = (node: Nodes): void => {
    const sort = node.type === 'heading' ? `heading ${node.depth}` : 'name' in node && node.name === 'slide' ? 'slide' : undefined;
    if (sort !== undefined && node.position) anchors.push({ sort, place: placeOf(node, source) });
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  return anchors;
}

const sortsOf = (anchors: readonly Anchor[]): string => anchors.map(({ sort }) => sort).join();

/** Blocks that have a rule for themselves alone. */
const leafTypes = new Set(['paragraph', 'listItem', 'tableRow', 'code']);
const blockTypes = new Set([
  ...leafTypes,
  'heading',
  'list',
  'table',
  'blockquote',
  'thematicBreak',
  'containerDirective',
  'leafDirective',
]);

/** Every block of a text, in the order of the file. */
function blocksIn({ tree, source }: ParsedFile): Anchor[] {
  const blocks: Anchor[] = [];
  const walk = (node: Nodes): void => {
    if (blockTypes.has(node.type) && node.position)
      blocks.push({ sort: 'name' in node ? `:${node.name}` : node.type, place: placeOf(node, source) });
    if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  return blocks;
}

/** At the nearest anchor before it, if both files have the same; else at the beginning. */
function placeIn({ line = 1, column = 1 }: Place, from: PackFile, to: PackFile): Place {
  const top = { file: to.shown, line: 1, column: 1 };
  if (sortsOf(from.anchors) !== sortsOf(to.anchors)) return top;
  const index = from.anchors.findLastIndex(
    ({ place }) => (place.line ?? 1) < line || (place.line === line && (place.column ?? 1) <= column),
  );
  return to.anchors[index]?.place ?? top;
}

/** In the translation of `pack.yaml` only variables and authors can have rules. */
function placeInPack({ place, what }: Pick<Decision, 'place' | 'what'>, { source }: Parsed): Place {
  const variable = /^variable (.*)$/.exec(what)?.[1];
  if (variable !== undefined) return source.at(['variables', variable], true);
  return what === 'author' ? source.at(['authors'], true) : place;
}
