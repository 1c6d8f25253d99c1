/** One static font of a variable font, or of a collection, by HarfBuzz's subsetter: with all its glyphs, features and names. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { installRoot } from '../install-root.ts';
import { BrokenFont } from './types.ts';

interface Subsetter {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly malloc: (size: number) => number;
  readonly hb_blob_create: (data: number, length: number, mode: number, user: number, destroy: number) => number;
  readonly hb_blob_get_data: (blob: number, length: number) => number;
  readonly hb_blob_get_length: (blob: number) => number;
  readonly hb_face_create: (blob: number, index: number) => number;
  readonly hb_face_reference_blob: (face: number) => number;
  readonly hb_subset_input_create_or_fail: () => number;
  readonly hb_subset_input_keep_everything: (input: number) => void;
  readonly hb_subset_input_unicode_set: (input: number) => number;
  readonly hb_subset_input_set: (input: number, sort: number) => number;
  readonly hb_set_add: (set: number, value: number) => void;
  readonly hb_set_clear: (set: number) => void;
  readonly hb_set_invert: (set: number) => void;
  readonly hb_subset_input_pin_all_axes_to_default: (input: number, face: number) => number;
  readonly hb_subset_input_pin_axis_location: (input: number, face: number, tag: number, value: number) => number;
  readonly hb_subset_or_fail: (face: number, input: number) => number;
}

/** Sets of what a subset keeps beside characters, by HarfBuzz's numbers. */
const nameIds = 4;
const features = 6;

const tagNumber = (tag: string): number => [...tag].reduce((sum, letter) => sum * 256 + letter.charCodeAt(0), 0) | 0;

/**
 * @param bytes a font file without compression
 * @param axes values of axes; the others have their usual ones
 * @param points the characters that are kept; all if it is undefined
 */
export async function instanceOf(
  bytes: Uint8Array,
  index: number,
  axes: Readonly<Record<string, number>>,
  points?: readonly number[],
): Promise<Uint8Array> {
  // A module of its own for each font: what it allocates goes with it.
  const wasm = brotliDecompressSync(readFileSync(path.join(installRoot, 'dist', 'harfbuzz-subset.wasm.br')));
  const { instance } = await WebAssembly.instantiate(new Uint8Array(wasm));
  const hb = instance.exports as unknown as Subsetter;
  hb._initialize();
  const data = hb.malloc(bytes.length);
  new Uint8Array(hb.memory.buffer).set(bytes, data);
  const face = hb.hb_face_create(hb.hb_blob_create(data, bytes.length, 2, 0, 0), index);
  const input = hb.hb_subset_input_create_or_fail();
  if (points === undefined) hb.hb_subset_input_keep_everything(input);
  else {
    for (const point of points) hb.hb_set_add(hb.hb_subset_input_unicode_set(input), point);
    for (const sort of [nameIds, features]) {
      const set = hb.hb_subset_input_set(input, sort);
      hb.hb_set_clear(set);
      hb.hb_set_invert(set);
    }
  }
  hb.hb_subset_input_pin_all_axes_to_default(input, face);
  for (const [tag, value] of Object.entries(axes)) hb.hb_subset_input_pin_axis_location(input, face, tagNumber(tag), value);
  const made = hb.hb_subset_or_fail(face, input);
  const blob = made === 0 ? 0 : hb.hb_face_reference_blob(made);
  const length = blob === 0 ? 0 : hb.hb_blob_get_length(blob);
  if (length === 0) throw new BrokenFont('no static font can be made of it');
  const start = hb.hb_blob_get_data(blob, 0);
  return new Uint8Array(hb.memory.buffer).slice(start, start + length);
}
