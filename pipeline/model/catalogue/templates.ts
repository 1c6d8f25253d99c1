/** Templates, and the words and layouts that they have. */
import { error, hint, type Known, type Named, oneOf, type Why, warning } from './entry.ts';

export const ofTemplates = {
  SLIDE_LAYOUT: error<Known>(
    (p) => `unknown slide layout "${p.name}"${hint(p.near)}`,
    (p) => `layouts: ${oneOf(p.known)}`,
  ),
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
};
