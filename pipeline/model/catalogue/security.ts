/** The proof that nothing withheld is in a file; signing, encryption, and files that come into a document. */
import { error, type Named, type Why, warning } from './entry.ts';

/** A rule as it is quoted. */
const ruleText = (rule: string) => (rule === '' ? 'the selection' : `the rule ${rule}`);

export const ofSecurity = {
  WITHHELD_FOUND: error<{ name: string; where: string; rule: string; what: string }>(
    (p) => `${p.name} would contain ${p.what} that ${ruleText(p.rule)} withholds: ${p.where}`,
    () =>
      'find what prints it there (a template, a text in pack.yaml, an attached file) and put that under the same rule; nothing of this edition was written',
  ),
  RULE_PRINTED: error<{ name: string; where: string }>(
    (p) => `${p.name} would show text that looks like a rule or a directive: ${p.where}`,
    () =>
      'move the rule to the end of a block, where it is applied, or show it as code: `{audience="name"}`; for a literal brace or colon, write `\\{` or `\\:`; nothing of this edition was written',
  ),
  WITHHELD_MORE: error<{ name: string; count: number }>(
    (p) => `${p.name} would contain ${p.count} more withheld ${p.count === 1 ? 'string' : 'strings'}`,
    () => 'fix the strings that are reported one by one first, then build again',
  ),
  WITHHELD_OLDER: error<{ name: string; where: string; rule: string }>(
    (p) => `${p.name}, from an earlier build, contains text that ${ruleText(p.rule)} now withholds: ${p.where}`,
    () => 'delete the file, and recall the copies that were distributed',
  ),
  SIGN_KEY: error<Named & Why>(
    (p) => `the key "${p.name}" cannot be used: ${p.why}`,
    () => 'use a PKCS#12 file, or a PEM key with --sign-chain, and set its passphrase in DOSSIER_SIGN_PASSPHRASE',
  ),
  SIGN_CHAIN: error<Named & Why>(
    (p) => `"${p.name}" cannot sign: ${p.why}`,
    () => 'name a PEM file with --sign-chain: the signer’s certificate and those of its issuers',
  ),
  SIGN_COMMAND: error<Named & Why>(
    (p) => `the command "${p.name}" did not sign: ${p.why}`,
    () =>
      'it gets the digest at its standard input and must print the signature within a minute; try it alone, and check that --sign-chain has the certificate of its key',
  ),
  SIGN_LEVEL: error<Named>(
    (p) => `a signature of level "${p.name}" needs a time-stamp authority, and none is named`,
    () => 'name one with --sign-stamp, or as "stamp" of "signature" in pack.yaml',
  ),
  SIGN_ENCRYPTED: error<Named>(
    (p) => `an encrypted file cannot have a signature of level ${p.name}: what makes it last is added when the file is written`,
    () => 'remove "encrypt" from pack.yaml, or choose the level t',
  ),
  SIGN_REFUSED: error<Named & Why>(
    (p) => `"${p.name}" cannot sign for years to come: ${p.why}`,
    () => 'sign with a valid certificate, with those of its authorities in --sign-chain; or choose the level t, which needs no such proof',
  ),
  SIGN_PROOF: error<Named & Why>(
    (p) => `"${p.name}" cannot sign for years to come yet: ${p.why}`,
    () => 'try again when the authority answers, or choose the level t',
  ),
  SIGN_STAMP: error<Named & Why>(
    (p) => `the time-stamp authority ${p.name} did not return a time stamp: ${p.why}`,
    () => 'build again, or choose another authority with --sign-stamp',
  ),
  ENCRYPT_PASSWORD: error<Named>(
    (p) => `the environment variable ${p.name} for the password is not set`,
    (p) => `set ${p.name} to the password; do not write passwords in pack.yaml`,
  ),
  ENCRYPT_ARCHIVAL: error<Named>(
    (p) => `${p.name} forbids encryption`,
    () => 'remove "encrypt" or the PDF/A standard in "conformance" from pack.yaml',
  ),
  ATTACH_ARCHIVAL: error<Named>(
    (p) => `${p.name} forbids attachments of this kind`,
    () => 'use a-3a in "conformance", or remove "attachments"',
  ),
  ANNEX_UNREADABLE: error<Named & Why>(
    (p) => `"${p.name}" cannot be added to the combined PDF: ${p.why}`,
    () => 'use a valid PDF that opens without a password, or remove it from "annexes"',
  ),
  ANNEX_UNTAGGED: warning<Named & Why>(
    (p) => `"${p.name}" is not tagged: screen readers announce only its page numbers`,
    () => 'get a tagged copy from its author, or remove it from "annexes" and publish it separately',
  ),
  ANNEX_UNCLAIMED: warning<Named & Why>(
    (p) => `"${p.name}" does not claim conformance to ${p.why}, but the combined PDF does`,
    () =>
      'check the combined PDF with a validator such as veraPDF; if it fails, use a conforming copy, or remove the standard from "conformance"',
  ),
  ANNEX_SIGNED: warning<Named & Why>(
    (p) => `"${p.name}" is signed; its signature is not valid inside the combined PDF and is removed`,
    () => 'publish the signed file separately as well',
  ),
};
