/** What is too much to print, and what Dossier itself did not expect. */
import { error, type Named, type Why, warning } from './entry.ts';

export const ofLimits = {
  NESTING_LIMIT: error<{ limit: number | undefined }>(
    (p) => (p.limit === undefined ? 'this is nested too deeply to be read' : `this is nested more than ${p.limit} levels deep`),
    () => 'nest less: a page cannot show more than a few levels',
  ),
  DRAWING_LIMIT: error<Named & Why>(
    (p) => `the drawing "${p.name}" is too large: ${p.why}`,
    () => 'simplify it, or export it as PNG',
  ),
  WORD_BROKEN: warning<{ length: number; limit: number }>(
    (p) => `a word of ${p.length} characters is broken after every ${p.limit}`,
    () => 'put spaces into it, or attach it as a file',
  ),
  NOTES_CROWDED: warning<{ count: number; limit: number }>(
    (p) => `${p.count} footnotes in one paragraph: this chapter’s notes are listed after it, not at the foot of pages`,
    (p) => `split the paragraph: at most ${p.limit} notes of one can be at the foot of pages`,
  ),
  INTERNAL: error<{ stage: string } & Why>(
    (p) => `unexpected error while ${p.stage}: ${p.why}`,
    () => 'this is a bug in Dossier: report it with this message, this file, and the output of dossier --version',
  ),
  INTERRUPTED: error<{ signal: string }>(
    (p) => `the build was ended by ${p.signal}`,
    () => 'run it again',
  ),
};
