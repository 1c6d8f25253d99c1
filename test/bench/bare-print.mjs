/** The least that anyone can do: start the same browser, open the final HTML from disk, print it tagged with outline, write the file. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import puppeteer from 'puppeteer';

const [folder, output] = process.argv.slice(2);
const { executable, env } = JSON.parse(await readFile(path.join(folder, 'browser.json'), 'utf8'));
const browser = await puppeteer.launch({
  executablePath: executable,
  headless: 'shell',
  pipe: true,
  args: ['--disable-gpu', '--font-render-hinting=none', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  env: { ...process.env, ...env },
});
const page = await browser.newPage();
await page.goto(`file://${path.join(folder, 'index.html')}`, { waitUntil: 'load' });
const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
await writeFile(output, pdf);
await browser.close();
