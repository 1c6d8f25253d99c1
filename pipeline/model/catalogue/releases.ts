/** Releases: folders of finished documents, what they say of themselves, and what is found in them later. */
import { error, few, hint, info, type Known, type Named, type Why, warning } from './entry.ts';

export const ofReleases = {
  RELEASE_VERSION: error<Named>(
    (p) => `"${p.name}" cannot be a version`,
    () => 'begin it with a letter or a digit and use letters, digits, ".", "-", "_" and "+" only, as in 1.2 or 2026-03',
  ),
  RELEASE_NAME: error<Named & Why>(
    (p) => `files cannot be named "${p.name}": ${p.why}`,
    () => 'use {pack}, {audience}, {lang}, {kind} and {version}, as in "{pack}-{kind}-{lang}-{version}.pdf"',
  ),
  RELEASE_EXISTS: error<Named>(
    (p) => `${p.name} exists: a release is never changed`,
    () => 'give this release another version; delete the older one only if nobody has it',
  ),
  RELEASE_DIRTY: error<{ files: readonly string[] }>(
    (p) => `the source differs from its last commit: ${few(p.files)}`,
    () => 'commit these files, or add --allow-dirty: the release then says that its source is not in any commit',
  ),
  RELEASE_UNVERSIONED: error<Named>(
    (p) => `"${p.name}" is in no git repository with a commit, so nobody could find the source of this release again`,
    () => 'commit the source, or add --allow-dirty: the release then names no commit',
  ),
  RELEASE_SEVERAL_SOURCES: error<{ names: readonly string[] }>(
    (p) => `the packs of this release are in different git repositories: ${few(p.names)}`,
    () => 'make a release of each repository',
  ),
  RELEASE_EMPTY: error<object>(
    () => 'no document was made, so there is nothing to release',
    () => 'check the names of packs and audiences',
  ),
  RELEASE_DRAFT: error<Named>(
    (p) => `the pack "${p.name}" is a draft, and drafts are not released`,
    () => 'write "status: final" in pack.yaml once it is approved, or "status: for-approval" to release it to those who approve it',
  ),
  RELEASE_OTHER_VERSION: error<Named & { own: string; version: string }>(
    (p) => `the pack "${p.name}" says that it is version ${p.own}, but version ${p.version} is to be released`,
    (p) => `write "version: '${p.version}'" in pack.yaml, or remove the line: the release says its version`,
  ),
  RELEASE_EMBARGO: error<object>(
    () => 'no document of this release has an embargo that could be lifted',
    () => 'leave out --lift-embargo, or write the "embargo" of the pack or the audience in pack.yaml',
  ),
  RELEASE_CORRECTS: error<Named & { folder: string; known: readonly string[] }>(
    (p) =>
      `version ${p.name} cannot be corrected: it is not in ${p.folder}${p.known.length > 0 ? `, where there are ${few(p.known)}` : ''}`,
    () => 'name a version that was released, and --out with the folder of releases',
  ),
  RELEASE_EARLIER: error<Named & Why>(
    (p) => `an earlier release in ${p.name} is not whole: ${p.why}`,
    () => 'restore it from where it was published, or move it away: nothing true can be said of what has changed since then',
  ),
  COPIES_COLUMN: error<Known>(
    (p) =>
      p.name === '' ? `a column is missing; there must be ${p.known.join(', ')}` : `the column "${p.name}" is unknown${hint(p.near)}`,
    (p) => `name the columns in the first line: ${p.known.join(',')}`,
  ),
  COPIES_RECIPIENT: error<Why>(
    (p) => `no copy can be made: ${p.why}`,
    () =>
      'give every recipient a name and, where there are several audiences, one of them; numbers are those of the lines unless the list has some',
  ),
  COPIES_PASSWORD: error<Why & { number: string }>(
    (p) => `copy ${p.number} has no password: ${p.why}`,
    () => 'set the variable that the column "password" names, or add the number and its password to the file of --copy-passwords',
  ),
  SIGSTORE_IDENTITY: error<object>(
    () => 'Sigstore signs for jobs of CI, and nothing here says which job this is',
    () => 'run it in GitHub Actions with the permission "id-token: write", or set SIGSTORE_ID_TOKEN; elsewhere sign with --sign',
  ),
  SIGSTORE_MISSING: error<object>(
    () => '--sigstore needs the package @sigstore/sign, which is not installed',
    () => 'install it in this project: npm install --save-dev @sigstore/sign@4',
  ),
  SIGSTORE_FAILED: error<Why>(
    (p) => `Sigstore did not sign: ${p.why}`,
    () => 'run the release again; or sign with a key of your own: --sign',
  ),
  RELEASE_BUNDLE: error<Named & Why>(
    (p) => `the Sigstore bundle ${p.name} cannot be relied on: ${p.why}`,
    () => 'get the release again from who published it',
  ),
  RELEASE_BUNDLE_UNCHECKED: info<Named & { who: string }>(
    (p) =>
      `${p.name} was signed with Sigstore by "${p.who}"; whether Sigstore issued that certificate was not checked, which needs the network`,
    (p) => `ask it: cosign verify-blob-attestation --bundle, or gh attestation verify, with a line of ${p.name}`,
  ),
  RELEASE_SUMS: error<Why>(
    (p) => `the list of checksums cannot be used: ${p.why}`,
    () => 'get the release again from who published it',
  ),
  RELEASE_MISSING: error<Named>(
    (p) => `${p.name} is in the list of checksums but not in the folder`,
    () => 'get the release again: it was not copied whole',
  ),
  RELEASE_DIFFERS: error<Named>(
    (p) => `${p.name} is not the file that was released: its SHA-256 differs from the list of checksums`,
    () => 'get the file again from who published it',
  ),
  RELEASE_SIGNED: info<Named>(
    (p) => `${p.name} is the file that was released, and was signed since`,
    () => 'no action needed',
  ),
  RELEASE_UNLISTED: error<Named>(
    (p) => `${p.name} is not in the list of checksums: it was not released with the other files`,
    () => 'remove it, or ask who published the release',
  ),
  RELEASE_STATEMENT: error<Named & Why>(
    (p) => `the statement ${p.name} cannot be relied on: ${p.why}`,
    () => 'get the release again from who published it',
  ),
  RELEASE_STATED: error<Named & Why>(
    (p) => `the statement of origin does not fit ${p.name}: ${p.why}`,
    () => 'get the release again from who published it; if it stays so, the files were exchanged after they were released',
  ),
  RELEASE_UNSIGNED: warning<object>(
    () => 'the statement of origin is not signed: whoever can change the files can change it, too',
    () => 'compare the checksums with those that the publisher states elsewhere; publishers: add --sign to "dossier release"',
  ),
  RELEASE_UNTRUSTED: error<Named & Why>(
    (p) => `the statement of origin is signed by "${p.name}", who is not trusted: ${p.why}`,
    () => 'check the signer with who published the release; give --trust the certificate of the right authority',
  ),
  RELEASE_UNCHECKED: warning<Named>(
    (p) => `the statement of origin is signed by "${p.name}"; whether to trust that certificate was not checked`,
    () => 'give --trust the certificate of the authority',
  ),
  REBUILD_DIFFERS: error<Named & Why>(
    (p) => `${p.name} is not what its source gives: ${p.why}`,
    () => 'compare versions of Dossier and browser first; if they are the same, the file was not made from this commit',
  ),
  REBUILD_IMPOSSIBLE: error<Why>(
    (p) => `the release cannot be built again: ${p.why}`,
    () => 'run this in a clone of the repository that the release names, with all of its commits',
  ),
  REBUILD_UNCOMPARED: info<Named & Why>(
    (p) => `${p.name} was not compared with what its source gives: ${p.why}`,
    () => 'nothing to do: its checksum and its signature were verified',
  ),
};
