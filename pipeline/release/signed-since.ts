/** Files that were signed after they were published: their own digest is another, but what was published is in them, byte for byte. */
import type { PdfDocument } from '../pdf/objects/index.ts';
import { changesBetween } from '../pdf/verify/changes.ts';
import { sha256 } from '../platform/hash.ts';

/** What is stated of a file when it is published. */
export interface Published {
  readonly bytes: number;
  readonly sha256: string;
}

/** Whether a file begins with a published one, and nothing was added to that but signatures and what proves them. */
export function isSignedSince(file: Buffer, published: Published, open: (bytes: Uint8Array) => PdfDocument): boolean {
  const before = file.subarray(0, published.bytes);
  if (file.length <= published.bytes || sha256(before) !== published.sha256) return false;
  try {
    const changes = changesBetween(open(before), open(file));
    return changes.length > 0 && changes.every(({ isHarmless }) => isHarmless);
  } catch {
    return false;
  }
}
