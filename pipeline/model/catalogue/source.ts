/** pack.yaml, front matter, and data files. */
import { error, hint, type Known, type Named, oneOf, type Why, warning } from './entry.ts';

export const ofSource = {
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
  IMAGE_METADATA: error<Named>(
    (p) => `"${p.name}" says more than its picture (place, device, time or the like), and that cannot be removed from its format`,
    () => 'attach it as JPEG, PNG or WebP, or keep what it says with images: { metadata: keep }',
  ),
  DATA_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'mend the data file at this place',
  ),
  DATA_SHAPE: error<Named & Why>(
    (p) => `"${p.name}" ${p.why}`,
    () => 'give a list of records, all with the same fields',
  ),
  DATA_RULE: error<Named>(
    (p) => `a rule here would not withhold "${p.name}" where it is read`,
    () => 'rules here are for data files, images, attachments and annexes; chapters, glossaries and bibliographies state their own',
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
};
