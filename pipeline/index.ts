/** Dossier as a library. */
export { type BuildRequest, type BuildResult, build, type Progress } from './build/build.ts';
export { createDossier, type Dossier, type DossierOptions } from './build/dossier.ts';
export { openContext } from './build/open.ts';
export { type WatchOptions, watchDossier } from './cli/watch.ts';
export { finalHtml } from './final-html.ts';
export type { FinishedPdf, FinishPlan } from './finish/plan.ts';
export { finishPdf } from './finish/print/finish.ts';
export { type Code, catalogue, Stop } from './model/catalogue.ts';
export { type Browser, lazyBrowser } from './platform/browser.ts';
export { diskCache } from './platform/cache.ts';
export { findBrowser } from './platform/chromium.ts';
export { type Clock, type Context, systemClock } from './platform/context.ts';
export { diskFiles } from './platform/files.ts';
export { cacheHome } from './platform/home.ts';
export { type PackConfig, packSchema } from './source/config/schema.ts';
export { type Kind, kinds } from './template/kinds/index.ts';
export type { Artifact, Diagnostic, Place, Severity } from './types.ts';
