/** Links, references, citations, glossary and index. */
import { choose, error, hint, type Known, type Named, type Why, warning } from './entry.ts';

export const ofReferences = {
  SOURCE_UNKNOWN: error<Known>(
    (p) => `unknown source "${p.name}"${hint(p.near)}`,
    (p) => `${choose(p.known, 'define it under "sources" in pack.yaml')}; or write the source as plain text`,
  ),
  LINK_BROKEN: error<Named>(
    (p) => `no heading or chapter "${p.name}"${hint(p.near)}`,
    () => 'link to #heading, chapter.md or chapter.md#heading',
  ),
  LINK_WITHHELD: warning<Named>(
    (p) => `the target of the link "${p.name}" is withheld from this audience; the text is printed without the link`,
    () => 'put the link under the same audience rule as its target',
  ),
  REFERENCE_BROKEN: error<Named>(
    (p) => `nothing in this document has the id "${p.name}"${hint(p.near)}`,
    () => 'refer to a figure, table, equation or heading by its id: [@fig:id], [@tbl:id], [@eq:id], [@sec:id], [@page:id]',
  ),
  REFERENCE_UNNUMBERED: error<Named>(
    (p) => `"${p.name}" has no caption, and therefore no number`,
    () => 'give it a caption: :::figure[Caption]{#id}',
  ),
  REFERENCE_WITHHELD: warning<Named>(
    (p) => `the target of the reference "${p.name}" is withheld from this edition; the reference is printed without number and link`,
    () => 'put the reference under the same audience rule as its target',
  ),
  CITATION_UNKNOWN: error<Named>(
    (p) => `the bibliography has no entry "${p.name}"${hint(p.near)}`,
    () => 'correct the key, or add the entry to the bibliography; for a literal @, write \\@',
  ),
  CITATION_NO_BIBLIOGRAPHY: warning<Named>(
    (p) => `"${p.name}" looks like a citation, but the pack has no bibliography; it is printed as text`,
    () => 'add "bibliography: refs.bib" to pack.yaml; for a literal @, write \\@',
  ),
  CITATION_STYLE: error<Known>(
    (p) => `unknown citation style "${p.name}"${hint(p.near)}`,
    (p) => `${choose(p.known)}; or give the path of a complete (not dependent) CSL file in the pack`,
  ),
  BIBLIOGRAPHY_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'fix the syntax of the bibliography here',
  ),
  BIBLIOGRAPHY_DUPLICATE: error<Named>(
    (p) => `the key "${p.name}" is used twice`,
    () => 'change the key of one of the two entries',
  ),
  GLOSSARY_DUPLICATE: error<Named>(
    (p) => `"${p.name}" is defined twice in the glossary`,
    () => 'remove one of the two definitions',
  ),
  INDEX_SEE: error<Named>(
    (p) => `the index has no entry "${p.name}"${hint(p.near)}`,
    () => 'refer to a term that is marked elsewhere in this edition with :index[term]',
  ),
  LINK_UNSAFE: error<Named>(
    (p) => `the link "${p.name}" is not allowed; it is not printed`,
    () => 'link to an http, https, mailto or tel address, or to a heading or chapter of the pack',
  ),
  ID_DUPLICATE: error<Named>(
    (p) => `the id "${p.name}" is used twice`,
    () => 'change one of the two ids',
  ),
};
