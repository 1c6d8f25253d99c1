/** What is too much to print, and what Dossier itself did not expect. */
import { plural } from '../plural.ts';
import { error, type Named, type Why, warning } from './entry.ts';

export const ofLimits = {
  MARKS_LIMIT: error<{ limit: number }>(
    (p) =>
      `more than ${p.limit} marks of emphasis (*, _, ~) in one paragraph have no partner; the file is not read, which would take minutes`,
    () => 'put a backslash before marks that are plain text, or the whole text between ``` and ```',
  ),
  NESTING_LIMIT: error<{ limit: number | undefined }>(
    (p) => (p.limit === undefined ? 'this is nested too deeply' : `this is nested more than ${p.limit} levels deep`),
    () => 'reduce the nesting: a page can show only a few levels',
  ),
  DRAWING_LIMIT: warning<Named & Why>(
    (p) => `the drawing "${p.name}" is too large, and a frame is printed in its place: ${p.why}`,
    () => 'simplify it, or export it as PNG',
  ),
  WORD_BROKEN: warning<{ length: number; limit: number }>(
    (p) => `a word of ${p.length} characters is broken every ${p.limit} characters`,
    () => 'add spaces to it, or attach it as a file',
  ),
  NOTES_CROWDED: warning<{ count: number; limit: number }>(
    (p) =>
      `${plural(p.count, 'footnote')} in one paragraph: the footnotes of this chapter are printed after the chapter, not at the foot of each page`,
    (p) => `split the paragraph: at most ${p.limit} footnotes per paragraph fit at the foot of a page`,
  ),
  INTERNAL: error<{ stage: string } & Why>(
    (p) => `unexpected error while ${p.stage}: ${p.why}`,
    () => 'this is a bug in Dossier: report it with this message, the file, and the output of "dossier --version"',
  ),
  INTERRUPTED: error<{ signal: string }>(
    (p) => `the build was stopped by ${p.signal}`,
    () => 'start the build again',
  ),
};
