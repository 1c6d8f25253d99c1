/** `dossier preview`: starts the server, or shows a place in one that runs. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openContext } from '../build/open.ts';
import { cacheHome } from '../platform/install-root.ts';
import { environment } from '../platform/machine.ts';
import { startPreview } from '../preview/server.ts';
import { openFile } from './open-file.ts';
import type { PreviewFlags } from './options.ts';
import { findPacks } from './packs.ts';
import { UsageError } from './usage.ts';

/** Memory for the parsed chapters of about a thousand pages, in bytes. */
const keep = 64 << 20;

export async function runPreview(names: readonly string[], flags: PreviewFlags): Promise<void> {
  if (flags.at !== undefined) return showPlace(flags.at);
  const packs = await findPacks(names);
  const cwd = process.cwd();
  const say = (message: string) => void process.stderr.write(`${message}\n`);
  const context = openContext({
    cwd,
    env: environment(),
    browser: flags.browser,
    cacheFolder: flags.cacheDir && path.resolve(flags.cacheDir),
    keep,
    note: (message) => say(`note: ${message}`),
  });
  const isLocal = ['127.0.0.1', 'localhost', '::1'].includes(flags.host);
  if (!isLocal) say(`warning: anybody who can reach ${flags.host} and has the address below sees these packs with everything in them`);
  const preview = await startPreview(
    {
      packs,
      cwd,
      host: flags.host,
      port: flags.port,
      jobs: flags.jobs,
      editor: flags.editor,
      ignored: [path.resolve('output'), flags.cacheDir ? path.resolve(flags.cacheDir) : path.resolve('node_modules')],
      onError: (cause) => say(`warning: changes may go unnoticed: ${cause.message}`),
    },
    context,
  ).catch(async (cause: NodeJS.ErrnoException) => {
    await context.close();
    if (cause.syscall === 'listen') throw new UsageError(`cannot listen at ${flags.host}:${flags.port} (${cause.code})`);
    throw cause;
  });
  const { url, port, token } = preview;
  const record = path.join(runningFolder(), `${port}.json`);
  mkdirSync(runningFolder(), { recursive: true, mode: 0o700 });
  writeFileSync(record, JSON.stringify({ url: url.replace(/\/\?.*$/, ''), token, pid: process.pid }), { mode: 0o600 });
  if (port !== flags.port && flags.port !== 0) say(`note: port ${flags.port} is in use; this is ${port}`);
  say('Watching for changes; press Ctrl+C to stop.');
  process.stdout.write(`${url}\n`);
  if (flags.open && !(await openFile(url))) say('note: nothing here opens a browser; open the address yourself');
  const end = (code: number) => () => {
    rmSync(record, { force: true });
    // A build that is under way ends with its browser.
    void Promise.allSettled([preview.close(), context.close()]).finally(() => process.exit(code));
  };
  process.once('SIGINT', end(130)).once('SIGTERM', end(143));
}

/** Where running servers say how to reach them: readable by their user alone. */
const runningFolder = () => path.join(cacheHome(environment()), 'dossier', 'preview');

interface Running {
  readonly url: string;
  readonly token: string;
  readonly pid: number;
}

/** Asks the running server that knows the file to show it. */
async function showPlace(at: string): Promise<void> {
  const [, file = at, line, column] = /^(.*?)(?::(\d+))?(?::(\d+))?$/.exec(at) ?? [];
  const place = { file: path.resolve(file), line: line && Number(line), column: column && Number(column) };
  if (!existsSync(place.file)) throw new UsageError(`no file "${file}"`);
  const folder = runningFolder();
  const records = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  for (const name of records) {
    const { url, token } = JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Running;
    const headers = { 'content-type': 'application/json', 'x-dossier-token': token };
    const answer = await fetch(`${url}/at`, { method: 'POST', headers, body: JSON.stringify(place) }).catch(() => undefined);
    // It ended without a chance to clean up.
    if (answer === undefined) rmSync(path.join(folder, name), { force: true });
    if (answer?.ok) return;
  }
  throw new UsageError(`no preview that is running has "${file}": start one with "dossier preview"`);
}
