/**
 * The catalogue: every code that Dossier may report, with its severity, its message and its remedy.
 * Stages report `diagnostic(code, params, place)`; nothing else makes a `Diagnostic`.
 */
import type { Severity } from './severity.ts';

export interface Entry<P> {
  readonly severity: Severity;
  readonly message: (params: P) => string;
  readonly remedy: (params: P) => string;
}

const entry = <P>(severity: Severity, message: (params: P) => string, remedy: (params: P) => string): Entry<P> => ({
  severity,
  message,
  remedy,
});
const error = <P>(message: (params: P) => string, remedy: (params: P) => string) => entry('error', message, remedy);
const warning = <P>(message: (params: P) => string, remedy: (params: P) => string) => entry('warning', message, remedy);

/** `; did you mean "x"?` when a known name is near. */
const hint = (near: string | undefined) => (near === undefined ? '' : `; did you mean "${near}"?`);
const oneOf = (known: readonly string[]) => (known.length === 0 ? 'none' : known.join(', '));

/** A rule as it is quoted. */
const ruleText = (rule: string) => (rule === '' ? 'the selection' : `the rule ${rule}`);

type Named = { name: string; near?: string | undefined };
/** A name that is not known, and those that are. */
export type Known = Named & { known: readonly string[] };
type Why = { why: string };

