/** Makes static TrueType fonts. Loaded only where one is not in the cache yet. */
import { instanceOf } from './instance.ts';
import { withTrueTypeOutlines } from './outlines.ts';
import type { OwnRule } from './rules.ts';
import { unpacked } from './sfnt.ts';

/** @param points the characters that it is for; all of the font's if it is undefined */
export async function madeFont(bytes: Uint8Array, { face, making }: OwnRule, points: readonly number[] | undefined): Promise<Uint8Array> {
  const plain = await unpacked(bytes);
  const isOne = face.type !== 'font/collection' && Object.keys(face.axes).length === 0;
  const one = isOne && points === undefined ? plain : await instanceOf(plain, face.index, making.axes, points);
  if (face.outlines === 'truetype' && !making.isSlanted && !making.isBolder) return one;
  return withTrueTypeOutlines(one, making);
}
