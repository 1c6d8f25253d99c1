/** Scripts that run inside the page: bundles of several modules, which the build step makes (see `pageScripts` in rolldown.config.ts). */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'puppeteer';
import { installRoot } from '../platform/install-root.ts';

/**
 * Runs a script of `dist/` in a page.
 * @param call an expression that uses the script's global; the result is what it gives
 */
export async function runInPage(page: Page, file: string, call: string): Promise<unknown> {
  const script = await readFile(path.join(installRoot, 'dist', file), 'utf8');
  return page.evaluate(`(() => {\n${script}\nreturn ${call};\n})()`);
}
