/** Markdown to PDF with marked and pagedjs-cli: PEERS SOURCE STYLES PDF. */
import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [peers, source, styles, pdf] = process.argv.slice(2);
const { marked } = await import(pathToFileURL(createRequire(path.join(peers, 'package.json')).resolve('marked')).href);
const html = `${source}.html`;
const css = await readFile(styles, 'utf8');
await writeFile(
  html,
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><style>${css}</style></head><body>${await marked.parse(await readFile(source, 'utf8'))}</body></html>`,
);
const cli = path.join(peers, 'node_modules/.bin/pagedjs-cli');
const { status, stderr } = spawnSync(cli, [html, '-o', pdf, '-t', '600000', '--browserArgs', '--no-sandbox'], { env: process.env });
if (status !== 0) process.stderr.write(stderr ?? 'pagedjs-cli did not end');
process.exit(status ?? 1);
