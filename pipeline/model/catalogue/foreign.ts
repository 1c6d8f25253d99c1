/** Syntax of other programs: what is read, and what has no effect here. */
import { plural } from '../plural.ts';
import { few, info, type Named, warning } from './entry.ts';

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
};
