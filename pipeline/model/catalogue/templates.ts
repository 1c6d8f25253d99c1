/** Templates, and the words and layouts that they have. */
import { choose, error, hint, type Known, type Named, type Why, warning } from './entry.ts';

export const ofTemplates = {
  SLIDE_LAYOUT: error<Known>(
    (p) => `unknown slide layout "${p.name}"${hint(p.near)}`,
    (p) => choose(p.known),
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
