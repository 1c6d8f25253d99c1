/** The proof that nothing withheld is in a file; signing, encryption, and files that come into a document. */
import { error, type Named, type Why, warning } from './entry.ts';

/** A rule as it is quoted. */
const ruleText = (rule: string) => (rule === '' ? 'the selection' : `the rule ${rule}`);

export const ofSecurity = {
  WITHHELD_FOUND: error<{ name: string; where: string; rule: string; what: string }>(
    (p) => `${p.name} would hold ${p.what} that ${ruleText(p.rule)} withholds: ${p.where}`,
    () =>
      'find what prints it there (a template, a word of pack.yaml, a file that is attached) and give that the same rule; nothing of this edition was written',
  ),
  RULE_PRINTED: error<{ name: string; where: string }>(
    (p) => `${p.name} would show text that looks like a rule or a directive: ${p.where}`,
    () =>
      'write the rule where one can stand, so that it is applied, or show it as code: `{audience="name"}`; a single brace or colon is written `\\{` or `\\:`; nothing of this edition was written',
  ),
  WITHHELD_MORE: error<{ name: string; count: number }>(
    (p) => `${p.name} would hold ${p.count} more strings that are withheld`,
    () => 'mend those that are told by name first',
  ),
  WITHHELD_OLDER: error<{ name: string; where: string; rule: string }>(
    (p) => `${p.name}, left by an earlier build, holds what ${ruleText(p.rule)} withholds now: ${p.where}`,
    () => 'delete that file, and ask for it back where it was given out',
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
};
