/** Finished files: signatures, manifests and claims, as `verify` reports them. */
import { entry, error, info, type Named, type Why, warning } from './entry.ts';

export const ofFinishedFiles = {
  PDF_UNREADABLE: error<Why>(
    (p) => p.why,
    () => 'check that the file is a complete PDF; if it is encrypted, set DOSSIER_PASSWORD to its password',
  ),
  SIGNATURE_MISSING: error<object>(
    () => 'the file is not signed',
    () => 'sign it: dossier build --sign key.p12',
  ),
  SIGNATURE_BROKEN: error<Named & Why>(
    (p) => `the signature of "${p.name}" is not valid: ${p.why}`,
    () => 'do not rely on the file; ask its issuer for a new copy',
  ),
  SIGNATURE_CHANGED: error<Named & { what: string }>(
    (p) => `changed after "${p.name}" signed: ${p.what}`,
    () => 'rely only on the signed revision, or ask the issuer for a new copy',
  ),
  SIGNATURE_ADDED: entry<Named & { what: string }>(
    'info',
    (p) => `added after "${p.name}" signed, and allowed: ${p.what}`,
    () => 'no action needed',
  ),
  SIGNATURE_UNTRUSTED: error<Named & Why>(
    (p) => `"${p.name}" is not trusted: ${p.why}`,
    () => 'ask the issuer which authority issued the certificate, and add that authority’s certificate with --trust',
  ),
  SIGNATURE_REVOKED: error<Named & Why>(
    (p) => `the signature of "${p.name}" does not count: ${p.why}`,
    () => 'do not rely on the file; ask its issuer for one that is signed with a valid certificate',
  ),
  SIGNATURE_STAMP_UNTRUSTED: warning<Named & Why>(
    (p) => `when "${p.name}" signed is not proven: the authority of the time stamp is not trusted: ${p.why}`,
    () => 'add the certificate of the time-stamp authority’s root with --trust',
  ),
  SIGNATURE_REVOCATION: warning<Named & Why>(
    (p) => `whether nobody was revoked whom the signature of "${p.name}" relies on could not be checked: ${p.why}`,
    () => 'ask the authority, or the issuer for a file whose proof was renewed',
  ),
  FIELD_OPEN: info<Named>(
    (p) => `nobody has signed the field "${p.name}" yet`,
    () => 'sign it: dossier sign file.pdf --sign key.p12',
  ),
  FIELD_MISSING: error<Named>(
    (p) => `the signature of "${p.name}" is missing`,
    () => 'sign it: dossier sign file.pdf --sign key.p12',
  ),
  FIELD_UNKNOWN: error<Named & { known: readonly string[] }>(
    (p) => `the file has no field "${p.name}" to sign; its fields: ${p.known.length === 0 ? 'none' : p.known.join(', ')}`,
    () => 'choose one of these with --field; "fields" of "signature" in pack.yaml makes them',
  ),
  FIELD_ORDER: error<Named & { other: string }>(
    (p) => `"${p.name}" signs after "${p.other}", who has not signed yet`,
    (p) => `let "${p.other}" sign first`,
  ),
  FIELD_SIGNED: error<Named>(
    (p) => `the field "${p.name}" is signed already`,
    () => 'dossier verify file.pdf lists who has signed and who has not',
  ),
  FIELD_NONE: error<object>(
    () => 'the file has no field that is still to be signed',
    () => 'dossier verify file.pdf lists who has signed; "fields" of "signature" in pack.yaml makes fields',
  ),
  FIELD_ENCRYPTED: error<object>(
    () => 'the file is encrypted, and signatures cannot be added to it',
    () => 'remove "encrypt" from pack.yaml, or sign with a program that knows the password',
  ),
  FIELD_BROKEN: error<Named & Why>(
    (p) => `the file cannot be signed: the signature of "${p.name}" in it does not count: ${p.why}`,
    () => 'get the file again from who signed it first',
  ),
  SIGNATURE_UNCHECKED: warning<Named>(
    (p) => `the identity of "${p.name}" was not checked: no trusted certificates were given`,
    () => 'name the certificates that you trust: --trust roots.pem',
  ),
  MANIFEST_DIFFERS: error<{ manifest: string } & Why>(
    (p) => `the file differs from its entry in ${p.manifest}: ${p.why}`,
    () => 'build it again, or ask its issuer for a new copy',
  ),
  MANIFEST_SIGNED: info<{ manifest: string }>(
    (p) => `the file is the one in ${p.manifest}, and was signed since`,
    () => 'no action needed',
  ),
  MANIFEST_UNLISTED: warning<{ manifest: string }>(
    (p) => `${p.manifest} does not list the file`,
    () => 'move the file back to where it was built, or name its manifest with --manifest',
  ),
  PICTURES_ENCRYPTED: warning<Named>(
    (p) => `no pictures are drawn of "${p.name}": it is encrypted, and they would not be`,
    () => 'leave out --images, or remove "encrypt" from pack.yaml',
  ),
  OUTDATED_REMOVED: entry<Named & { isDry: boolean }>(
    'info',
    (p) => `no pack produces "${p.name}" any longer; it ${p.isDry ? 'would be' : 'was'} removed`,
    () => 'no action needed; to keep such files, use --keep-outdated',
  ),
  OUTDATED_CHANGED: warning<Named & Why>(
    (p) => `no pack produces "${p.name}" any longer, but it was kept: ${p.why}`,
    () => 'delete it, or move it elsewhere: it may contain text that is now withheld',
  ),
  OUTDATED_FAILED: error<Named & Why>(
    (p) => `no pack produces "${p.name}" any longer, but it could not be removed: ${p.why}`,
    () => 'close programs that use it, check the permissions of the output folder, and build again',
  ),
  CLAIM_FALSE: error<{ claim: string } & Why>(
    (p) => `the file claims to be ${p.claim}, but ${p.why}`,
    () => 'check it with a validator such as veraPDF; another program may have changed the file',
  ),
};
