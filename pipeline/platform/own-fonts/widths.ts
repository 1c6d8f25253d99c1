/** How wide the letters of a pack's own font are, for drawings that are laid out without a browser. */
import type { Context } from '../context.ts';
import { cacheKey } from '../hash.ts';
import { rulesFor } from './rules.ts';
import type { OwnFamily } from './types.ts';

/** In thousandths of the font size. */
export type Widths = Readonly<Record<'regular' | 'bold', Readonly<Record<string, number>>>>;

/** Letters of drawings: up to here, as with Dossier's own face. */
const points = Array.from({ length: 0x2100 - 32 }, (_, index) => 32 + index);

export async function ownWidths(family: OwnFamily, { files, cache }: Pick<Context, 'files' | 'cache'>): Promise<Widths> {
  const key = cacheKey(
    'font widths 1',
    family.family,
    family.faces.map(({ hash, index }) => [hash, index]),
  );
  const known = (await cache.get(key)) as Widths | undefined;
  if (known !== undefined) return known;
  const { advances } = await import('./advances.ts');
  const rules = rulesFor(family, points, [400, 600]).filter(({ style }) => style === 'normal');
  const nearest = (weight: number) => {
    const all = [...new Set(rules.map((rule) => rule.weight))];
    const best = all.sort((a, b) => Math.abs(a - weight) - Math.abs(b - weight))[0];
    return rules.filter((rule) => rule.weight === best);
  };
  const table = async (weight: number) => {
    const all: Record<string, number> = {};
    for (const { face, making } of nearest(weight))
      Object.assign(all, await advances(await files.bytes(face.file), face.index, making.axes));
    return all;
  };
  const widths = { regular: await table(400), bold: await table(600) };
  await cache.set(key, widths);
  return widths;
}
