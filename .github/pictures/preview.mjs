/** Pictures of `dossier preview`: the command itself, looked at with the browser that prints. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';
import { cacheHome, findBrowser } from '../../dist/internals.js';
import { frameScreenshot } from './draw.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const pack = 'content/japan-eu-digital-partnership';

/** Each picture: what is looked at, and what is waited for. */
const pictures = [
  {
    file: 'preview.png',
    query: 'audience=technical&audience=press&lang=en&kind=briefing&page=5&panel=withheld',
    until: '.is-different canvas',
  },
  {
    file: 'preview-presenter.png',
    query: 'presenter=1&audience=technical&lang=en&kind=slides&page=4',
    until: '.notes-text p, .notes-text li',
  },
];

export async function makePreview() {
  const args = ['dist/cli.js', 'preview', pack, '--port', '0'];
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const { value: url } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  const { executable, env } = await findBrowser({
    executable: process.env.PUPPETEER_EXECUTABLE_PATH,
    platform: process.platform,
    arch: process.arch,
    cacheHome: cacheHome(process.env),
    note: () => {},
  });
  const browser = await puppeteer.launch({
    executablePath: executable,
    headless: 'shell',
    env: { ...process.env, ...env },
    args: ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    for (const one of pictures) await take(browser, url, one);
  } finally {
    await browser.close();
    server.kill('SIGTERM');
  }
}

async function take(browser, url, { file, query, until }) {
  const { origin, searchParams } = new URL(url);
  const token = searchParams.get('token');
  const page = await browser.newPage();
  await page.setViewport({ width: 1360, height: 850 });
  await page.goto(`${origin}/?token=${token}&${query}`);
  await page.waitForSelector('.text-layer span, .stage canvas', { timeout: 120_000 });
  await page.waitForSelector(until, { timeout: 120_000 });
  // Everything in sight is drawn.
  await page.waitForNetworkIdle({ idleTime: 1500, concurrency: 1 });
  const png = Buffer.from(await page.screenshot());
  await frameScreenshot({ target: path.join(import.meta.dirname, file), width: 1100, png });
  await page.close();
}
