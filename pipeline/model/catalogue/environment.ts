/** Usage and machine. */
import { choose, error, type Known, type Why } from './entry.ts';

export const ofEnvironment = {
  USAGE: error<Why>(
    (p) => p.why,
    () => 'run "dossier --help" for commands and options',
  ),
  FILTER_UNKNOWN: error<Known & { what: string }>(
    (p) => `no pack has the ${p.what} "${p.name}"`,
    (p) => choose(p.known),
  ),
  BROWSER_MISSING: error<Why>(
    (p) => `no usable browser was found: ${p.why}`,
    () => 'set PUPPETEER_EXECUTABLE_PATH to the path of Chrome or Chromium, or run: npx puppeteer browsers install chrome-headless-shell',
  ),
  BROWSER_FAILED: error<Why>(
    (p) => `the browser failed twice: ${p.why}`,
    () => 'build again; if memory is low, use --jobs 1',
  ),
};
