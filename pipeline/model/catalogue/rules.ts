/** Rules of who reads what, and what is left after cutting. */
import { error, hint, info, type Known, type Named, oneOf, warning } from './entry.ts';

export const ofRules = {
  CHAPTER_EMPTY: warning<{ audience: string }>(
    (p) => `nothing is left of this chapter for "${p.audience}"`,
    () => 'withhold the whole chapter in its front matter, or give this audience something to read',
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
  RULE_LOOKALIKE: error<{ text: string; word: string; isPlain: boolean }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but no rule is read here; it would withhold nothing`,
    (p) =>
      p.isPlain
        ? 'remove it: this is plain text, so put the whole of it under a rule'
        : 'write {audience="name"} at the very end of a block, or :for[words]{audience="name"}; to print it as it is, make it `code`, or put \\ before its brace or colon',
  ),
  FRONT_MATTER_RULE: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}") in front matter, but is not read there; the file is withheld from all`,
    () =>
      'begin the file with --- on its first line, write one "audience: name" a line in YAML, and close with ---; rules of one slide are written <!-- audience: name -->',
  ),
  RULE_ALONE: error<object>(
    () => 'this rule has no words of its own, so it would withhold nothing',
    () => 'put it at the end of a paragraph, list item or heading, or put blocks between :::for{audience="name"} and :::',
  ),
  RULE_TWICE: error<Named>(
    (p) => `"${p.name}" is given twice, and only one would count`,
    (p) => `give it once, with all names: ${p.name}="a b"`,
  ),
  RULE_UNMET: warning<{ rule: string; inside: string }>(
    (p) => `nobody reads this: no audience meets ${p.rule}${p.inside}`,
    () => 'name somebody who reads it, or take it out',
  ),
  RULE_UNTRANSLATED: error<{ rule: string; at: string }>(
    (p) =>
      `this translation has no counterpart of the rule ${p.rule} of its original (${p.at}): it may show what is withheld there, so it is not printed`,
    () =>
      'put the translation of what stands there under the same rule; where it is left out, leave an empty :::only under it, and keep records and terms',
  ),
  ORIGINAL_ERRORS: error<Named>(
    (p) => `the rules of this translation cannot be compared with those of its original: ${p.name} has errors`,
    (p) => `fix the errors of ${p.name} first`,
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
  NOTES_PRIVATE: info<{ editions: string }>(
    (p) => `speaker notes are private in a pack with several audiences; editions without them: ${p.editions}`,
    () => 'set speakerNotes: true for an audience that may read them',
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
};
