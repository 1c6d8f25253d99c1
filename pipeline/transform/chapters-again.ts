/** The chapters of an edition that was transformed before: only those that are different are made anew (see `recall.ts`). */
import { setImmediate } from 'node:timers/promises';
import { toString as hastToString } from 'hast-util-to-string';
import type { SelectedFile } from '../select/types.ts';
import {
  completed,
  type Draft,
  draftOf,
  finished,
  idsIn,
  type Naming,
  namingFor,
  type Printed,
  type Trees,
  targetsOf,
} from './chapters.ts';
import type { Env } from './env.ts';
import { apart, type Given, give, glossaryState, withoutPlace } from './given.ts';
import { labelsFor, printedChapters, reportDuplicates } from './labels.ts';
import type { Recall } from './recall.ts';
import type { Label } from './references/label.ts';
import { envFor, type Shared } from './shared.ts';
import type { Targets } from './steps/links.ts';
import type { Chapter } from './types.ts';

/** A chapter as a draft leaves it: nobody changes its trees. */
interface Made {
  readonly key: string;
  readonly trees: Trees;
  readonly marks: Env['marks'];
  readonly given: Given;
  readonly after: NamingState;
  readonly asked: ReadonlySet<string>;
}

/** A chapter with all its words, and its labels as they are then. */
interface Worded {
  readonly chapter: Chapter;
  readonly labels: readonly Label[];
  /** What the chapter itself asked for: its key does not change with these files. */
  readonly asked: ReadonlySet<string>;
}

export async function chaptersAgain(shared: Shared, recall: Recall): Promise<Printed> {
  const printed = printedChapters(shared.selected);
  const naming = namingFor(shared);
  const all: Made[] = [];
  for (const [index, file] of printed.entries()) {
    const key = recall.key('chapter', index + 1, file, stateOf(naming), shared.indexMarks.length, glossaryState(shared.glossary));
    const known = recall.known<Made>(key);
    const made = known ?? (await make(key, file, index + 1, naming, shared));
    if (known === undefined) {
      if (!made.given.hasData) recall.add(key, made);
      // Signals and the browser's messages are heard meanwhile.
      await setImmediate();
    }
    restore(naming, made.after);
    give(made.given, shared);
    all.push(made);
  }
  // What is said of a work or a term depends on everything before it.
  if (shared.library !== undefined || shared.glossary !== undefined) return completed(copies(all, shared), printed, shared);
  return worded(all, printed, shared, recall);
}

async function make(key: string, file: SelectedFile, number: number, naming: Naming, shared: Shared): Promise<Made> {
  const { own, given } = apart(shared);
  const { env, ...trees } = await draftOf(file, number, naming, own);
  const ends = given();
  return { key, trees, marks: env.marks, given: ends, after: stateOf(naming), asked: ends.asked };
}

/** Chapters whose words may be put in; their labels are those of the document. */
function copies(all: readonly Made[], shared: Shared): Draft[] {
  const seen = new Set<string>();
  return all.map((made) => {
    const { draft, labels } = copyOf(made, shared);
    shared.labels.push(...labels);
    reportDuplicates([draft], seen);
    return draft;
  });
}

/** Labels hold elements of the trees: they are copied together. */
function copyOf({ trees, marks, given }: Made, shared: Shared): { readonly draft: Draft; readonly labels: readonly Label[] } {
  const copy = structuredClone({ trees, labels: given.labels });
  const { name, lang } = trees.chapter;
  const source = shared.selected.chapters.find((file) => file.source.name === name)?.source;
  if (source === undefined) throw new Error(`no chapter ${name} in ${lang}`);
  const none = { prefix: '', numbers: undefined, noteNumber: undefined, commentNumber: undefined, slug: undefined };
  const env = { ...envFor(shared, source, { ...none, headings: [], labels: shared.labels }), marks };
  return { draft: { ...copy.trees, env }, labels: copy.labels };
}

/** Chapters with the words of their references: those that lead to the same as before have the same. */
function worded(all: readonly Made[], printed: readonly SelectedFile[], shared: Shared, recall: Recall): Printed {
  const targets = targetsOf(
    all.map(({ trees }) => trees),
    shared,
  );
  shared.labels.push(...all.flatMap(({ given }) => given.labels));
  const labels = labelsFor(shared, printed);
  const leads = recall.key(all.map(leadsTo), shared.labels.map(withoutPlace), [...labels.absent]);
  const seen = new Set<string>();
  let start = 0;
  const chapters = all.map((made) => {
    const key = recall.key('worded', made.key, leads);
    const known = recall.known<Worded>(key) ?? wordedOne(made, start, labels, targets, seen, shared);
    if (!made.given.hasData) recall.add(key, known);
    shared.labels.splice(start, known.labels.length, ...known.labels);
    start += known.labels.length;
    for (const id of idsIn(made.trees)) seen.add(id);
    return known.chapter;
  });
  return { chapters, clusters: [], targets, bibliography: [], glossary: null };
}

function wordedOne(
  made: Made,
  start: number,
  labels: ReturnType<typeof labelsFor>,
  targets: Targets,
  seen: ReadonlySet<string>,
  shared: Shared,
): Worded {
  const { draft, labels: own } = copyOf(made, shared);
  shared.labels.splice(start, own.length, ...own);
  reportDuplicates([draft], new Set(seen));
  return { chapter: finished(draft, labels, targets, shared), labels: own, asked: made.asked };
}

/** What links to a chapter depend on. */
const leadsTo = ({ trees }: Made): unknown => {
  const { id, name, part, headings } = trees.chapter;
  return [id, name, part, headings.map((heading) => [heading.id, heading.text]), hastToString(trees.title), idsIn(trees)];
};

/** What names and numbers of the chapters to come depend on. */
interface NamingState {
  readonly slugs: Readonly<Record<string, number>>;
  readonly numbers: readonly number[];
  readonly comments: number;
  readonly part: string | undefined;
}

const stateOf = ({ slugger, numbers, comments, part }: Naming): NamingState => ({
  slugs: { ...slugger.occurrences },
  numbers: numbers.state,
  comments,
  part,
});

function restore(naming: Naming, { slugs, numbers, comments, part }: NamingState): void {
  naming.slugger.occurrences = { ...slugs };
  naming.numbers.state = numbers;
  naming.comments = comments;
  naming.part = part;
}
