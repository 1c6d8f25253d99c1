/** Parts of the bundle that the benchmarks time by themselves. Not part of the public API: they change without notice. */
export { finalHtml } from './build/final-html.ts';
export { openContext } from './build/open.ts';
export { finishPdf } from './finish/print/finish.ts';
export { findBrowser } from './platform/chromium.ts';
export { cacheHome } from './platform/install-root.ts';
