/** Rules of who reads what, and what is left after cutting. */
import { choose, error, hint, info, type Known, type Named, type Why, warning } from './entry.ts';

export const ofRules = {
  CHAPTER_EMPTY: warning<{ audience: string }>(
    (p) => `this chapter has no content left for audience "${p.audience}"`,
    () => 'add content for this audience, or withhold the whole chapter with "audience: …" in its front matter',
  ),
  AUDIENCE_UNKNOWN: error<Known>(
    (p) => `unknown audience "${p.name}"${hint(p.near)}`,
    (p) => choose(p.known, 'define it under "audiences" in pack.yaml'),
  ),
  AUDIENCE_MISSING: error<Named>(
    (p) => `"${p.name}" names no audience; it is withheld from everyone`,
    () => 'add audience="…" with the names of the audiences',
  ),
  AUDIENCE_CIRCLE: error<Named & { path: string }>(
    (p) => `audience "${p.name}" inherits from itself: ${p.path}`,
    () => 'remove "inherits" from one of these audiences',
  ),
  PROPERTY_UNKNOWN: error<Known & { property: string }>(
    (p) => `unknown property "${p.name}"${hint(p.near)}`,
    (p) => choose(p.known, 'define it under "properties" in pack.yaml'),
  ),
  PROPERTY_VALUE: error<Known & { property: string }>(
    (p) => `"${p.name}" is not a value of the property "${p.property}"${hint(p.near)}`,
    (p) => choose(p.known, 'list its values under "properties" in pack.yaml'),
  ),
  PROPERTY_RESERVED: error<Named>(
    (p) => `a property cannot be named "${p.name}": that attribute has another meaning`,
    () => 'rename the property',
  ),
  MARKING_FROM: error<Known>(
    (p) => `the marking cannot be taken from "${p.name}", which is no property with levels${hint(p.near)}`,
    (p) => choose(p.known, 'define the property with "levels" under "properties" in pack.yaml'),
  ),
  MARKING_HIGHEST: warning<{ rule: string; property: string; level: string }>(
    (p) => `this rule does not say of which level of "${p.property}" it is, so the edition is marked "${p.level}"`,
    (p) => `add ${p.property}="…" to the rule, or give each of its audiences a level`,
  ),
  RULE_SYNTAX: error<object>(
    () => 'these braces look like a rule but cannot be parsed',
    () => 'write {audience="name"} at the end of the block, with a closing brace; for a literal brace, write \\{',
  ),
  RULE_LOOKALIKE: error<{ text: string; word: string; isPlain: boolean }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but rules are not read here; it would withhold nothing`,
    (p) =>
      p.isPlain
        ? 'remove it, and put the whole value under a rule: this is plain text'
        : 'write {audience="name"} at the very end of a block, or :for[words]{audience="name"}; to print it literally, write it as `code`, or put \\ before its brace or colon',
  ),
  TABLE_RULE: error<{ text: string }>(
    (p) => `"${p.text}" looks like a rule, but grid and simple tables have no rules of rows and cells; it would withhold nothing`,
    () =>
      'write the table with | … | rows, whose first cells may have rules, or put the whole table between :::for{audience="name"} and :::',
  ),
  FRONT_MATTER_RULE: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}") in front matter, but is not read there; the file is withheld from everyone`,
    () =>
      'start the file with --- on its first line, write each rule as YAML on a line of its own ("audience: name"), and end with ---; for a single slide, write <!-- audience: name -->',
  ),
  RULE_INDENTED: error<{ text: string }>(
    (p) => `"${p.text}" looks like a rule, but four spaces before it make it code, where no rule is read`,
    () => 'begin the line at its margin; to show a rule as code, put it between ``` and ```',
  ),
  RULE_ABOVE_CODE: error<object>(
    () => 'the paragraph above has a rule, and four spaces make what is under it code, which that rule would not withhold',
    () => 'put both between :::for{audience="name"} and :::; for code that everyone may read, write ``` before and after it',
  ),
  RULE_IN_COMMENT: error<{ text: string; word: string }>(
    (p) => `"${p.text}" looks like a rule ("${p.word}"), but it is a comment, which nothing reads; it would withhold nothing`,
    () => 'write it as a field of what it is for, or remove the comment',
  ),
  RULE_ALONE: error<object>(
    () => 'this rule is not attached to any text, so it would withhold nothing',
    () => 'put it at the end of a paragraph, list item or heading, or put the blocks between :::for{audience="name"} and :::',
  ),
  RULE_TWICE: error<Named>(
    (p) => `"${p.name}" is given twice, but only one would apply`,
    (p) => `write it once, with all names: ${p.name}="a b"`,
  ),
  RULE_UNMET: warning<{ rule: string; inside: string }>(
    (p) => `nobody can read this: no audience satisfies ${p.rule}${p.inside}`,
    () => 'name an audience that may read it, or remove it',
  ),
  RULE_UNTRANSLATED: error<{ rule: string; at: string }>(
    (p) =>
      `the original has the rule ${p.rule} (${p.at}), but this translation has no matching rule: it may show what the original withholds, so it is not printed`,
    () =>
      'put the translation of that passage under the same rule; if the passage is not translated, put an empty :::only with that rule in its place, and keep records and terms',
  ),
  ORIGINAL_ERRORS: error<Named>(
    (p) => `cannot compare the rules of this translation with its original: ${p.name} has errors`,
    (p) => `fix the errors in ${p.name} first`,
  ),
  RULE_ATTRIBUTE: error<Known>(
    (p) => `unknown attribute "${p.name}" beside a rule; what it withholds is withheld from everyone${hint(p.near)}`,
    (p) => choose(p.known, 'remove it: attributes are not allowed here'),
  ),
  RULE_DIRECTIVE: error<{ name: string; near: string | undefined }>(
    (p) => `unknown directive "${p.name}" looks like a rule${hint(p.near)}`,
    () => 'use one of: for, only, except, otherwise, redact; if it is no rule, remove its attributes, or show it as `code`',
  ),
  RULE_FENCE: error<Why>(
    (p) => `${p.why}, so that a block under a rule may end in the wrong place`,
    () => 'give each outer directive more colons than those inside it, and close each directive once with as many as open it',
  ),
  NOTES_PLACE: error<object>(
    () => 'speaker notes must be on a slide: here they would be printed for readers',
    () => 'put :::notes inside :::slide, and :::slide at the top level of a chapter; for a block in the text, use :::note',
  ),
  DATA_RULE_COLUMN: error<Known>(
    (p) => `no column "${p.name}": this rule would withhold nothing${hint(p.near)}`,
    (p) => choose(p.known, 'add columns to the data'),
  ),
  ALTERNATIVE_STRAY: error<object>(
    () => '"otherwise" does not follow a rule; it is withheld from everyone',
    () => 'put it directly after :::for, :::only or :::except',
  ),
  BLOCK_EMPTY: warning<{ what: string; audience: string }>(
    (p) => `this ${p.what} has no content left for audience "${p.audience}"; it is omitted`,
    () => 'put the whole block under the rule, or add content for this audience',
  ),
  DATA_WITHHELD: warning<{ name: string; audience: string }>(
    (p) => `this needs the column "${p.name}", which is withheld from audience "${p.audience}"; it is omitted`,
    () => 'put this under the same rule as the column, or use another column',
  ),
  NOTES_PRIVATE: info<{ editions: string }>(
    (p) => `speaker notes are private in a pack with several audiences; editions without notes: ${p.editions}`,
    () => 'set speakerNotes: true for each audience that may read them',
  ),
  VARIABLE_UNKNOWN: warning<Known>(
    (p) => `unknown variable "${p.name}"; it is printed as it is written${hint(p.near)}`,
    (p) => `${choose(p.known, 'define it under "variables" in pack.yaml')}; for literal braces, write \\{{`,
  ),
  VARIABLE_EMPTY: warning<{ name: string; audience: string }>(
    (p) => `the variable "${p.name}" has no text for audience "${p.audience}"; […] is printed`,
    () => 'add a text for this audience under "variables" in pack.yaml, or put the sentence under a rule',
  ),
  SOURCE_WITHHELD: warning<Named>(
    (p) => `the source "${p.name}" is withheld from this audience; its source line is omitted`,
    () => 'put the block that names it under the same rule, or name another source',
  ),
  CITATION_WITHHELD: warning<Named>(
    (p) => `the bibliography entry "${p.name}" is withheld from this audience; it is not cited`,
    () => 'put the citation under the same rule as the entry',
  ),
};
