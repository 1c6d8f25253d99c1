/** The least that anyone can do: start the same browser, open the final HTML from disk, print it tagged with outline, write the file. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launch } from './browser.mjs';

const [folder, output] = process.argv.slice(2);
const browser = await launch(folder);
const page = await browser.newPage();
await page.goto(`file://${path.join(folder, 'index.html')}`, { waitUntil: 'load' });
const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
await writeFile(output, pdf);
await browser.close();
