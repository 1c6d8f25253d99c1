/** Markdown: chapters, directives, attributes, code, formulas and raw HTML. */
import { error, hint, type Known, type Named, oneOf, type Why, warning } from './entry.ts';

export const ofMarkdown = {
  CHAPTER_UNTITLED: warning<object>(
    () => 'the chapter has no title; its file name is printed',
    () => 'begin with a heading "# Title", or give title: in front matter',
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
  SETTING_UNKNOWN: error<Known>(
    (p) => `unknown setting "${p.name}"${hint(p.near)}; the slide is withheld from all`,
    (p) => `settings: ${oneOf(p.known)}; a note must not begin like a setting`,
  ),
  SETTING_RULE: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but this comment is read as a note; the slide is withheld from all`,
    () =>
      'put settings in a comment of their own, one "name: value" a line, as <!-- audience: name -->; in a note, put `backticks` around what is only shown',
  ),
  COMMENT_RULE: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but comments of a chapter state none; it would withhold nothing`,
    () => 'write {audience="name"} at the end of the heading or block, or put blocks between :::for{audience="name"} and :::',
  ),
  COMMENT_UNCLOSED: error<object>(
    () => 'this comment is never closed; everything behind it would be missing',
    () => 'close it with -->; a mere <!-- is written \\<!--',
  ),
  SETTING_SYNTAX: error<Why>(
    (p) => `the settings of this slide cannot be read (${p.why}); it is withheld from all`,
    () => 'write one "name: value" a line',
  ),
  ATTRIBUTE_VALUE: error<{ name: string; value: string; expected: string }>(
    (p) => `attribute "${p.name}" cannot be "${p.value}"`,
    (p) => `give ${p.expected}`,
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
};
