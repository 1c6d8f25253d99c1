/** Finished files: signatures, manifests and claims, as `verify` reports them. */
import { entry, error, type Named, type Why, warning } from './entry.ts';

export const ofFinishedFiles = {
  PDF_UNREADABLE: error<Why>(
    (p) => p.why,
    () => 'check that the file is a PDF, and whole; give its password in DOSSIER_PASSWORD',
  ),
  SIGNATURE_MISSING: error<object>(
    () => 'the file is not signed',
    () => 'sign it: dossier build --sign key.p12',
  ),
  SIGNATURE_BROKEN: error<Named & Why>(
    (p) => `the signature of "${p.name}" does not hold: ${p.why}`,
    () => 'do not rely on the file; get it anew from whoever issued it',
  ),
  SIGNATURE_CHANGED: error<Named & { what: string }>(
    (p) => `changed after "${p.name}" had signed: ${p.what}`,
    () => 'rely on the signed state only, or get the file anew from whoever issued it',
  ),
  SIGNATURE_ADDED: entry<Named & { what: string }>(
    'info',
    (p) => `added after "${p.name}" had signed, and harmless: ${p.what}`,
    () => 'nothing needs to be done',
  ),
  SIGNATURE_UNTRUSTED: error<Named & Why>(
    (p) => `"${p.name}" is not trusted: ${p.why}`,
    () => 'ask the issuer which authority vouches for the signature, and give its certificate with --trust',
  ),
  SIGNATURE_UNCHECKED: warning<Named>(
    (p) => `nobody was asked whether "${p.name}" is who the certificate says`,
    () => 'give the certificates that you trust: --trust roots.pem',
  ),
  MANIFEST_DIFFERS: error<{ manifest: string } & Why>(
    (p) => `the file is not the one that ${p.manifest} names: ${p.why}`,
    () => 'build it anew, or get it anew from whoever issued it',
  ),
  MANIFEST_UNLISTED: warning<{ manifest: string }>(
    (p) => `${p.manifest} does not name the file`,
    () => 'leave the file where it was built, or give its manifest with --manifest',
  ),
  OUTDATED_REMOVED: entry<Named & { isDry: boolean }>(
    'info',
    (p) => `no pack plans "${p.name}" any more; it ${p.isDry ? 'would be' : 'was'} removed`,
    () => 'nothing needs to be done; --keep-outdated keeps such files',
  ),
  OUTDATED_CHANGED: warning<Named & Why>(
    (p) => `no pack plans "${p.name}" any more, but it was kept: ${p.why}`,
    () => 'remove it yourself, or move it elsewhere: it may hold what is withheld by now',
  ),
  OUTDATED_FAILED: error<Named & Why>(
    (p) => `no pack plans "${p.name}" any more, but it could not be removed: ${p.why}`,
    () => 'close the programs that use it, check who may write to the output folder, and build again',
  ),
  CLAIM_FALSE: error<{ claim: string } & Why>(
    (p) => `says that it is ${p.claim}, but ${p.why}`,
    () => 'run a validator such as veraPDF on it; another program may have changed the file',
  ),
};
