/** Usage and machine. */
import { error, type Known, oneOf, type Why } from './entry.ts';

export const ofEnvironment = {
  USAGE: error<Why>(
    (p) => p.why,
    () => 'run dossier --help for what can be written',
  ),
  FILTER_UNKNOWN: error<Known & { what: string }>(
    (p) => `no pack has the ${p.what} "${p.name}"`,
    (p) => `there are: ${oneOf(p.known)}`,
  ),
  BROWSER_MISSING: error<Why>(
    (p) => `no browser can be used: ${p.why}`,
    () => 'set PUPPETEER_EXECUTABLE_PATH to a Chrome or Chromium, or run: npx puppeteer browsers install chrome-headless-shell',
  ),
  BROWSER_FAILED: error<Why>(
    (p) => `the browser failed twice: ${p.why}`,
    () => 'try again; with --jobs 1 if memory is short',
  ),
};
