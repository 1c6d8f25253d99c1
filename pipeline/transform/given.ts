/** What one fragment (a chapter, a slide) gives to the whole document, kept apart so that it can be given again. */
import type { Nodes } from 'hast';
import type { Place } from '../model/place.ts';
import type { Files } from '../platform/files.ts';
import type { Resource } from '../platform/resource.ts';
import type { Glossary } from './glossary/glossary.ts';
import type { Label } from './references/label.ts';
import type { Shared } from './shared.ts';
import type { ImageCredit, IndexMark } from './types.ts';

/** Everything that an edition's fragments have in common, as a part of a key: all but the fragments, which have keys of their own. */
export function sharedParts({ selected, words }: Shared): unknown {
  const { chapters: _, deck: __, data, ...rest } = selected;
  // Where cells are is only in fragments that show data, which nobody keeps.
  const records = [...data].map(([file, { at: ___, ...one }]) => [file, one]);
  return { ...rest, data: records, words };
}

/** What a fragment gives to the whole document beside its trees. */
export interface Given {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly characters: ReadonlyMap<string, ReadonlyMap<string, Place>>;
  readonly cited: ReadonlySet<string>;
  readonly labels: readonly Label[];
  readonly indexMarks: readonly IndexMark[];
  readonly credits: readonly ImageCredit[];
  /** Indexes of the entries of the glossary that are expanded and used now. */
  readonly glossary: GlossaryState;
  /** Whether it shows data: records are known by what they are, and not by what they say. */
  readonly hasData: boolean;
  /** The files that it asked for. */
  readonly asked: ReadonlySet<string>;
}

type GlossaryState = { readonly expanded: readonly number[]; readonly used: readonly number[] } | null;

/** Which entries are expanded and used: what comes next depends on it. */
export const glossaryState = (glossary: Glossary | undefined): GlossaryState =>
  glossary === undefined
    ? null
    : { expanded: [...glossary.expanded].map(indexIn(glossary)), used: [...glossary.used].map(indexIn(glossary)) };

const indexIn =
  ({ entries }: Glossary) =>
  (entry: Glossary['entries'][number]) =>
    entries.indexOf(entry);

/** What all fragments share, with nothing in it but what this one gives. */
export function apart(shared: Shared): { readonly own: Shared; readonly given: () => Given } {
  const { glossary, indexMarks } = shared;
  const asked = new Set<string>();
  const own: Shared = {
    ...shared,
    context: { ...shared.context, files: noting(shared.context.files, asked) },
    resources: new Map(),
    characters: new Map(),
    cited: new Set(),
    shownData: new Map(),
    labels: [],
    // Their ids are counted.
    indexMarks: [...indexMarks],
    credits: [],
    glossary: glossary && { ...glossary, expanded: new Set(glossary.expanded), used: new Set(glossary.used) },
  };
  return {
    own,
    given: () => ({
      resources: own.resources,
      characters: own.characters,
      cited: own.cited,
      labels: own.labels,
      // What they report is reported once.
      indexMarks: own.indexMarks.slice(indexMarks.length).map((mark) => ({ ...mark, report: () => {}, withheld: () => {} })),
      credits: own.credits,
      glossary: glossaryState(own.glossary),
      hasData: own.shownData.size > 0,
      asked,
    }),
  };
}

/** Files that note which of them are asked for. */
function noting(files: Files, asked: Set<string>): Files {
  const noted =
    <T>(ask: (file: string) => Promise<T>) =>
    (file: string) => {
      asked.add(file);
      return ask(file);
    };
  return { ...files, text: noted(files.text), bytes: noted(files.bytes), isFile: noted(files.isFile) };
}

/** Gives to the document what a fragment has for it. Labels are another matter: they are those of the trees that are used. */
export function give(given: Given, shared: Shared): void {
  for (const [url, resource] of given.resources) shared.resources.set(url, resource);
  for (const [character, places] of given.characters) {
    const all = shared.characters.get(character) ?? new Map<string, Place>();
    shared.characters.set(character, all);
    for (const [file, place] of places) if (!all.has(file)) all.set(file, place);
  }
  for (const name of given.cited) shared.cited.add(name);
  shared.indexMarks.push(...given.indexMarks);
  shared.credits.push(...given.credits);
  const { glossary } = shared;
  if (glossary === undefined || given.glossary === null) return;
  for (const name of ['expanded', 'used'] as const)
    for (const index of given.glossary[name]) {
      const entry = glossary.entries[index];
      if (entry) glossary[name].add(entry);
    }
}

/** What references to a label depend on: what is in it, and not where it is. */
export const withoutPlace = ({ place: _, element, ...label }: Label): unknown => [label, element?.children.map(withoutPositions)];

function withoutPositions(node: Nodes): unknown {
  const { position: _, ...rest } = node;
  return 'children' in rest ? { ...rest, children: rest.children.map(withoutPositions) } : rest;
}
