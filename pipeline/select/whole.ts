/** A whole pack for one reader, or (for `dossier explain`) for nobody in particular: then nothing is cut, and every rule is listed. */

import type { Diagnostic } from '../model/diagnostic.ts';
import { diagnostic } from '../model/diagnostic.ts';
import { own } from '../model/own.ts';
import { isSettingMark } from '../source/deck/mark.ts';
import { plainWords as textOf } from '../source/markdown/plain-words.ts';
import { fillVariables } from '../source/markdown/variables.ts';
import type { Reader } from '../source/rules/audiences.ts';
import type { DataFile, DataFiles, Parsed, ParsedFile } from '../source/types.ts';
import { choose, joined } from './choices.ts';
import { type Cutting, type Decision, isAllowed, judged } from './cutting.ts';
import { type RuledFile, ruledFiles } from './data.ts';
import { drop } from './drop.ts';
import { cutOf, withoutPermitted } from './gather.ts';
import { valuesOfFile } from './records.ts';
import { speakerNotesFor } from './speaker-notes.ts';
import { cutTree } from './tree.ts';
import type { SelectedFile, SelectedMatter } from './types.ts';
import { type NumberWriting, variableValues } from './variables.ts';
import type { Cut } from './withheld.ts';

/** What selection is made with, for the whole pack. */
export type Choosing = Omit<Cutting, 'source' | 'data'>;

/** A beginning: nothing is cut yet. */
export function choosingFor(
  parsed: Parsed,
  reader: Reader | undefined,
  report: (one: Diagnostic) => void,
  decide: (decision: Decision) => void = () => {},
  writing?: NumberWriting,
): Choosing {
  const begun = {
    rules: parsed.rules,
    reader,
    report,
    decide,
    cuts: [],
    hidden: new Set<string>(),
    used: new Set<string>(),
    unused: new Map<string, string>(),
    speakerNotes: speakerNotesFor(parsed),
    privateNotes: [],
    named: new Map<string, ReadonlySet<string>>(),
    barred: new Map<string, ReadonlySet<string>>(),
  };
  return { ...begun, valueOf: variableValues(parsed, begun, writing) };
}

export interface WholeSelection {
  readonly chapters: readonly SelectedFile[];
  readonly deck: SelectedFile | undefined;
  readonly data: DataFiles;
  /** Everything that was cut, what is also permitted elsewhere left out. */
  readonly cuts: () => readonly Cut[];
}

/** Cuts every chapter, the deck and the data. */
export function cutPack(parsed: Parsed, choosing: Choosing): WholeSelection {
  const files = ruledFiles(parsed, choosing);
  const chapters = parsed.chapters.flatMap((file) => cutOne(file, files, choosing));
  const deck = parsed.deck && cutOne(parsed.deck, files, choosing)[0];
  const all = deck ? [...chapters, deck] : chapters;
  const isUsed = ({ file }: RuledFile) => choosing.used.has(file);
  const data = new Map(
    [...files].filter(([, one]) => choosing.reader === undefined || isUsed(one)).map(([file, one]) => [file, withoutBarred(one, choosing)]),
  );
  return {
    chapters,
    deck,
    data,
    cuts: () => {
      const values = [...files.values()].flatMap((one) => {
        const rule = choosing.unused.get(one.file) ?? one.whole?.written;
        if (isUsed(one)) return one.cuts;
        return rule === undefined ? [] : valuesOfFile(one.original, rule);
      });
      return withoutPermitted([...choosing.cuts.flatMap((make) => make()), ...values], all);
    },
  };
}

/** A data file without the columns that tables withhold and nothing else names. */
function withoutBarred({ file, data }: RuledFile, { named, barred }: Choosing): DataFile {
  const hidden = [...(barred.get(file) ?? [])].filter((column) => !named.get(file)?.has(column));
  if (hidden.length === 0) return data;
  return { ...data, rows: data.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !hidden.includes(name)))) };
}

function cutOne(file: ParsedFile, files: ReadonlyMap<string, RuledFile>, choosing: Choosing): SelectedFile[] {
  const { rules, reader, report } = choosing;
  const { source, matter, rulePlace } = file;
  const cutting: Cutting = { ...choosing, source, data: (name) => files.get(file.data.get(name) ?? '') };
  const verdict = rules.of(
    joined(Object.fromEntries(rules.words.map((word) => [word, own(matter as Record<string, string[] | undefined>, word)]))),
  );
  const readers = file.isReadable ? (verdict?.readers ?? rules.everybody) : 0n;
  if (verdict) {
    judged(choosing, verdict, rules.everybody, rulePlace);
    choosing.decide({ place: rulePlace, rule: verdict.written, readers, barred: 0n, what: 'chapter', words: titleOf(file) });
  }
  if (!isAllowed(cutting, readers)) {
    withhold(file, verdict?.written ?? '', cutting);
    for (const node of file.tree.children) drop(node, verdict?.written ?? '', cutting);
    return [];
  }
  const tree = cutTree(file.tree, readers, cutting);
  if (tree.children.every(isSettingMark) && !file.tree.children.every(isSettingMark)) {
    // Nothing of it is printed, its name included.
    report(diagnostic('CHAPTER_EMPTY', { audience: reader?.audience ?? '' }, { file: source.shown, line: 1, column: 1 }));
    withhold(file, 'nothing is left of the chapter', cutting);
    return [];
  }
  const { text: _, ...name } = source;
  const text = (key: 'title' | 'short' | 'standfirst' | 'part') => {
    const place = file.places[key] ?? rulePlace;
    const chosen = choose(matter[key], key, (index) => file.places[`${key}.${index}`] ?? place, choosing, 'option');
    return chosen === undefined ? {} : { [key]: fillVariables(chosen, (variable, written) => choosing.valueOf(variable, place, written)) };
  };
  const { appendix, number } = matter;
  const chosen: SelectedMatter = {
    ...text('title'),
    ...text('short'),
    ...text('standfirst'),
    ...text('part'),
    ...(appendix === undefined ? {} : { appendix }),
    ...(number === undefined ? {} : { number }),
  };
  return [{ source: name, matter: chosen, tree }];
}

/** The name and the front matter of a chapter or deck that is withheld as a whole. */
function withhold({ source, matter, rulePlace }: ParsedFile, rule: string, { cuts, hidden }: Cutting): void {
  const at = { place: rulePlace, rule };
  const texts = (key: 'title' | 'short' | 'standfirst' | 'part') =>
    [matter[key] ?? []].flat().map((one) => (typeof one === 'string' ? one : one.text));
  hidden.add(source.name);
  cuts.push(() => [
    ...cutOf('file', source.name, at),
    ...[...texts('title'), ...texts('short'), ...texts('part')].flatMap((text) => cutOf('heading', text, at)),
    ...texts('standfirst').flatMap((text) => cutOf('text', text, at)),
  ]);
}

/** What a chapter is called, for reports. */
function titleOf({ source, matter, tree }: ParsedFile): string {
  const [title] = [matter.title ?? []].flat();
  const heading = tree.children.find((node) => node.type === 'heading');
  return (typeof title === 'string' ? title : title?.text) ?? (heading ? textOf(heading) : source.name);
}
