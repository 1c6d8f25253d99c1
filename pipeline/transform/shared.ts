/** What all chapters and slides of an edition share. */
import { diagnostic } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import type { Context } from '../platform/context.ts';
import type { Resource } from '../platform/resource.ts';
import { secret } from '../select/secret.ts';
import type { Selected } from '../select/types.ts';
import { lacksWords, loadWordTable, wordIn } from '../source/locale/words.ts';
import type { SourceName } from '../source/types.ts';
import type { Cluster } from './citations/format.ts';
import type { Library } from './citations/library.ts';
import type { Marked } from './citations/resolve.ts';
import { type Env, reporter } from './env.ts';
import { type Glossary, glossaryFrom } from './glossary/glossary.ts';
import type { Recall } from './recall.ts';
import type { Label } from './references/label.ts';
import type { ImageCredit, IndexMark } from './types.ts';

/** What is read and filled while one after the other is transformed. */
export interface Shared {
  readonly selected: Selected;
  readonly context: Context;
  readonly word: Env['word'];
  /** All of them: what `word` answers follows from these. */
  readonly words: ReadonlyMap<string, string>;
  readonly resources: Map<string, Resource>;
  readonly characters: Map<string, Map<string, Place>>;
  readonly cited: Set<string>;
  readonly shownData: Env['shownData'];
  /** What references may point to in the briefing; known when all chapters are. */
  readonly labels: Label[];
  readonly indexMarks: IndexMark[];
  readonly credits: ImageCredit[];
  readonly library: Library | undefined;
  readonly glossary: Glossary | undefined;
  /** Fragments of an earlier run, where somebody has them. */
  readonly recall?: Recall;
}

/** For an edition of which nothing is transformed yet. */
export async function sharedBy(selected: Selected, context: Context): Promise<Shared> {
  const words = await loadWordTable(selected.edition, context);
  const word = wordIn(words, selected.edition.lang);
  const { lang, place } = selected.edition;
  if (await lacksWords(selected.edition, context)) context.report(diagnostic('LANG_WORDS', { lang }, place));
  return {
    selected,
    context,
    word,
    words,
    resources: new Map(),
    characters: new Map(),
    cited: new Set(),
    shownData: new Map(),
    labels: [],
    indexMarks: [],
    credits: [],
    library: await libraryFor(selected, word, context),
    glossary: glossaryFrom(selected.glossary),
  };
}

/** The bibliography, if the pack has one: its readers are loaded only then. */
async function libraryFor({ edition, bibliographyEntries }: Selected, word: Env['word'], context: Context): Promise<Library | undefined> {
  if (edition.options.bibliography.length === 0) return undefined;
  return (await import('./citations/library.ts')).loadLibrary(edition, bibliographyEntries, word('locale'), context);
}

/** Words the citations of some trees; nothing to do for a pack without bibliography. */
export async function cite(trees: readonly Marked[], before: readonly Cluster[], isLinked: boolean, { library, context }: Shared) {
  if (library === undefined) return { clusters: [], entries: [] };
  return (await import('./citations/resolve.ts')).resolveCitations(trees, library, before, isLinked, context);
}

/** What is particular to one chapter, or to one part of a slide. */
type Own = Pick<Env, 'prefix' | 'numbers' | 'noteNumber' | 'commentNumber' | 'slug' | 'headings' | 'labels'>;

/** What the steps are given with a tree. */
export function envFor(
  { selected, context, word, resources, characters, cited, shownData, library, glossary, indexMarks, credits }: Shared,
  source: SourceName,
  own: Own,
): Env {
  return {
    edition: selected.edition,
    data: selected.data,
    isWithheld: (name) => selected.withheld.has(secret(name)),
    source,
    context,
    word,
    resources,
    characters,
    cited,
    shownData,
    report: reporter(source, context),
    placed: [],
    marks: [],
    library,
    glossary,
    indexMarks,
    credits,
    knownCredits: selected.credits,
    ...own,
  };
}
