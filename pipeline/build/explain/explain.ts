/** `dossier explain`: who reads which ruled block and why, and which option, token and template applies to whom. */

import { contained } from '../../model/contained.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import type { Decision } from '../../select/cutting.ts';
import { decisionsOf } from '../../select/decisions.ts';
import { shownFile } from '../../source/files/pack-place.ts';
import { parse } from '../../source/parse.ts';
import type { Reader } from '../../source/rules/audiences.ts';
import { lineageOf, printedAudiences, vocabularyOf } from '../../source/rules/audiences.ts';
import { source } from '../../source/source.ts';
import type { Parsed } from '../../source/types.ts';
import { filesOf } from '../../source/types.ts';
import { kindNames } from '../../template/kinds/index.ts';
import { type OptionRow, optionRows } from './options.ts';
import { type TemplateRow, type TokenRow, templateRows, tokenRows } from './templates.ts';

/** How an audience sees something. */
export type Sight = 'reads' | 'withheld' | 'redacted';

/** Something with a visibility rule. */
export interface RuledRow {
  readonly place: Place;
  /** `section`, `block`, `words`, `row`, `record` … */
  readonly what: string;
  /** Its first words, quoted even if some audiences may not read them. */
  readonly words: string;
  readonly rule: string;
  readonly sight: Readonly<Record<string, Sight>>;
  /** Audiences that read it because they inherit from another one: `{ minister: 'executive' }`. */
  readonly through: Readonly<Record<string, string>>;
}

export interface ExplainedAudience {
  readonly name: string;
  readonly lineage: readonly string[];
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** One pack in one language. */
export interface Explanation {
  readonly pack: string;
  readonly lang: string;
  readonly audiences: readonly ExplainedAudience[];
  /** Ruled items by file, in the order of the pack. */
  readonly files: readonly { readonly file: string; readonly rows: readonly RuledRow[] }[];
  /** Options that differ between audiences. */
  readonly options: readonly OptionRow[];
  readonly tokens: readonly TokenRow[];
  readonly templates: readonly TemplateRow[];
}

export interface ExplainRequest {
  /** Only these audiences; all by default. */
  readonly audiences?: readonly string[] | undefined;
  /** Only these languages; the pack's first by default. */
  readonly languages?: readonly string[] | undefined;
}

/**
 * Explains a pack. Nothing is withheld: the output is for the pack's editors.
 * @param folder absolute path of the pack
 * @returns one explanation per language; errors in the source are reported to `context.report`
 */
export async function explain(folder: string, request: ExplainRequest, context: Context): Promise<Explanation[]> {
  const explanations: Explanation[] = [];
  try {
    await explainInto(explanations, folder, request, context);
  } catch (cause) {
    context.report(contained(cause, 'explaining the pack', { file: context.files.shown(shownFile(folder)) }));
  }
  return explanations;
}

async function explainInto(explanations: Explanation[], folder: string, request: ExplainRequest, context: Context): Promise<void> {
  for (const [index, one] of ((await source(folder, kindNames, context)) ?? []).entries()) {
    if (request.languages ? !request.languages.includes(one.lang) : index > 0) continue;
    const parsed = await parse(one, context);
    if (!one.isUsable) continue;
    for (const { fenceProblems } of filesOf(parsed)) fenceProblems.forEach(context.report);
    const names = printedAudiences(one.config).filter((name) => request.audiences?.includes(name) ?? true);
    const vocabulary = vocabularyOf(one.config);
    const audiences = names.map((name) => {
      const { depth: _, ...properties } = vocabulary.values.get(name) ?? {};
      return { name, lineage: lineageOf(one.config, name), properties };
    });
    explanations.push({
      pack: one.pack,
      lang: one.lang,
      audiences,
      files: ruledFiles(parsed, audiences, context),
      options: optionRows(one, names),
      tokens: await tokenRows(one, names, context),
      templates: await templateRows(one, names, context),
    });
  }
}

function ruledFiles(parsed: Parsed, audiences: readonly ExplainedAudience[], context: Context): Explanation['files'] {
  const files = new Map<string, RuledRow[]>();
  for (const decision of decisionsOf(parsed, context.report)) {
    const rows = files.get(decision.place.file) ?? [];
    files.set(decision.place.file, rows);
    rows.push(toRow(decision, audiences, parsed));
  }
  const inOrder = (a: RuledRow, b: RuledRow) => (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0);
  return [...files].map(([file, rows]) => ({ file, rows: rows.sort(inOrder) }));
}

function toRow(
  { place, what, words, rule, readers, barred }: Decision,
  audiences: readonly ExplainedAudience[],
  { rules, source }: Parsed,
): RuledRow {
  const sightOf = ({ name }: ExplainedAudience): Sight => {
    const reader: Reader = { audience: name, lang: source.lang };
    if (rules.has(readers, reader)) return 'reads';
    return rules.has(barred, reader) ? 'redacted' : 'withheld';
  };
  const named = new Set(rule.match(/[a-z][a-z0-9-]*/g) ?? []);
  const through = audiences.flatMap((audience) => {
    const [name, ...ancestors] = audience.lineage;
    const ancestor = name !== undefined && named.has(name) ? undefined : ancestors.find((one) => named.has(one));
    return ancestor === undefined ? [] : [[audience.name, ancestor] as const];
  });
  const sight = Object.fromEntries(audiences.map((audience) => [audience.name, sightOf(audience)]));
  return { place, what, words, rule, sight, through: Object.fromEntries(through) };
}