export const catalogue = {
  // pack.yaml, front matter and data
  PACK_UNREADABLE: error<Why>(
    (p) => `cannot be read: ${p.why}`,
    () => 'check that the path exists and that you may read it',
  ),
  PACK_EMPTY: error<object>(
    () => 'the pack has no chapter and no slides.md',
    () => 'write a chapter such as 01-introduction.md beside pack.yaml',
  ),
  YAML_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'mend the YAML at this place',
  ),
  CONFIG_UNKNOWN_KEY: error<Known>(
    (p) => `unknown key "${p.name}"${hint(p.near)}`,
    (p) => `keys that may stand here: ${oneOf(p.known)}`,
  ),
  CONFIG_MISSING: error<Named>(
    (p) => `"${p.name}" is missing`,
    (p) => `add "${p.name}"`,
  ),
  CONFIG_TYPE: error<Named & Why>(
    (p) => `"${p.name}" has the wrong type: ${p.why}`,
    () => 'give a value of the expected type',
  ),
  CONFIG_VALUE: error<Named & Why>(
    (p) => `"${p.name}" has a value that cannot be used: ${p.why}`,
    () => 'give one of the values that the guide names',
  ),
  TOKEN_UNKNOWN: error<Known>(
    (p) => `unknown brand token "${p.name}"${hint(p.near)}`,
    (p) => `tokens: ${oneOf(p.known)}`,
  ),
  TOKEN_VALUE: error<Named>(
    (p) => `the value of brand token "${p.name}" is not a plain CSS value`,
    () => 'leave out ; { } < > and url()',
  ),
  FILE_MISSING: error<Named>(
    (p) => `no file "${p.name}"${hint(p.near)}`,
    () => 'check the path; it is relative to the pack’s folder',
  ),
  PATH_OUTSIDE: error<Named>(
    (p) => `"${p.name}" lies outside the pack`,
    () => 'copy the file into the pack: nothing outside it is read',
  ),
  DATA_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'mend the data file at this place',
  ),
  DATA_SHAPE: error<Named & Why>(
    (p) => `"${p.name}" ${p.why}`,
    () => 'give a list of records, all with the same fields',
  ),
  DATA_COLUMN: error<Known>(
    (p) => `no column "${p.name}"${hint(p.near)}`,
    (p) => `columns of the data: ${oneOf(p.known)}`,
  ),
  CHAPTER_UNLISTED: error<Named>(
    (p) => `"${p.name}" is not among the pack’s chapters`,
    () => 'name it in "chapters" of the pack too, or leave that list out',
  ),
  DATA_VALUE: error<{ column: string; value: string; expected: string }>(
    (p) => `"${p.value}" in column "${p.column}" cannot be written as ${p.expected}`,
    (p) => `give a ${p.expected === 'date' ? 'date like 2025-05-15' : 'number like 1234.5'} in the data, or leave out the format`,
  ),
  LANG_FALLBACK: warning<{ name: string; lang: string; file?: string }>(
    (p) => `"${p.name}" has no ${p.lang} translation; the original is printed`,
    (p) => (p.file === undefined ? `write ${p.lang}/${p.name}` : `add it to ${p.file}`),
  ),

  // The proof that nothing withheld is in a file
  WITHHELD_FOUND: error<{ name: string; where: string; rule: string; what: string }>(
    (p) => `${p.name} would hold ${p.what} that ${ruleText(p.rule)} withholds: ${p.where}`,
    () =>
      'find what prints it there (a template, a word of pack.yaml, a file that is attached) and give that the same rule; nothing of this edition was written',
  ),
  WITHHELD_MORE: error<{ name: string; count: number }>(
    (p) => `${p.name} would hold ${p.count} more strings that are withheld`,
    () => 'mend those that are told by name first',
  ),
  WITHHELD_OLDER: error<{ name: string; where: string; rule: string }>(
    (p) => `${p.name}, left by an earlier build, holds what ${ruleText(p.rule)} withholds now: ${p.where}`,
    () => 'delete that file, and ask for it back where it was given out',
  ),

  // Markdown
  CHAPTER_UNTITLED: warning<object>(
    () => 'the chapter has no title; its file name is printed',
    () => 'begin with a heading "# Title", or give title: in front matter',
  ),
  CHAPTER_EMPTY: warning<{ audience: string }>(
    (p) => `nothing is left of this chapter for "${p.audience}"`,
    () => 'withhold the whole chapter in its front matter, or give this audience something to read',
  ),
  HEADING_SECOND: warning<object>(
    () => 'a second first-level heading in one chapter',
    () => 'use ## for sections: a file is one chapter',
  ),
  DIRECTIVE_UNKNOWN: error<Known>(
    (p) => `unknown directive "${p.name}"${hint(p.near)}`,
    (p) => `directives: ${oneOf(p.known)}`,
  ),
  DIRECTIVE_FORM: error<{ name: string; form: string; right: string }>(
    (p) => `"${p.name}" cannot be written as ${p.form}`,
    (p) => `write it as ${p.right}`,
  ),
  DIRECTIVE_STRAY: error<object>(
    () => 'colons that open or close nothing',
    () => 'give every outer directive more colons than the ones inside it, and close each once',
  ),
  DIRECTIVE_UNCLOSED: error<Named>(
    (p) => `"${p.name}" is never closed`,
    () => 'close it with as many colons as it was opened with',
  ),
  DIRECTIVE_PLACE: error<{ name: string; parent: string }>(
    (p) => `"${p.name}" stands outside ${p.parent}`,
    (p) => `put it inside ${p.parent}`,
  ),
  DIRECTIVE_CONTENT: error<{ name: string } & Why>(
    (p) => `"${p.name}" ${p.why}`,
    () => 'see the guide for what it holds',
  ),
  ATTRIBUTE_UNKNOWN: error<Known>(
    (p) => `unknown attribute "${p.name}"${hint(p.near)}`,
    (p) => `attributes: ${oneOf(p.known)}`,
  ),
  ATTRIBUTE_MISSING: error<Named>(
    (p) => `attribute "${p.name}" is missing`,
    (p) => `add ${p.name}="…"`,
  ),
  HEADING_ATTRIBUTES: error<object>(
    () => 'the attributes of this heading cannot be read',
    () => 'write them as {#id .class audience="name"}, closed, at the end of the heading',
  ),
  SETTING_UNKNOWN: error<Known>(
    (p) => `unknown setting "${p.name}"${hint(p.near)}; the slide is withheld from all`,
    (p) => `settings: ${oneOf(p.known)}; a note must not begin like a setting`,
  ),
  SETTING_SYNTAX: error<Why>(
    (p) => `the settings of this slide cannot be read (${p.why}); it is withheld from all`,
    () => 'write one "name: value" a line',
  ),
  ATTRIBUTE_VALUE: error<{ name: string; value: string; expected: string }>(
    (p) => `attribute "${p.name}" cannot be "${p.value}"`,
    (p) => `give ${p.expected}`,
  ),
  AUDIENCE_UNKNOWN: error<Known>(
    (p) => `unknown audience "${p.name}"${hint(p.near)}`,
    (p) => `audiences of pack.yaml: ${oneOf(p.known)}`,
  ),
  AUDIENCE_MISSING: error<Named>(
    (p) => `"${p.name}" names no audience; it is withheld from all`,
    () => 'add audience="…"',
  ),
  AUDIENCE_CIRCLE: error<Named & { path: string }>(
    (p) => `"${p.name}" inherits from itself: ${p.path}`,
    () => 'leave one "inherits" out',
  ),
  PROPERTY_UNKNOWN: error<Known & { property: string }>(
    (p) => `unknown property "${p.name}"${hint(p.near)}`,
    (p) => `properties: ${oneOf(p.known)}`,
  ),
  PROPERTY_VALUE: error<Known & { property: string }>(
    (p) => `"${p.name}" is no value of the property "${p.property}"${hint(p.near)}`,
    (p) => `values: ${oneOf(p.known)}`,
  ),
  PROPERTY_RESERVED: error<Named>(
    (p) => `no property can be called "${p.name}": as an attribute it means something else`,
    () => 'give it another name',
  ),
  RULE_SYNTAX: error<object>(
    () => 'braces that look like a rule cannot be read',
    () => 'write them as {audience="name"}, closed, at the end; a mere brace is written \\{',
  ),
  RULE_UNMET: warning<{ rule: string; inside: string }>(
    (p) => `nobody reads this: no audience meets ${p.rule}${p.inside}`,
    () => 'name somebody who reads it, or take it out',
  ),
  RULE_UNTRANSLATED: warning<{ rule: string; at: string }>(
    (p) => `this translation has no counterpart of the rule ${p.rule} of its original (${p.at}): it may show what is withheld there`,
    () => 'put the translation of what stands there under the same rule; where it is left out, leave an empty :::only under it',
  ),
  ALTERNATIVE_STRAY: error<object>(
    () => '"otherwise" follows no rule; it is withheld from all',
    () => 'put it directly behind a :::for, :::only or :::except',
  ),
  BLOCK_EMPTY: warning<{ what: string; audience: string }>(
    (p) => `nothing is left of this ${p.what} for "${p.audience}"; it is left out`,
    () => 'put it as a whole under the rule, or leave something to read',
  ),
  DATA_WITHHELD: warning<{ name: string; audience: string }>(
    (p) => `this needs the column "${p.name}", which is withheld from "${p.audience}"; it is left out`,
    () => 'put it under the rule of the column, or do without the column',
  ),
  VARIABLE_UNKNOWN: error<Known>(
    (p) => `unknown variable "${p.name}"${hint(p.near)}`,
    (p) => `variables of pack.yaml: ${oneOf(p.known)}; mere braces are written \\{{`,
  ),
  VARIABLE_EMPTY: error<{ name: string; audience: string }>(
    (p) => `the variable "${p.name}" has no text for "${p.audience}"`,
    () => 'give it one in "variables", or put the sentence under a rule',
  ),
  SOURCE_WITHHELD: warning<Named>(
    (p) => `the source "${p.name}" is withheld from this audience; its line is left out`,
    () => 'put what names it under the same rule, or name another source',
  ),
  CITATION_WITHHELD: warning<Named>(
    (p) => `the work "${p.name}" is withheld from this audience; it is not cited`,
    () => 'put the citation under the same rule as the work',
  ),
  SLIDE_LAYOUT: error<Known>(
    (p) => `unknown slide layout "${p.name}"${hint(p.near)}`,
    (p) => `layouts: ${oneOf(p.known)}`,
  ),
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
  IMAGE_MISSING: error<Named>(
    (p) => `no image "${p.name}"${hint(p.near)}`,
    () => 'check the path; it is relative to the Markdown file',
  ),
  IMAGE_TYPE: error<Named>(
    (p) => `"${p.name}" is not an image that can be printed`,
    () => 'use SVG, PNG, JPEG, WebP, AVIF or GIF',
  ),
  IMAGE_BROKEN: error<Named>(
    (p) => `the image "${p.name}" could not be decoded`,
    () => 'export the image again',
  ),
  REMOTE_BLOCKED: error<Named>(
    (p) => `"${p.name}" would be fetched from the network`,
    () => 'pages print without network: copy the file into the pack',
  ),
  HTML_OFF: warning<Named>(
    (p) => `raw HTML is off: ${p.name} is left out`,
    () => 'use Markdown or a directive, or set html: true in pack.yaml',
  ),
  HTML_REMOVED: error<Named>(
    (p) => `${p.name} is not allowed in a document`,
    () => 'remove it: pages run no scripts and load no other pages',
  ),
  CODE_LANGUAGE: warning<Named>(
    (p) => `no language "${p.name}" is known; the code is printed without colours${hint(p.near)}`,
    () => 'name one of Shiki’s languages after the fence, or "text"',
  ),
  CODE_META: warning<Named>(
    (p) => `"${p.name}" means nothing behind a fence`,
    () => 'for code: title="x.ts", showLineNumbers, {2,4-6}; for a drawing: caption="…" alt="…" source="…" #id',
  ),
  CODE_LINE: warning<{ line: number; lines: number }>(
    (p) => `line ${p.line} is to be highlighted, but the code has ${p.lines}`,
    () => 'count the lines of the code from 1',
  ),
  MATH_SYNTAX: error<Why>(
    (p) => `the formula cannot be set: ${p.why}`,
    () => 'mend the TeX at this place; a dollar that is a price is written \\$',
  ),
  MATH_ATTRIBUTES: error<Named>(
    (p) => `"${p.name}" is not an attribute of a formula`,
    () => 'write {#eq:name}',
  ),
  FIGURE_ALT: error<object>(
    () => 'the figure has no alternative text, so some readers get nothing of it',
    () => 'say what it shows, in ![here](…) or as alt="…"; or write {decorative} if it shows nothing',
  ),
  FIGURE_CAPTION: warning<object>(
    () => 'the figure has no caption',
    () => 'say its finding: [here] behind the directive’s name, or as caption="…" behind the fence',
  ),
  CHART_TYPE: error<Known>(
    (p) => `no chart is of type "${p.name}"${hint(p.near)}`,
    (p) => `types: ${oneOf(p.known)}`,
  ),
  DRAWING_SYNTAX: error<Why>(
    (p) => `the drawing cannot be made: ${p.why}`,
    () => 'mend its text at this place',
  ),
  DRAWING_ODD: warning<Why>(
    (p) => p.why,
    () => 'see Vega-Lite’s reference, or leave it out',
  ),
  DRAWING_UNSAFE: error<Named>(
    (p) => `the ${p.name} drawing holds more than shapes and text`,
    () => 'leave out images, links and HTML',
  ),
  GLYPH_MISSING: error<{ character: string; codepoint: string }>(
    (p) => `no font has the character ${p.character} (${p.codepoint})`,
    () => 'use another character, or put it in a figure',
  ),

  // Templates
  TEMPLATE_MISSING: error<Named>(
    (p) => `no template "${p.name}"${hint(p.near)}`,
    () => 'add it to templates/, or correct the name',
  ),
  TEMPLATE_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'mend the Handlebars at this place',
  ),
  TEMPLATE_VARIABLE: error<Named>(
    (p) => `unknown variable "${p.name}"${hint(p.near)}`,
    () => 'see the guide for what templates are given',
  ),
  TEMPLATE_HELPER: error<Named>(
    (p) => `unknown helper "${p.name}"${hint(p.near)}`,
    () => 'see the guide for the helpers',
  ),
  TEMPLATE_HELPER_FAILED: error<Named & Why>(
    (p) => `the helper "${p.name}" failed: ${p.why}`,
    () => 'check its arguments',
  ),
  TEMPLATE_FAILED: error<Why>(
    (p) => p.why,
    () => 'mend the template',
  ),
  WORD_MISSING: error<Named & { lang: string }>(
    (p) => `no word "${p.name}" for ${p.lang}`,
    (p) => `add it to templates/words/${p.lang}.yaml`,
  ),
  SCRIPT_IGNORED: warning<object>(
    () => 'a script in a template does not run',
    () => 'remove it: pages print without scripts',
  ),

  // The printed page
  SLIDE_OVERFLOW: error<{ by: number }>(
    (p) => `the slide’s content is ${p.by} px higher than its page`,
    () => 'shorten it, or part it into two slides',
  ),
  SLIDE_OVERFLOW_WIDE: error<{ by: number }>(
    (p) => `the slide’s content is ${p.by} px wider than its page`,
    () => 'shorten it, or choose another layout',
  ),
  TABLE_WIDE: error<{ by: number }>(
    (p) => `the table is ${p.by} px wider than its page`,
    () => 'leave out a column, shorten its words, or part the table',
  ),
  IMAGE_WIDE: error<{ by: number }>(
    (p) => `the image is ${p.by} px wider than its page`,
    () => 'make it smaller',
  ),
  BLOCK_WIDE: error<{ by: number }>(
    (p) => `this is ${p.by} px wider than its page`,
    () => 'break the line, or shorten it',
  ),
  REQUEST_BLOCKED: error<{ url: string }>(
    (p) => `the page asked for ${p.url}, which is neither in the pack nor in the templates`,
    () => 'copy the file into the pack or the templates',
  ),
  PAGE_NUMBERS_UNSETTLED: error<object>(
    () => 'page numbers did not settle in three prints',
    () => 'give .page-number a fixed width in the styles',
  ),
  NOTE_MISPLACED: warning<object>(
    () => 'this note stands on another page than its call',
    () => 'shorten what surrounds the call, or move the call out of side-by-side blocks',
  ),
  FONT_FOREIGN: warning<Named>(
    (p) => `the font "${p.name}" is not one of Dossier’s`,
    () => 'style it with var(--face-text), var(--face-display) or var(--face-mono)',
  ),

  SIGN_KEY: error<Named & Why>(
    (p) => `the key "${p.name}" cannot be used: ${p.why}`,
    () => 'give a PKCS#12 file, or PEM with --sign-chain, and its passphrase in DOSSIER_SIGN_PASSPHRASE',
  ),
  SIGN_STAMP: error<Named & Why>(
    (p) => `the time-stamp authority ${p.name} gave no time stamp: ${p.why}`,
    () => 'try again, or name another authority with --sign-stamp',
  ),
  ENCRYPT_PASSWORD: error<Named>(
    (p) => `the environment variable ${p.name}, which holds a password, is not set`,
    () => 'set it where Dossier runs; passwords never stand in pack.yaml',
  ),
  ENCRYPT_ARCHIVAL: error<Named>(
    (p) => `${p.name} forbids encryption`,
    () => 'leave one of the two out of pack.yaml',
  ),
  ATTACH_ARCHIVAL: error<Named>(
    (p) => `${p.name} forbids such attachments`,
    () => 'write a-3a in "conformance", or leave "attachments" out',
  ),
  ANNEX_UNREADABLE: error<Named & Why>(
    (p) => `"${p.name}" cannot be put into the pack: ${p.why}`,
    () => 'give a PDF that opens without password, or leave it out of "annexes"',
  ),
  ANNEX_UNTAGGED: warning<Named & Why>(
    (p) => `"${p.name}" has no tags: who cannot see its pages hears their numbers only`,
    () => 'get a tagged copy from whoever made it, or publish it beside the pack',
  ),
  ANNEX_UNCLAIMED: warning<Named & Why>(
    (p) => `"${p.name}" does not say that it is ${p.why}, as the pack does`,
    () => 'have a validator such as veraPDF look at the pack, get a better copy, or leave it out of "conformance"',
  ),
  ANNEX_SIGNED: warning<Named & Why>(
    (p) => `"${p.name}" is signed; inside the pack its signature proves nothing and is left out`,
    () => 'publish the signed file beside the pack as well',
  ),

  // Finished files
  PDF_UNREADABLE: error<Why>(
    (p) => p.why,
    () => 'check that the file is a PDF, and whole; give its password in DOSSIER_PASSWORD',
  ),
  SIGNATURE_MISSING: error<object>(
    () => 'the file is not signed',
    () => 'sign it: dossier build --sign key.p12',
  ),
  SIGNATURE_BROKEN: error<Named & Why>(
    (p) => `the signature of "${p.name}" does not hold: ${p.why}`,
    () => 'do not rely on the file; get it anew from whoever issued it',
  ),
  SIGNATURE_CHANGED: error<Named & { what: string }>(
    (p) => `changed after "${p.name}" had signed: ${p.what}`,
    () => 'rely on the signed state only, or get the file anew from whoever issued it',
  ),
  SIGNATURE_ADDED: entry<Named & { what: string }>(
    'info',
    (p) => `added after "${p.name}" had signed, and harmless: ${p.what}`,
    () => 'nothing needs to be done',
  ),
  SIGNATURE_UNTRUSTED: error<Named & Why>(
    (p) => `"${p.name}" is not trusted: ${p.why}`,
    () => 'ask the issuer which authority vouches for the signature, and give its certificate with --trust',
  ),
  SIGNATURE_UNCHECKED: warning<Named>(
    (p) => `nobody was asked whether "${p.name}" is who the certificate says`,
    () => 'give the certificates that you trust: --trust roots.pem',
  ),
  MANIFEST_DIFFERS: error<{ manifest: string } & Why>(
    (p) => `the file is not the one that ${p.manifest} names: ${p.why}`,
    () => 'build it anew, or get it anew from whoever issued it',
  ),
  MANIFEST_UNLISTED: warning<{ manifest: string }>(
    (p) => `${p.manifest} does not name the file`,
    () => 'leave the file where it was built, or give its manifest with --manifest',
  ),
  CLAIM_FALSE: error<{ claim: string } & Why>(
    (p) => `says that it is ${p.claim}, but ${p.why}`,
    () => 'run a validator such as veraPDF on it; another program may have changed the file',
  ),

  // Usage and machine
  FILTER_UNKNOWN: error<Known & { what: string }>(
    (p) => `no pack has the ${p.what} "${p.name}"`,
    (p) => `there are: ${oneOf(p.known)}`,
  ),
  BROWSER_MISSING: error<Why>(
    (p) => `no browser can be used: ${p.why}`,
    () => 'set PUPPETEER_EXECUTABLE_PATH to a Chrome or Chromium, or run: npx puppeteer browsers install chrome-headless-shell',
  ),
  BROWSER_FAILED: error<Why>(
    (p) => `the browser failed twice: ${p.why}`,
    () => 'try again; with --jobs 1 if memory is short',
  ),
} satisfies Record<string, Entry<never>>;

export type Code = keyof typeof catalogue;
/** What a code's message is made of. */
export type Params<C extends Code> = (typeof catalogue)[C] extends Entry<infer P> ? P : never;
