/** Parts of the bundle that the benchmarks time by themselves. Not part of the public API: they change without notice. */

export { finishPdf } from '../finish/print/finish.ts';
export { findBrowser } from '../platform/chromium.ts';
export { cacheHome } from '../platform/install-root.ts';
export { finalHtml } from './final-html.ts';
export { openContext } from './open.ts';
