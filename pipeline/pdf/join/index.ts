/**
 * Joins PDFs: their pages, outlines, links, named destinations, tags, page labels, layers and forms (ISO 32000-1, 7.7 and 14.7).
 * Pages are parsed only if necessary: objects are copied unchanged, with other numbers.
 *
 *     const whole = join([{ document: PdfDocument.read(first) }, { document: PdfDocument.read(second) }]);
 *     const bytes = write(whole);
 */
import { Dict, Name, PdfDocument, type Ref } from '../objects/index.ts';
import { alter } from './alter.ts';
import { disarm, emptyPrograms } from './clean.ts';
import { joinForms } from './forms.ts';
import { joinLabels } from './labels.ts';
import { joinLayers } from './layers.ts';
import { joinNames, type Renamed, renameTarget, resolveInternal } from './names.ts';
import { joinOutlines } from './outline.ts';
import type { Joined, JoinPart } from './part.ts';
import { joinTags, retag, type TagChanges } from './tags.ts';

export type { JoinPart } from './part.ts';

export interface JoinOptions {
  /**
   * Prefix of addresses that become links to a named destination in any part: Chrome drops a link to an id that is not in its
   * own document.
   */
  readonly internal?: string | undefined;
}

/**
 * Joins files in order. Document information, language and viewer preferences come from the first; attachments, XMP, output intents
 * and signatures are not copied, but set when the joined file is finished.
 * @returns a new document; nothing is written yet
 */
export function join(parts: readonly JoinPart[], { internal }: JoinOptions = {}): PdfDocument {
  const document = PdfDocument.empty();
  const catalog = Dict.of({ Type: new Name('Catalog') });
  document.trailer.set('Root', document.add(catalog));
  const joined = appendParts(document, parts);
  joinPages(document, catalog, joined);
  joinFirst(document, catalog, joined[0]);
  const names = joinNames(document, catalog, joined);
  const tags = joinTags(document, catalog, joined);
  joinOutlines(document, catalog, joined);
  joinLabels(document, catalog, joined);
  joinLayers(document, catalog, joined);
  joinForms(document, catalog, joined);
  for (const [index, part] of joined.entries()) {
    const renamed = names.renamed[index] as Renamed;
    const changes = tags[index] as TagChanges;
    const isOwn = part.isForeign !== true;
    const words = isOwn ? wordsFor(renamed, changes, internal) : undefined;
    alter(document, part.shift + 1, part.end, words, (dict, isStream) => {
      let isChanged = retag(dict, changes);
      isChanged = renameTarget(dict, renamed) || isChanged;
      if (isOwn) return (internal !== undefined && resolveInternal(dict, internal, names.known)) || isChanged;
      return disarm(document, dict, isStream) || isChanged;
    });
    if (!isOwn) emptyPrograms(document, part.shift + 1, part.end);
  }
  return document;
}

function appendParts(document: PdfDocument, parts: readonly JoinPart[]): Joined[] {
  let before = 0;
  return parts.map((part) => {
    const shift = document.append(part.document);
    const root = part.document.trailer.get('Root');
    const info = part.document.trailer.get('Info');
    const moved = (ref: unknown) => (typeof ref === 'object' && ref !== null && 'num' in ref ? (ref as Ref).num + shift : 0);
    const catalog = document.dict(document.get(moved(root))) ?? new Dict();
    if (before === 0 && moved(info) > 0 && !document.trailer.has('Info'))
      document.trailer.set('Info', document.add(document.get(moved(info))));
    const pages = document.pages(catalog.get('Pages') ?? null);
    const joined = { ...part, catalog, pages, before, shift, end: document.size };
    before += pages.length;
    return joined;
  });
}

/** Makes each part's page tree a branch of a common one. */
function joinPages(document: PdfDocument, catalog: Dict, parts: readonly Joined[]): void {
  const root = document.reserve();
  const kids: Ref[] = [];
  for (const { catalog: own, pages } of parts) {
    const ref = own.get('Pages') as Ref;
    const branch = document.dict(ref);
    if (branch === undefined || pages.length === 0) continue;
    branch.set('Parent', root);
    branch.set('Count', pages.length);
    document.set(ref, branch);
    kids.push(ref);
  }
  const count = parts.reduce((sum, { pages }) => sum + pages.length, 0);
  document.set(root, Dict.of({ Type: new Name('Pages'), Kids: kids, Count: count }));
  catalog.set('Pages', root);
}

function joinFirst(document: PdfDocument, catalog: Dict, first: Joined | undefined): void {
  for (const key of ['Lang', 'ViewerPreferences']) {
    const value = document.resolve(first?.catalog.get(key));
    if (value !== null) catalog.set(key, value);
  }
}

/** Words in the bytes of objects that must be changed. */
function wordsFor({ names, strings }: Renamed, { keys, ids, roles }: TagChanges, internal: string | undefined): string[] {
  return [
    ...(keys === 0 ? [] : ['/StructParent']),
    ...(ids.size > 0 ? ['/Headers', '/ID'] : []),
    ...(roles.size > 0 ? [...roles.keys()].map((role) => `/${role}`) : []),
    ...(names.size + strings.size > 0 ? ['/Dest', '/GoTo'] : []),
    ...(internal === undefined ? [] : [internal]),
  ];
}
