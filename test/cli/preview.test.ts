/** `dossier preview` as a command: what it says, and who reaches it. */
import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, expect } from 'vitest';
import { cli, dossier } from '../support/cli.ts';
import { soundPack, test, write } from '../support/folders.ts';

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
});

/** Starts the command in a folder with one pack; gives its address and what it said before. */
async function start(folder: string, args: readonly string[]): Promise<{ readonly url: URL; readonly said: () => string }> {
  const pack = Object.fromEntries(Object.entries(soundPack).map(([file, text]) => [`pack/${file}`, text]));
  await write(folder, pack);
  const child = spawn(process.execPath, [cli, 'preview', 'pack', '--cache-dir', path.join(folder, 'cache'), ...args], {
    cwd: folder,
    env: { ...process.env, XDG_CACHE_HOME: path.join(folder, 'home') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let said = '';
  child.stderr?.on('data', (part) => {
    said += part;
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  const { value } = await lines.next();
  return { url: new URL(value as string), said: () => said };
}

/** The status of a request that calls the server by some name. */
const statusFor = (url: URL, host: string) =>
  new Promise<number>((resolve, reject) => {
    const headers = { host, 'x-dossier-token': url.searchParams.get('token') ?? '' };
    const request = http.request({ host: '127.0.0.1', port: url.port, path: '/', headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });

test('it is for this machine alone', async ({ folder }) => {
  const { url, said } = await start(folder, ['--port', '0']);
  expect(url.hostname).toBe('127.0.0.1');
  expect(said()).not.toContain('warning');
  expect(await statusFor(url, `127.0.0.1:${url.port}`)).toBe(200);
  expect(await statusFor(url, `pack.example:${url.port}`)).toBe(403);
});

test('with --host others may look, which is said; names that lead here are still refused', async ({ folder }) => {
  const { url, said } = await start(folder, ['--port', '0', '--host', '0.0.0.0']);
  expect(said()).toContain('warning: anybody who can reach 0.0.0.0');
  expect(await statusFor(url, `127.0.0.1:${url.port}`)).toBe(200);
  expect(await statusFor(url, `pack.example:${url.port}`)).toBe(403);
});

test('a port in use: the next one is taken, which is said; --at finds the server of a file', async ({ folder }) => {
  const first = await start(folder, ['--port', '0']);
  const second = await start(folder, ['--port', first.url.port]);
  expect(Number(second.url.port)).toBeGreaterThan(Number(first.url.port));
  expect(second.said()).toContain(`port ${first.url.port} is in use; this is ${second.url.port}`);
  const env = { XDG_CACHE_HOME: path.join(folder, 'home') };
  const file = Object.keys(soundPack).find((name) => name.endsWith('.md')) as string;
  expect(await dossier(['preview', '--at', `pack/${file}:1`], { cwd: folder, env })).toMatchObject({ code: 0 });
  await write(folder, { 'elsewhere.md': '# Else\n' });
  const other = await dossier(['preview', '--at', 'elsewhere.md:1'], { cwd: folder, env });
  expect(other.code).not.toBe(0);
  expect(other.stderr).toContain('no preview that is running has "elsewhere.md"');
});
