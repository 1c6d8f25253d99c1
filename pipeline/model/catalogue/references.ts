/** Links, references, citations, glossary and index. */
import { error, hint, type Known, type Named, oneOf, type Why, warning } from './entry.ts';

export const ofReferences = {
  SOURCE_UNKNOWN: error<Known>(
    (p) => `unknown source "${p.name}"${hint(p.near)}`,
    () => 'name an entry of "sources" in pack.yaml, or write the source out in words',
  ),
  LINK_BROKEN: error<Named>(
    (p) => `no heading or chapter "${p.name}"${hint(p.near)}`,
    () => 'link to #heading, chapter.md or chapter.md#heading',
  ),
  LINK_WITHHELD: warning<Named>(
    (p) => `the link to "${p.name}" leads to what this audience may not read; its text is printed without the link`,
    () => 'put the link under the same audience rule as its target',
  ),
  REFERENCE_BROKEN: error<Named>(
    (p) => `nothing here is "${p.name}"${hint(p.near)}`,
    () => 'refer to a figure, table, equation or heading by its id: [@fig:id], [@tbl:id], [@eq:id], [@sec:id], [@page:id]',
  ),
  REFERENCE_UNNUMBERED: error<Named>(
    (p) => `"${p.name}" has no caption, and so no number`,
    () => 'give it a caption: :::figure[Caption]{#id}',
  ),
  REFERENCE_WITHHELD: warning<Named>(
    (p) => `the reference "${p.name}" leads to what this edition does not print; it stands without number and link`,
    () => 'put the reference under the same audience rule as its target',
  ),
  CITATION_UNKNOWN: error<Named>(
    (p) => `no "${p.name}" in the bibliography${hint(p.near)}`,
    () => 'add it to the bibliography, correct the key, or write \\@ for a mere @',
  ),
  CITATION_NO_BIBLIOGRAPHY: warning<Named>(
    (p) => `"${p.name}" cites, but the pack has no bibliography; it is printed as it stands`,
    () => 'add "bibliography: refs.bib" to pack.yaml, or write \\@ for a mere @',
  ),
  CITATION_STYLE: error<Known>(
    (p) => `"${p.name}" is no citation style${hint(p.near)}`,
    (p) => `styles: ${oneOf(p.known)}, or a complete CSL file of the pack`,
  ),
  BIBLIOGRAPHY_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'mend the bibliography at this place',
  ),
  BIBLIOGRAPHY_DUPLICATE: error<Named>(
    (p) => `the key "${p.name}" is used twice`,
    () => 'give one of the two another key',
  ),
  GLOSSARY_DUPLICATE: error<Named>(
    (p) => `"${p.name}" stands twice in the glossary`,
    () => 'keep one of the two',
  ),
  INDEX_SEE: error<Named>(
    (p) => `the index has no entry "${p.name}"${hint(p.near)}`,
    () => 'name an entry that is marked elsewhere in this edition',
  ),
  LINK_UNSAFE: error<Named>(
    (p) => `the link "${p.name}" is not printed`,
    () => 'use http, https, mailto, tel or a place in the pack',
  ),
  ID_DUPLICATE: error<Named>(
    (p) => `the id "${p.name}" is used twice`,
    () => 'give one of the two another id',
  ),
};
