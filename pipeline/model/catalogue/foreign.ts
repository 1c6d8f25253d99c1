/** Syntax of other programs: what is read, and what has no effect here. */
import { plural } from '../plural.ts';
import { error, few, info, type Named, warning } from './entry.ts';

export const ofForeign = {
  MATTER_UNUSED: info<{ names: readonly string[] }>(
    (p) => `front matter without effect here: ${few(p.names, 8)}`,
    () => 'nothing to do; title, short, standfirst (or description, subtitle, abstract) and audience rules are used',
  ),
  CONTAINER_UNKNOWN: warning<Named>(
    (p) => `"${p.name}" is a container of another program; its content is printed without it`,
    () => 'use :::note, :::tip, :::important, :::warning, :::caution or another directive of Dossier, or remove the colons',
  ),
  ATTRIBUTES_UNUSED: warning<{ names: readonly string[] }>(
    (p) => `attributes without effect here: ${few(p.names, 6)}`,
    () => 'remove them; for images, width and height are used',
  ),
  TEMPLATE_TAG: warning<{ text: string; count: number }>(
    (p) =>
      `${plural(p.count, 'tag')} of a template language (${p.text}) ${p.count === 1 ? 'is' : 'are'} not run; ${p.count === 1 ? 'it is' : 'they are'} printed as code`,
    () => 'write what the tag would insert as Markdown; for variables, use {{name}} and "variables" in pack.yaml',
  ),
  CONTENTS_MARK: info<Named>(
    (p) => `"${p.name}" is omitted: documents have a table of contents already`,
    () => 'nothing to do; "contents" in pack.yaml says how deep it goes',
  ),
  WIKI_EMBED: warning<Named>(
    (p) => `the note "${p.name}" is not embedded; a link to it is printed`,
    () => 'copy the text, or add the note as a chapter',
  ),
  NOTE_MISSING: warning<Named>(
    (p) => `no footnote has the label "${p.name}"; [^${p.name}] is printed`,
    (p) => `add its text: [^${p.name}]: …`,
  ),
  NOTE_UNUSED: info<Named>(
    (p) => `the footnote "${p.name}" is not referred to, and is not printed`,
    (p) => `refer to it with [^${p.name}], or remove it`,
  ),
  LINK_UNDEFINED: warning<{ text: string; name: string }>(
    (p) => `no link is defined for "${p.name}"; ${p.text} is printed`,
    (p) => `define it: [${p.name}]: https://…; for literal brackets, write \\[`,
  ),
  HEADING_SPACE: warning<{ text: string }>(
    (p) => `"${p.text}" is no heading; it is printed as text`,
    () => 'write a space behind the number signs; for a literal #, write \\#',
  ),
  TABLE_BROKEN: warning<{ why: string }>(
    (p) => `these lines look like a table, but ${p.why}; they are printed as text`,
    () => 'below the head, write one cell of dashes for each column: | --- | --- |',
  ),
  CHANGES: info<{ deletions: number; insertions: number; comments: number; isReview: boolean }>(
    (p) =>
      p.isReview
        ? `change marks are shown: ${changes(p)}`
        : `change marks are not shown: ${changes(p)}; insertions are printed, deletions and comments are not`,
    (p) =>
      p.isReview
        ? 'nothing to do; documents for readers are built without --review'
        : 'nothing to do; to see them, run dossier build --review',
  ),
  CHANGE_UNCLOSED: warning<{ text: string; isComment: boolean }>(
    (p) =>
      p.isComment
        ? `the comment "${p.text}" is never closed; nothing is printed from there to the end of its paragraph`
        : `the change "${p.text}" is never closed; it is printed as it is`,
    (p) =>
      p.isComment
        ? 'close it with <<}; for literal characters, write \\{>>'
        : 'close it, for example {++words++} or {~~old~>new~~}; for literal characters, write \\{',
  ),
  CHANGE_RULE: error<{ text: string }>(
    (p) => `a proposed change would remove or alter "${p.text}", which decides who may read something`,
    () => 'decide this change first: accept it, or reject it and remove its marks',
  ),
  CHANGE_COMMENT_RULE: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but comments between {>> and <<} cannot hold rules; it would withhold nothing`,
    () => 'write {audience="name"} at the end of the heading or block, outside the comment',
  ),
  CHANGE_UNREAD: error<{ text: string }>(
    (p) => `"${p.text}" is a deletion or a comment in a place where it cannot be read as one; it would be printed`,
    () => 'put its signs into one paragraph without code or formulas between them, or remove it; for literal characters, write \\{',
  ),
};

/** `2 insertions, 1 deletion and 3 comments`, without what there is none of. */
function changes({ deletions, insertions, comments }: { deletions: number; insertions: number; comments: number }): string {
  const parts = [
    insertions > 0 ? plural(insertions, 'insertion') : '',
    deletions > 0 ? plural(deletions, 'deletion') : '',
    comments > 0 ? plural(comments, 'comment') : '',
  ].filter(Boolean);
  if (parts.length === 0) return 'highlights only';
  return parts.length === 1 ? (parts[0] as string) : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
