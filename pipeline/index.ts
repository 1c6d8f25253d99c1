/** Dossier as a library. */
export { type BuildRequest, type BuildResult, build, type Progress } from './build.ts';
export { type PackConfig, packSchema } from './config/schema.ts';
export { type Clock, type Context, systemClock } from './context.ts';
export { type Code, catalogue, Stop } from './diagnostics.ts';
export { createDossier, type Dossier, type DossierOptions } from './dossier.ts';
export { finalHtml } from './final-html.ts';
export { type Kind, kinds } from './kinds/index.ts';
export { openContext } from './open.ts';
export { finishPdf } from './pdf/finish.ts';
export type { FinishedPdf, FinishPlan } from './pdf/plan.ts';
export { type Browser, lazyBrowser } from './resources/browser.ts';
export { diskCache } from './resources/cache.ts';
export { findBrowser } from './resources/chromium.ts';
export { diskFiles } from './resources/files.ts';
export { cacheHome } from './resources/home.ts';
export type { Artifact, Diagnostic, Place, Severity } from './types.ts';
export { type WatchOptions, watchDossier } from './watch.ts';
