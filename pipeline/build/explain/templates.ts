/** The effective template, style sheet and token for each audience. */

import { placeText } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { optionsFor } from '../../source/config/load.ts';
import { listAll, lookup, lookupAll, templateFolders } from '../../source/locale/lookup.ts';
import { lineageOf, printedAudiences } from '../../source/rules/audiences.ts';
import type { Source } from '../../source/types.ts';
import { originOf, type Won } from './options.ts';

export interface TemplateRow {
  /** Path below `templates/`. */
  readonly name: string;
  /** The effective file for each audience; several if files are merged, the one with the highest precedence last. */
  readonly won: Readonly<Record<string, readonly string[]>>;
}

export interface TokenRow {
  readonly token: string;
  readonly won: Readonly<Record<string, Won>>;
}

const foldersFor = (source: Source, name: string, context: Context) =>
  templateFolders({ folder: source.folder, lineage: lineageOf(source.config, name), options: optionsFor(source.config, name) }, context);

/** Files that are merged rather than replaced. */
const isLaidOver = (name: string) => name === 'styles/extra.css' || name.startsWith('words/');

/** Templates, styles and words that differ between audiences. */
export async function templateRows(source: Source, names: readonly string[], context: Context): Promise<TemplateRow[]> {
  const all = printedAudiences(source.config);
  const folders = new Map(all.map((name) => [name, foldersFor(source, name, context)]));
  const files = new Set((await Promise.all([...folders.values()].map((one) => listAll('.', one, context)))).flat());
  const rows: TemplateRow[] = [];
  for (const name of [...files].filter((file) => !/^(?:audiences|looks)\//.test(file)).sort()) {
    const won = new Map<string, string[]>();
    for (const audience of all) {
      const own = folders.get(audience) ?? [];
      const found = isLaidOver(name) ? await lookupAll(name, own, context) : [await lookup(name, own, context)];
      won.set(
        audience,
        found.flatMap((file) => (file === undefined ? [] : [context.files.shown(file)])),
      );
    }
    if (new Set([...won.values()].map(String)).size < 2) continue;
    rows.push({ name, won: Object.fromEntries(names.map((audience) => [audience, won.get(audience) ?? []])) });
  }
  return rows;
}

const declaration = /--([a-z][a-z0-9-]*)\s*:\s*([^;}]+)/g;

/** Tokens set by `brand` or by an audience's own `tokens.css`. */
export async function tokenRows(source: Source, names: readonly string[], context: Context): Promise<TokenRow[]> {
  const all = printedAudiences(source.config);
  const won = new Map<string, Map<string, Won>>();
  for (const audience of all) {
    const file = await lookup('styles/tokens.css', foldersFor(source, audience, context), context);
    const tokens = new Map<string, Won>();
    const css = file === undefined ? '' : await context.files.text(file);
    for (const match of css.matchAll(declaration)) {
      const line = css.slice(0, match.index).split('\n').length;
      const place = placeText({ file: context.files.shown(file as string), line });
      if (!tokens.has(match[1] as string)) tokens.set(match[1] as string, { value: (match[2] as string).trim(), from: place });
    }
    for (const [token, value] of Object.entries(optionsFor(source.config, audience).brand)) {
      tokens.set(token, { value: String(value), from: originOf(['brand', token], audience, source) });
    }
    won.set(audience, tokens);
  }
  const keys = [...new Set([...won.values()].flatMap((tokens) => [...tokens.keys()]))];
  const isSet = (token: string) => new Set(all.map((audience) => JSON.stringify(won.get(audience)?.get(token)))).size > 1;
  return keys.filter(isSet).map((token) => ({
    token,
    won: Object.fromEntries(
      names.flatMap((audience) => {
        const one = won.get(audience)?.get(token);
        return one === undefined ? [] : [[audience, one] as const];
      }),
    ),
  }));
}
