/** Design tokens: the CSS custom properties that `styles/tokens.css` declares. */
import type { Context } from '../../platform/context.ts';
import { lookup, templateRoots } from '../locale/lookup.ts';

const declared = /--([a-z][a-z0-9-]*)\s*:/g;

/** Names of the tokens that a pack's brand may set. */
export async function tokenNames(folder: string, context: Context): Promise<readonly string[]> {
  const file = await lookup('styles/tokens.css', templateRoots(folder, context), context);
  if (file === undefined) return [];
  return [...new Set([...(await context.files.text(file)).matchAll(declared)].map((match) => match[1] as string))];
}
