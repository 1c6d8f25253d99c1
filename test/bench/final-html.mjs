/** Writes the final HTML of a pack's document with every file that it loads, for the bare print. */
import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheHome, finalHtml, findBrowser, openContext } from '../../dist/internals.js';

const [pack, folder, kind = 'briefing'] = process.argv.slice(2);
const context = openContext({ cwd: process.cwd(), env: process.env, note: () => {} });
const [document] = await finalHtml(pack, { kinds: [kind] }, context);
await mkdir(folder, { recursive: true });
for (const [url, { path: file }] of document.resources) {
  const target = path.join(folder, decodeURIComponent(url));
  await mkdir(path.dirname(target), { recursive: true });
  await cp(file, target);
}
await writeFile(path.join(folder, 'index.html'), document.html.replaceAll(/(["(])\/(fonts|pack|templates)\//g, '$1$2/'));
const browser = await findBrowser({
  executable: process.env.PUPPETEER_EXECUTABLE_PATH,
  platform: process.platform,
  arch: process.arch,
  cacheHome: cacheHome(process.env),
  note: () => {},
});
await writeFile(path.join(folder, 'browser.json'), JSON.stringify(browser));
await context.close();
