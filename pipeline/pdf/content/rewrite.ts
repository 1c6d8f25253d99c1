/**
 * Rewrites the content of a page in one pass (ISO 32000-1, 14.6 and 14.8): untagged content becomes an artifact, and so does tagged
 * content without meaning (borders, backgrounds, rules); text is written compactly; runs can be replaced.
 */
import { identity, type Matrix } from './extent.ts';
import type { PdfFont } from './fonts.ts';
import { Glyphs } from './glyphs.ts';
import { PageRewriter } from './page-rewriter.ts';
import type { Rewriting } from './rewriting.ts';
import type { Run } from './run.ts';
import { TextParser } from './text.ts';

export type { Form, Marked, Rewriting } from './rewriting.ts';

/**
 * @param matrix transformation matrix at the start of the content
 * @throws Error if graphics states are nested too deeply
 */
export const rewriteContent = (bytes: Buffer, rewriting: Rewriting, matrix: Matrix = identity): Buffer =>
  new PageRewriter(bytes, rewriting, matrix).rewrite();

/** Visits the runs that contain a Dossier placeholder, in all text that can be parsed. */
export function findMarks(bytes: Buffer, fonts: ReadonlyMap<string, PdfFont>, visit: (run: Run) => void): void {
  const parser = new TextParser(bytes, fonts);
  const glyphs = new Glyphs();
  // Chrome writes each operator on its own line.
  for (let at = bytes.indexOf('\nBT\n'); at >= 0 && at + 4 < bytes.length; ) {
    parser.forget();
    const text = parser.parse(at + 4);
    for (const run of text?.runs ?? []) if (glyphs.hasPlaceholder(run)) visit(run);
    at = bytes.indexOf('\nBT\n', text?.end ?? at + 4);
  }
}
