/** Design tokens: the CSS custom properties that `styles/tokens.css` declares. */
import type { Context } from '../../platform/context.ts';
import { lookup, type TemplateFolder, templateRoots } from '../locale/lookup.ts';

export type Tokens = ReadonlyMap<string, string>;

const declared = /--([a-z][a-z0-9-]*)\s*:\s*([^;}]*)/g;

/** Names and values of the tokens that a pack's brand may set. */
export const packTokens = (folder: string, context: Context): Promise<Tokens> => tokensIn(templateRoots(folder, context), context);

/** The same, from the first of these folders that has them. */
export async function tokensIn(folders: readonly TemplateFolder[], context: Context): Promise<Tokens> {
  const file = await lookup('styles/tokens.css', folders, context);
  const css = file === undefined ? '' : (await context.files.text(file)).replace(/\/\*[\s\S]*?\*\//g, '');
  return new Map([...css.matchAll(declared)].map(([, name = '', value = '']) => [name, value.trim()]));
}

/** The value of a token in the end: one may stand for another. */
export function tokenValue(tokens: Tokens, name: string, depth = 0): string | undefined {
  const found = tokens.get(name);
  const other = /^var\(\s*--([a-z0-9-]+)\s*\)$/.exec(found ?? '')?.[1];
  return other !== undefined && depth < 5 ? tokenValue(tokens, other, depth + 1) : found;
}
