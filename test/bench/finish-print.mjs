/**
 * One tagged print and its finishing, in a process of its own: prints milliseconds, sizes and the memory of Node as JSON.
 * The finishing is timed as a build has it: once, with nothing warmed up.
 */
import path from 'node:path';
import v8 from 'node:v8';
import { finishPdf } from '../../dist/internals.js';
import { launch } from './browser.mjs';
import { plainPlan } from './plan.mjs';

// As the command line does.
v8.setFlagsFromString('--interrupt-budget=500000');
const [folder, hyphens] = process.argv.slice(2);
const { dropHyphens } = await import(hyphens);
const browser = await launch(folder);
const page = await browser.newPage();
await page.goto(`file://${path.join(folder, 'index.html')}`, { waitUntil: 'load' });
await page.evaluate(dropHyphens);
const start = performance.now();
const print = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
const printed = performance.now() - start;
await browser.close();
const before = performance.now();
const { bytes, pages } = await finishPdf(print, plainPlan);
const finished = performance.now() - before;
process.stdout.write(
  JSON.stringify({ pages, printed, finished, from: print.length, to: bytes.length, memory: process.resourceUsage().maxRSS * 1024 }),
);
