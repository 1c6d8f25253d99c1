/** The browser of the build, without anything of Dossier: `final-html.mjs` has written down which it is. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer';

/** Starts the browser that a folder of final HTML names. Whoever asks for it closes it. */
export async function launch(folder) {
  const { executable, env } = JSON.parse(await readFile(path.join(folder, 'browser.json'), 'utf8'));
  return puppeteer.launch({
    executablePath: executable,
    headless: 'shell',
    pipe: true,
    args: ['--disable-gpu', '--font-render-hinting=none', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, ...env },
  });
}
