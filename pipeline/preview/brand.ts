/** Tokens of the brand: what holds for an audience, and how one is written to pack.yaml. */
import path from 'node:path';
import { isMap, isScalar, parseDocument, type Scalar, stringify } from 'yaml';
import type { Context } from '../platform/context.ts';
import { writeAtomic } from '../platform/write-atomic.ts';
import { wholeBrand } from '../source/brand/derive.ts';
import { optionsFor } from '../source/config/load.ts';
import { packTokens, tokenValue } from '../source/config/tokens.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { parsedFor } from './flow.ts';
import type { Selection, TokenView } from './types.ts';

/** The tokens that the styles declare, with their values for the first audience. */
export async function tokensOf(given: string, selection: Selection, context: Context): Promise<TokenView[]> {
  const { folder } = packPlace(given);
  const parsed = await parsedFor(given, selection.lang, context);
  const [audience] = selection.audiences;
  if (parsed === undefined || audience === undefined) return [];
  const { brand } = optionsFor(parsed.source.config, audience);
  const declared = await packTokens(folder, context);
  const values = new Map([...declared, ...Object.entries(wholeBrand(brand)).map(([name, value]) => [name, String(value)] as const)]);
  return [...declared.keys()].map((name) => {
    const own = Object.hasOwn(brand, name) ? String(brand[name]) : undefined;
    const value = own ?? tokenValue(values, name) ?? '';
    return { name, value, isOwn: own !== undefined, sort: sortOf(value) };
  });
}

const sortOf = (value: string): TokenView['sort'] => {
  if (/^(?:#|rgb|hsl|oklch|oklab|lab|lch|color-mix)/i.test(value)) return 'colour';
  if (/^-?[\d.]+(?:mm|cm|in|pt|px|em|rem|%)$/.test(value)) return 'length';
  return /["']|serif|sans|mono/i.test(value) ? 'font' : 'other';
};

/**
 * Writes a token to pack.yaml: where the audience has a value of its own, there; else for the whole pack.
 * @returns why it could not be done
 */
export async function setToken(
  given: string,
  { audiences: [audience = ''] }: Selection,
  { name, value }: { readonly name: string; readonly value: string },
  context: Context,
): Promise<string | undefined> {
  const { folder, only } = packPlace(given);
  const file = path.join(folder, 'pack.yaml');
  if (only !== undefined || !(await context.files.isFile(file))) return 'this pack has no pack.yaml to write the token to';
  if (!(await packTokens(folder, context)).has(name)) return `there is no token "${name}"`;
  if (value.trim() === '' || /[;{}<>\\\n]|url\s*\(|\/\*/i.test(value)) return `"${value}" is no value for a token`;
  const text = Buffer.from(await context.files.bytes(file)).toString('utf8');
  const changed = withToken(text, audience, name, value.trim());
  if (changed === undefined) return 'pack.yaml has errors: fix them first';
  if (changed !== text) await writeAtomic(file, changed);
  return undefined;
}

/** The text of pack.yaml with a token. Comments and order stay, and so does every line that it need not touch. */
export function withToken(text: string, audience: string, name: string, value: string): string | undefined {
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0 || !isMap(document.contents)) return undefined;
  const own = ['audiences', audience, 'brand', name];
  const where = document.hasIn(own) ? own : ['brand', name];
  const node = document.getIn(where, true);
  if (isScalar(node) && node.range) {
    const [start, end] = node.range;
    return text.slice(0, start) + written(value, node) + text.slice(end);
  }
  if (!document.has('brand')) return `${text.replace(/\n*$/, '\n')}brand:\n  ${name}: ${written(value)}\n`;
  if (document.get('brand') === null) document.set('brand', document.createNode({}));
  document.setIn(where, value);
  return document.toString({ lineWidth: 0 });
}

/** A value in the quotation marks that the author uses; a `#` needs some. */
function written(value: string, before?: Scalar): string {
  const isSingle = before?.type === 'QUOTE_SINGLE';
  if (before?.type === 'QUOTE_DOUBLE' || (isSingle && value.includes("'"))) return JSON.stringify(value);
  return isSingle ? `'${value}'` : stringify(value, { lineWidth: 0 }).trimEnd();
}
