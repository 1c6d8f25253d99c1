/** pack.yaml, front matter, and data files. */
import { plural } from '../plural.ts';
import { choose, error, few, hint, info, type Known, type Named, type Why, warning } from './entry.ts';

export const ofSource = {
  PACK_UNREADABLE: error<Why>(
    (p) => `the file cannot be read: ${p.why}`,
    () => 'check that the path exists and that you have permission to read it',
  ),
  PACK_PASSED_OVER: error<{ isAlone: boolean; folder: string }>(
    (p) =>
      p.isAlone
        ? 'this pack.yaml has audiences or rules, which a file of its pack alone would be printed without'
        : 'this has audiences or rules, but is not read under this name; the pack would be printed without them',
    (p) =>
      p.isAlone
        ? `build the pack: dossier build ${p.folder}; to build the file alone, move it to a folder without pack.yaml`
        : 'rename the file to pack.yaml',
  ),
  PACK_EMPTY: error<object>(
    () => 'the pack has no chapters and no slides.md',
    () => 'add a chapter such as 01-introduction.md next to pack.yaml',
  ),
  CHAPTER_ORDER: info<{ name: string }>(
    (p) => `the order of the chapters is that of ${p.name}`,
    () => 'list the files under "chapters" in a pack.yaml for another order',
  ),
  CHAPTERS_LEFT_OUT: info<{ names: readonly string[] }>(
    (p) => `${plural(p.names.length, 'Markdown file')} of this folder ${p.names.length === 1 ? 'is' : 'are'} not printed: ${few(p.names)}`,
    () => 'list the files under "chapters" in pack.yaml to print them',
  ),
  YAML_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'fix the YAML syntax here',
  ),
  CONFIG_UNKNOWN_KEY: error<Known>(
    (p) => `unknown key "${p.name}"${hint(p.near)}`,
    (p) => choose(p.known, 'remove it: no keys are allowed here'),
  ),
  CONFIG_MISSING: error<Named>(
    (p) => `"${p.name}" is missing`,
    (p) => `add "${p.name.split('.').at(-1)}: …"`,
  ),
  CONFIG_TYPE: error<Named & { expected: string; found: string }>(
    (p) => `"${p.name}" must be ${p.expected}, but is ${p.found}`,
    (p) => `write ${p.expected} here`,
  ),
  CONFIG_VALUE: error<Named & Why>(
    (p) => `"${p.name}" has an invalid value: ${p.why}`,
    (p) => (p.why.startsWith('expected ') ? `write ${p.why.slice('expected '.length)}` : 'change it to a value that meets this condition'),
  ),
  ACCEPT_UNKNOWN: error<Named>(
    (p) => `there is no diagnostic "${p.name}" to accept${hint(p.near)}`,
    () => 'copy the code from the warning',
  ),
  ACCEPT_SEVERITY: error<{ code: string; severity: string }>(
    (p) => `${p.code} is ${p.severity === 'error' ? 'an error, and errors cannot be accepted' : 'information, which needs no accepting'}`,
    (p) => (p.severity === 'error' ? 'fix what it reports, and remove this entry' : 'remove this entry'),
  ),
  ACCEPT_UNUSED: warning<{ code: string; name: string | undefined }>(
    (p) => `no ${p.code} is reported${p.name === undefined ? '' : ` for "${p.name}"`} any longer, so this entry accepts nothing`,
    () => 'remove this entry from "accept", or correct its code and file',
  ),
  ACCEPT_EXPIRED: warning<{ code: string; until: string }>(
    (p) => `${p.code} was accepted until ${p.until}; it is a warning again`,
    () => 'fix what it reports and remove this entry, or give it a later date',
  ),
  LOOK_UNKNOWN: error<Known>(
    (p) => `unknown look "${p.name}"${hint(p.near)}`,
    (p) => `${choose(p.known)}; or make the folder templates/looks/${p.name}`,
  ),
  TOKEN_UNKNOWN: error<Known>(
    (p) => `unknown brand token "${p.name}"${hint(p.near)}`,
    (p) => choose(p.known),
  ),
  TOKEN_VALUE: error<Named>(
    (p) => `the value of brand token "${p.name}" is not a plain CSS value`,
    () => 'remove ; { } < > and url()',
  ),
  CONTRAST: warning<{ words: string; ground: string; from: string; to: string; ratio: string }>(
    (p) => `words in "${p.words}" (${p.from}) on "${p.ground}" (${p.to}) have a contrast of ${p.ratio} : 1`,
    () => 'make one of them darker or lighter, to 4.5 : 1 at least; or leave it out: it follows from "accent"',
  ),
  BRAND_DARKENED: info<{ from: string; to: string; ground: string; ratio: string }>(
    (p) => `words in the brand’s colour are printed in ${p.to}: ${p.from} on ${p.ground} has a contrast of ${p.ratio} : 1`,
    () => 'nothing has to be done; grounds keep the colour as it is',
  ),
  FILE_MISSING: error<Named>(
    (p) => `no file "${p.name}"${hint(p.near)}`,
    () => 'correct the path, relative to the folder of the pack, or add the file',
  ),
  PATH_OUTSIDE: error<Named>(
    (p) => `"${p.name}" is outside the pack`,
    () => 'copy the file into the pack and correct the path: files outside the pack are not read',
  ),
  IMAGE_METADATA: error<Named>(
    (p) => `"${p.name}" contains metadata (such as location, device or time) that cannot be removed from this format`,
    () => 'attach it as JPEG, PNG or WebP, or keep the metadata with images: { metadata: keep }',
  ),
  DATA_REMOTE: warning<Named>(
    (p) => `"${p.name}" is on the network, and data are read from the pack only; a frame is printed in its place`,
    () => 'copy the file into the pack and use its path',
  ),
  DATA_MISSING: warning<Named>(
    (p) => `no data file "${p.name}"; a frame is printed in its place${hint(p.near)}`,
    () => 'correct the path, relative to the folder of the pack, or add the file',
  ),
  DATA_SYNTAX: warning<Why>(
    (p) => `${p.why}; a frame is printed in place of the data`,
    () => 'fix the syntax of the data file here',
  ),
  DATA_SHAPE: warning<Named & Why>(
    (p) => `"${p.name}" ${p.why}`,
    () => 'write a list of records, all with the same fields',
  ),
  DATA_RULE: error<Named>(
    (p) => `a rule here would not withhold "${p.name}"`,
    () => 'move the rule into the file: rules here apply only to data files, images, attachments and annexes',
  ),
  DATA_COLUMN: warning<Known>(
    (p) => `no column "${p.name}"; what needs it is left out${hint(p.near)}`,
    (p) => choose(p.known, 'add columns to the data'),
  ),
  CHAPTER_UNLISTED: warning<Named>(
    (p) => `"${p.name}" is not listed in the pack’s "chapters"; it is not printed`,
    () => 'add it to "chapters" in pack.yaml, or remove that list',
  ),
  DATA_VALUE: warning<{ column: string; value: string; expected: string; more: number }>(
    (p) =>
      `"${p.value}"${p.more > 0 ? ` and ${plural(p.more, 'other value')}` : ''} in column "${p.column}" cannot be formatted as ${p.expected}; it is printed as it is`,
    (p) => `write a ${p.expected === 'date' ? 'date like 2025-05-15' : 'number like 1234.5'} in the data, or remove the format`,
  ),
  LANG_FALLBACK: warning<{ name: string; lang: string; file?: string }>(
    (p) => `"${p.name}" has no ${p.lang} translation; the original is printed`,
    (p) => (p.file === undefined ? `add the translation as ${p.lang}/${p.name}` : `add the translation to ${p.file}`),
  ),
};
