/** Dossier as a library: the public API, nothing else. */
export { createDossier, type Dossier, type DossierOptions } from './build/dossier.ts';
export type { BuildRequest, BuildResult, BuiltArtifact, Progress } from './build/types.ts';
export { type WatchOptions, watchDossier } from './cli/watch.ts';
export type { SignerOptions } from './finish/signer.ts';
export { packJsonSchema } from './init/json-schema.ts';
export { type Code, codes } from './model/catalogue.ts';
export type { Diagnostic } from './model/diagnostic.ts';
export { Stop } from './model/diagnostic.ts';
export type { Place } from './model/place.ts';
export type { Severity } from './model/severity.ts';
export type { Proof } from './prove/types.ts';
export type { Artifact, DocumentName, Picture } from './publish/types.ts';
export { kindNames } from './template/kinds/index.ts';
