/** Links, references, citations, glossary and index. */
import { choose, hint, type Known, type Named, type Why, warning } from './entry.ts';

export const ofReferences = {
  SOURCE_UNKNOWN: warning<Known>(
    (p) => `unknown source "${p.name}"; the name itself is printed${hint(p.near)}`,
    (p) => `${choose(p.known, 'define it under "sources" in pack.yaml')}; or write the source as plain text`,
  ),
  LINK_BROKEN: warning<Named>(
    (p) => `no heading or chapter "${p.name}"; the text is printed without the link${hint(p.near)}`,
    () => 'link to #heading, chapter.md or chapter.md#heading',
  ),
  LINK_ANCHOR: warning<Named & { chapter: string }>(
    (p) => `"${p.chapter}" has no heading for the link "${p.name}"; the link leads to the beginning of the chapter${hint(p.near)}`,
    () => 'link to a heading as chapter.md#heading, or give the heading an id: ## Heading {#id}',
  ),
  LINK_FILE: warning<Named>(
    (p) => `"${p.name}" is not part of this document; the text is printed without the link${hint(p.near)}`,
    () => 'add the file as a chapter, or set links: { base: https://… } in pack.yaml, the address of this folder on the web',
  ),
  LINK_WITHHELD: warning<Named>(
    (p) => `the target of the link "${p.name}" is withheld from this audience; the text is printed without the link`,
    () => 'put the link under the same audience rule as its target',
  ),
  REFERENCE_BROKEN: warning<Named>(
    (p) => `nothing in this document has the id "${p.name}"; [?${p.name}] is printed${hint(p.near)}`,
    () => 'refer to a figure, table, equation or heading by its id: [@fig:id], [@tbl:id], [@eq:id], [@sec:id], [@page:id]',
  ),
  REFERENCE_UNNUMBERED: warning<Named>(
    (p) => `"${p.name}" has no caption, and therefore no number; the id itself is printed`,
    () => 'give it a caption: :::figure[Caption]{#id}',
  ),
  REFERENCE_WITHHELD: warning<Named>(
    (p) => `the target of the reference "${p.name}" is withheld from this edition; the reference is printed without number and link`,
    () => 'put the reference under the same audience rule as its target',
  ),
  CITATION_UNKNOWN: warning<Named>(
    (p) => `the bibliography has no entry "${p.name}"; [?${p.name}] is printed${hint(p.near)}`,
    () => 'correct the key, or add the entry to the bibliography; for a literal @, write \\@',
  ),
  CITATION_NO_BIBLIOGRAPHY: warning<Named>(
    (p) => `"${p.name}" looks like a citation, but the pack has no bibliography; it is printed as text`,
    () => 'add "bibliography: refs.bib" to pack.yaml; for a literal @, write \\@',
  ),
  CITATION_STYLE: warning<Known>(
    (p) => `unknown citation style "${p.name}"; the style "apa" is used${hint(p.near)}`,
    (p) => `${choose(p.known)}; or give the path of a complete (not dependent) CSL file in the pack`,
  ),
  BIBLIOGRAPHY_MISSING: warning<Named>(
    (p) => `no bibliography file "${p.name}"; what it should define is printed as [?key]${hint(p.near)}`,
    () => 'correct the path, relative to the folder of the pack, or add the file',
  ),
  BIBLIOGRAPHY_SYNTAX: warning<Why>(
    (p) => `${p.why}; the entry is left out`,
    () => 'fix the syntax of the bibliography here',
  ),
  BIBLIOGRAPHY_DUPLICATE: warning<Named>(
    (p) => `the key "${p.name}" is used twice; only the first entry is cited`,
    () => 'change the key of one of the two entries',
  ),
  GLOSSARY_DUPLICATE: warning<Named>(
    (p) => `"${p.name}" is defined twice in the glossary; both definitions are printed`,
    () => 'remove one of the two definitions',
  ),
  INDEX_SEE: warning<Named>(
    (p) => `the index has no entry "${p.name}", and refers to it nevertheless${hint(p.near)}`,
    () => 'refer to a term that is marked elsewhere in this edition with :index[term]',
  ),
  LINK_UNSAFE: warning<Named>(
    (p) => `the link "${p.name}" is not allowed; the text is printed without the link`,
    () => 'link to an http, https, mailto or tel address, or to a heading or chapter of the pack',
  ),
  ID_DUPLICATE: warning<Named>(
    (p) => `the id "${p.name}" is used twice; links and references lead to the first`,
    () => 'change one of the two ids',
  ),
};
