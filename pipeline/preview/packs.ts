/** What there is to look at: packs with the documents that they plan. */
import { existsSync } from 'node:fs';
import { plannedDocuments } from '../build/pack-build.ts';
import { contained, endsBuild } from '../model/contained.ts';
import { type Diagnostic, Stop } from '../model/diagnostic.ts';
import type { Place } from '../model/place.ts';
import { type Context, collecting } from '../platform/context.ts';
import { packPlace, shownFile } from '../source/files/pack-place.ts';
import { source } from '../source/source.ts';
import type { Source } from '../source/types.ts';
import { kindNames } from '../template/kinds/index.ts';
import type { PackView, PlannedDocument, Selection } from './types.ts';

/** A pack and, if nothing can be planned, why. */
export interface ReadPack {
  readonly view: PackView;
  readonly diagnostics: readonly Diagnostic[];
  /** In each of its languages; none if it cannot be read. */
  readonly languages: readonly Source[];
}

/**
 * Reads what a pack plans. While its configuration has errors, that is what it planned before.
 * @param folder absolute path of its folder or Markdown file
 */
export async function readPack(folder: string, before: PackView | undefined, own: Context): Promise<ReadPack> {
  const { context, diagnostics } = collecting(own);
  const name = packPlace(folder).pack;
  const shown = context.files.shown(folder);
  const known = before ?? { name, shown, title: name, documents: [], labels: {}, isGone: false };
  if (!existsSync(shownFile(folder)) && !existsSync(folder)) return { view: { ...known, isGone: true }, diagnostics: [], languages: [] };
  const failed = (cause: unknown) =>
    stoppedBy(cause, 'reading the pack', { file: context.files.shown(shownFile(folder)) }).forEach(context.report);
  const languages = (await source(folder, kindNames, context).catch(failed)) ?? [];
  const documents = languages.flatMap(plannedDocuments).map(({ audience, lang, kind }): PlannedDocument => ({ audience, lang, kind }));
  const first = languages[0];
  if (first === undefined || documents.length === 0) return { view: { ...known, isGone: false }, diagnostics, languages };
  const view = { name, shown, title: titleOf(first) ?? name, documents, labels: labelsOf(first), isGone: false };
  return { view, diagnostics, languages };
}

/** What ended the work on a pack, as diagnostics: the preview goes on also where a build would give up. */
export function stoppedBy(cause: unknown, stage: string, place: Place): readonly Diagnostic[] {
  if (cause instanceof Stop) return cause.diagnostics;
  return [contained(endsBuild(cause) ? new Error((cause as Error).message) : cause, stage, place)];
}

const titleOf = ({ config: { title } }: Source): string | undefined => (typeof title === 'string' && title !== '' ? title : undefined);

/** Labels are printed, too; a label that has rules of its own is not plain text. */
function labelsOf({ config }: Source): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(config.audiences).flatMap(([name, { label }]) => (typeof label === 'string' && label !== '' ? [[name, label]] : [])),
  );
}

/** What exists of a selection, or is nearest to it; undefined if there is nothing at all. */
export function settled(wanted: Partial<Selection>, packs: readonly PackView[]): Selection | undefined {
  const usable = (index: number | undefined) => index !== undefined && (packs[index]?.documents.length ?? 0) > 0;
  const pack = usable(wanted.pack) ? (wanted.pack as number) : packs.findIndex((_, index) => usable(index));
  const documents = packs[pack]?.documents ?? [];
  const first = documents[0];
  if (first === undefined) return undefined;
  const choose = (among: readonly string[], name: string | undefined, other: string) =>
    name !== undefined && among.includes(name) ? name : (among[0] ?? other);
  const audiences = [...new Set(documents.map(({ audience }) => audience))];
  const asked = (wanted.audiences ?? []).filter((name) => audiences.includes(name)).slice(0, 2);
  const chosen = asked.length > 0 ? [...new Set(asked)] : [first.audience];
  const ofAudience = documents.filter(({ audience }) => audience === chosen[0]);
  const lang = choose([...new Set(ofAudience.map((one) => one.lang))], wanted.lang, first.lang);
  const kinds = ofAudience.filter((one) => one.lang === lang).map(({ kind }) => kind);
  return { pack, lang, kind: choose(kinds, wanted.kind, first.kind), audiences: chosen };
}

/** The same selection has the same key. */
export const keyOf = ({ pack, lang, kind, audiences }: Selection): string => JSON.stringify([pack, lang, kind, audiences]);
