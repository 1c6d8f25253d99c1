/** Templates, and the words and layouts that they have. */
import { choose, error, few, hint, info, type Known, type Named, type Why, warning } from './entry.ts';

export const ofTemplates = {
  SLIDE_LAYOUT: error<Known>(
    (p) => `unknown slide layout "${p.name}"${hint(p.near)}`,
    (p) => choose(p.known),
  ),
  SLIDE_CLASS: warning<{ names: readonly string[] }>(
    (p) => `no layout and no style sheet has these classes of slides: ${p.names.join(', ')}; they have no effect`,
    () => 'correct the names, or style them: section.name { … } in the deck or its theme',
  ),
  THEME_UNKNOWN: warning<Named>(
    (p) => `there is no theme "${p.name}"; the slides are printed in the usual look`,
    () =>
      'put its style sheet beside the deck or into themes/, with the name in it (/* @theme name */), or name its path: theme: ./name.css',
  ),
  STYLE_REMOVED: warning<{ names: readonly string[] }>(
    (p) => `the deck's style sheets are printed without ${few(p.names, 8)}`,
    () => 'remove them: style sheets load no files but images of the project, and cannot hide slides or what is printed on all of them',
  ),
  STYLE_FONTS: info<{ names: readonly string[] }>(
    (p) => `fonts of the deck's style sheets are not there; others, in brackets, take their places: ${p.names.join(', ')}`,
    () => 'put their files into the project and declare them (@font-face), or bring them along with fonts: in pack.yaml',
  ),
  FONT_BROKEN: error<Named & Why>(
    (p) => `the font "${p.name}" cannot be used: ${p.why}`,
    () => 'replace the file by a WOFF2, TTF or OTF file that is whole, or remove it',
  ),
  FONT_EMBEDDING: error<Named & Why & { file: string }>(
    (p) => `the font "${p.name}" (${p.file}) may not be put into documents: ${p.why}`,
    () => 'use another font, or ask its owner for a file that may be embedded',
  ),
  FONT_PACKAGE: error<Named>(
    (p) => `no file, folder or installed package "${p.name}"`,
    (p) => `install it in the project (npm install ${p.name}), or name font files of the pack`,
  ),
  FONT_NONE: error<Named>(
    (p) => `there are no fonts in "${p.name}"`,
    () => 'name a folder or a package with WOFF2, TTF or OTF files',
  ),
  FONT_REMOTE: error<Named>(
    (p) => `the font "${p.name}" is on the network, from which nothing is loaded`,
    () => 'copy its file into the pack, or install its npm package, and name that',
  ),
  FONT_UNKNOWN: warning<Known>(
    (p) => `there is no font "${p.name}"${hint(p.near)}; another one is printed in its place`,
    (p) => `bring it along (fonts: in pack.yaml, or templates/fonts/), or ${choose(p.known)}`,
  ),
  FONT_MADE: warning<{ name: string; names: readonly string[] }>(
    (p) =>
      `the font "${p.name}" has no ${p.names.join(' and no ')} face; Dossier makes ${p.names.length > 1 ? 'them' : 'one'} of those that there are`,
    () => 'add the files of these faces to the fonts of the pack',
  ),
  FONT_LICENCE: info<Named>(
    (p) => `what is known of the licences of the pack's fonts is in ${p.name}`,
    () => 'publish it with the documents where a licence asks for that',
  ),
  FONT_REFUSED: warning<{ names: readonly string[] }>(
    (p) => `the browser refuses these fonts as damaged, and others are printed in their places: ${p.names.join(', ')}`,
    () => 'replace their files',
  ),
  TEMPLATE_MISSING: error<Named>(
    (p) => `no template "${p.name}"${hint(p.near)}`,
    () => 'correct the name, or add the file to templates/',
  ),
  TEMPLATE_SYNTAX: error<Why>(
    (p) => p.why,
    () => 'fix the Handlebars syntax here',
  ),
  TEMPLATE_VARIABLE: error<Named & { known?: readonly string[] }>(
    (p) => `unknown variable "${p.name}"${hint(p.near)}`,
    (p) => (p.known === undefined ? 'correct the name, or remove it' : choose(p.known, 'remove it: nothing is defined here')),
  ),
  TEMPLATE_HELPER: error<Known>(
    (p) => `unknown helper "${p.name}"${hint(p.near)}`,
    (p) => choose(p.known),
  ),
  TEMPLATE_HELPER_FAILED: error<Named & Why>(
    (p) => `the helper "${p.name}" failed: ${p.why}`,
    (p) => `correct the arguments of "${p.name}" here`,
  ),
  TEMPLATE_FAILED: error<Why>(
    (p) => p.why,
    () => 'fix the template here',
  ),
  WORD_MISSING: error<Named & { lang: string }>(
    (p) => `the word "${p.name}" has no text in ${p.lang}`,
    (p) => `add "${p.name}: …" to templates/words/${p.lang}.yaml`,
  ),
  LANG_WORDS: warning<{ lang: string }>(
    (p) => `Dossier has no fixed words in ${p.lang}: “Contents”, “Figure” and the like are printed in English`,
    (p) =>
      `write them into templates/words/${p.lang.split('-')[0]}.yaml, with the keys of templates/words/en.yaml; those that are missing stay English`,
  ),
  TEMPLATE_ACTING: error<Named>(
    (p) => `${p.name} is not allowed in a template`,
    () => 'remove it: pages go nowhere else and embed no other pages',
  ),
  SCRIPT_IGNORED: warning<object>(
    () => 'scripts in templates do not run',
    () => 'remove it: pages are printed without scripts',
  ),
};
