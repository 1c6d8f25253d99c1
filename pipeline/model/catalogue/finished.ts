/** Finished files: signatures, manifests and claims, as `verify` reports them. */
import { entry, error, type Named, type Why, warning } from './entry.ts';

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
  SIGNATURE_UNCHECKED: warning<Named>(
    (p) => `the identity of "${p.name}" was not checked: no trusted certificates were given`,
    () => 'name the certificates that you trust: --trust roots.pem',
  ),
  MANIFEST_DIFFERS: error<{ manifest: string } & Why>(
    (p) => `the file differs from its entry in ${p.manifest}: ${p.why}`,
    () => 'build it again, or ask its issuer for a new copy',
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
