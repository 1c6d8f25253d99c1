/** Makes static TrueType fonts. Loaded only where one is not in the cache yet. */
import { instanceOf } from './instance.ts';
import { withTrueTypeOutlines } from './outlines.ts';
import { postScriptName, renamed } from './rename.ts';
import type { OwnRule } from './rules.ts';
import { unpacked } from './sfnt.ts';

/** @param points the characters that it is for; all of the font's if it is undefined */
export async function madeFont(
  bytes: Uint8Array,
  { face, making, weight, style }: OwnRule,
  points: readonly number[] | undefined,
): Promise<Uint8Array> {
  const plain = await unpacked(bytes);
  const isOne = face.type !== 'font/collection' && Object.keys(face.axes).length === 0;
  const one = isOne && points === undefined ? plain : await instanceOf(plain, face.index, making.axes, points);
  const isDrawn = face.outlines === 'cff' || making.isSlanted || making.isBolder;
  const made = isDrawn ? await withTrueTypeOutlines(one, making) : one;
  return renamed(made, postScriptName(face.postScript, face.family, weight, style));
}
