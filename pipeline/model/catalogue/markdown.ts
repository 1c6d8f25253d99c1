/** Markdown: chapters, directives, attributes, code, formulas and raw HTML. */
import { plural } from '../plural.ts';
import { choose, error, hint, info, type Known, type Named, type Why, warning } from './entry.ts';

type Names = { names: readonly string[] };

export const ofMarkdown = {
  CHAPTER_UNTITLED: warning<object>(
    () => 'the chapter has no title; its file name is printed instead',
    () => 'start with a heading "# Title", or add "title: …" to the front matter',
  ),
  MDX_CODE: warning<{ count: number }>(
    (p) =>
      `${plural(p.count, 'import or export', 'imports and exports')} of MDX ${p.count === 1 ? 'is' : 'are'} omitted: only the text is printed`,
    () => 'write what the components would show as Markdown',
  ),
  DIRECTIVE_UNKNOWN: warning<Known>(
    (p) => `unknown directive "${p.name}"; its content is printed as text${hint(p.near)}`,
    (p) => choose(p.known),
  ),
  DIRECTIVE_FORM: warning<{ name: string; form: string; right: string }>(
    (p) => `"${p.name}" cannot be written as ${p.form}; its content is printed as text`,
    (p) => `write it as ${p.right}`,
  ),
  DIRECTIVE_STRAY: warning<object>(
    () => 'these colons do not open or close a directive; they are printed as text',
    () => 'remove them, or give each outer directive more colons than those inside it and close each directive once',
  ),
  DIRECTIVE_UNCLOSED: warning<Named>(
    (p) => `"${p.name}" is never closed; everything up to the end of the block around it is printed inside it`,
    () => 'close it with the same number of colons that open it',
  ),
  DIRECTIVE_PLACE: warning<{ name: string; parent: string }>(
    (p) => `"${p.name}" is not allowed here; its content is printed as it is`,
    (p) => `put it ${p.parent}`,
  ),
  DIRECTIVE_CONTENT: warning<{ name: string; fix: string } & Why>(
    (p) => `"${p.name}" ${p.why}; its content is printed as it is`,
    (p) => p.fix,
  ),
  ATTRIBUTE_UNKNOWN: warning<Known>(
    (p) => `unknown attribute "${p.name}"; it has no effect${hint(p.near)}`,
    (p) => choose(p.known, 'remove it: attributes are not allowed here'),
  ),
  ATTRIBUTE_MISSING: warning<Named>(
    (p) => `attribute "${p.name}" is missing; a frame is printed in place of the data`,
    (p) => `add ${p.name}="…"`,
  ),
  SETTING_UNKNOWN: error<Known>(
    (p) => `unknown setting "${p.name}"${hint(p.near)}; the slide is withheld from everyone`,
    (p) => `${choose(p.known)}; if this is a speaker note, do not start it with "name:"`,
  ),
  SETTING_RULE: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but this comment is read as a speaker note; the slide is withheld from everyone`,
    () =>
      'put settings in a separate comment, one "name: value" per line, such as <!-- audience: name -->; in a note, put `backticks` around text that only looks like a rule',
  ),
  SETTING_BETWEEN: error<{ text: string; word: string }>(
    (p) => `"${p.text}" is the last line of a slide, right before the next one; it is not clear which of the two it is for`,
    () => 'write it below the --- or the heading with which its slide begins, or at the end of that heading: ## Title {audience="name"}',
  ),
  COMMENT_RULE: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but comments in chapters cannot hold rules; it would withhold nothing`,
    () => 'write {audience="name"} at the end of the heading or block, or put blocks between :::for{audience="name"} and :::',
  ),
  COMMENT_UNCLOSED: error<object>(
    () => 'this comment is never closed; everything after it would be missing',
    () => 'close it with -->; for a literal <!--, write \\<!--',
  ),
  SETTING_SYNTAX: error<Why>(
    (p) => `the settings of this slide cannot be read (${p.why}); it is withheld from everyone`,
    () => 'write each setting once, one "name: value" per line',
  ),
  SETTINGS_UNREADABLE: warning<Why>(
    (p) => `these look like settings but cannot be read (${p.why}); they are printed as a speaker note`,
    () => 'write each setting once, one "name: value" per line',
  ),
  SETTINGS_UNKNOWN: warning<{ names: readonly string[] }>(
    (p) => `unknown settings have no effect: ${p.names.join(', ')}`,
    () => 'correct their names, or remove them if another tool does not need them',
  ),
  SETTINGS_UNUSED: info<{ names: readonly string[] }>(
    (p) => `these settings have no effect in print: ${p.names.join(', ')}`,
    () => 'nothing has to be done',
  ),
  DECK_DIALECT: info<{ dialect: string; unused: readonly string[]; hidden: number; moved: number }>(
    (p) =>
      `read as a deck of ${p.dialect}${p.unused.length > 0 ? `; settings without effect in print: ${p.unused.join(', ')}` : ''}${
        p.hidden > 0 ? `; ${p.hidden} hidden ${p.hidden === 1 ? 'slide is' : 'slides are'} not printed` : ''
      }${p.moved > 0 ? `; of ${p.moved} animated code ${p.moved === 1 ? 'block' : 'blocks'} the last step is printed` : ''}`,
    () => 'nothing has to be done; to have it read as a deck of Marp, write "marp: true" in its front matter',
  ),
  DECK_COMPONENTS: warning<Names>(
    (p) => `components, scripts and styles of Vue are not printed: ${p.names.join(', ')}; text inside components is kept`,
    () => 'write what they show in Markdown, or add an image of it',
  ),
  DECK_IMPORT: warning<Named>(
    (p) => `"${p.name}", from which this slide takes others, is not there; they are not printed`,
    () => 'correct the path: it is relative to the file that names it, and must not leave the pack',
  ),
  SETTING_VALUE: warning<{ name: string; expected: string }>(
    (p) => `the value of "${p.name}" cannot be used; the setting has no effect`,
    (p) => `write ${p.expected}`,
  ),
  ATTRIBUTE_VALUE: warning<{ name: string; value: string; expected: string; done?: string }>(
    (p) => `attribute "${p.name}" cannot be "${p.value}"; ${p.done ?? 'it has no effect'}`,
    (p) => `use ${p.expected}`,
  ),
  HTML_OFF: warning<Names>(
    (p) => `raw HTML is off: only the text of ${p.names.join(', ')} is printed`,
    () => 'use Markdown or a directive, or remove html: false from pack.yaml',
  ),
  HTML_REMOVED: warning<Names>(
    (p) =>
      `${p.names.join(', ')} ${p.names.length === 1 ? 'is' : 'are'} not printed; text inside other elements than <script> and <style> is kept`,
    () => 'remove it: pages run no scripts, have no forms and embed no other pages; slides keep most of style="…", documents none',
  ),
  HTML_HIDDEN: warning<Names>(
    (p) => `text that HTML hides is not printed: ${p.names.join(', ')}`,
    () => 'remove the text, or the attribute that hides it; to print it for some readers, use {audience="…"}',
  ),
  HTML_HIDDEN_OPEN: error<Named>(
    (p) => `${p.name} hides text, but is not closed in the same block or section; everything after it would be hidden too`,
    () => 'close the element beside its start: in the same section, quote, list item or directive',
  ),
  HTML_ID: warning<Named>(
    (p) => `the id "${p.name}" is used twice; links lead to the first`,
    () => 'change one of the two ids',
  ),
  HTML_PLAYER: warning<Names>(
    (p) => `paper plays nothing: the poster or a link is printed for ${p.names.join(', ')}`,
    () => 'use an image, such as a frame of the film, and a link',
  ),
  CODE_LANGUAGE: warning<Named>(
    (p) => `unknown language "${p.name}"; the code is printed without syntax highlighting${hint(p.near)}`,
    () => 'write a language that Shiki supports after the opening fence (such as ts, python, json, bash), or "text"',
  ),
  CODE_META: info<Named>(
    (p) => `"${p.name}" is not an option of a code fence; it has no effect`,
    () => 'for code, use title="x.ts", showLineNumbers or {2,4-6}; for a drawing, use caption="…", alt="…", source="…" or #id',
  ),
  CODE_LINE: warning<{ line: number; lines: number }>(
    (p) => `cannot highlight line ${p.line}: the code has ${plural(p.lines, 'line')}`,
    (p) => `use line numbers from 1 to ${p.lines}`,
  ),
  MATH_SYNTAX: warning<Why>(
    (p) => `the formula cannot be typeset, and its source is printed: ${p.why}`,
    () => 'fix the TeX here; for a literal dollar sign, write \\$',
  ),
  MATH_ATTRIBUTES: warning<Named>(
    (p) => `"${p.name}" is not an attribute of a formula; it has no effect`,
    () => 'remove it; only an id such as {#eq:name} is allowed',
  ),
};
