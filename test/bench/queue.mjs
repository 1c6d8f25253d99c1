/** Editions built by workers on a queue, against the plain process: how many a second, and what the queue costs for each. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { median, timed } from './process.mjs';

const node = process.execPath;
const word = 'secret';

/** @returns tables, or a note where Redis is missing */
export async function queue({ root, folder, runs, quick, log }) {
  const title = 'Editions on a queue (Redis), against the plain process';
  if (spawnSync('redis-server', ['--version']).error) return [{ title, head: ['', ''], rows: [], note: 'redis-server is not installed.' }];
  const count = quick ? 24 : 60;
  const servers = await start(path.join(folder, 'queue'));
  const cli = path.join(root, 'dist/cli.js');
  const times = new Map();
  const add = (name, value) => times.set(name, [...(times.get(name) ?? []), value]);
  try {
    for (let run = 0; run < runs; run += 1) {
      for (const jobs of [1, 2]) {
        const cwd = await project(path.join(folder, `queue/plain-${jobs}-${run}`), count, `${jobs} ${run}`);
        const { milliseconds } = await timed(node, [cli, 'build', '--jobs', String(jobs)], { cwd });
        add(`plain ${jobs}`, milliseconds);
        log(`plain, ${jobs} at once: ${milliseconds.toFixed(0)} ms`);
      }
      for (const [workers, slots] of [
        [1, 1],
        [1, 2],
        [2, 1],
        [4, 1],
      ]) {
        const name = `${workers} of ${slots}`;
        const cwd = await project(path.join(folder, `queue/workers ${name} ${run}`), count, `w${name} ${run}`);
        const running = await Promise.all(
          Array.from({ length: workers }, (_, index) => worker(cli, slots, path.join(cwd, `cache-${index}`), servers.env)),
        );
        const { milliseconds } = await timed(node, [cli, 'submit'], { cwd, env: servers.env });
        for (const end of running) await end();
        add(`workers ${name}`, milliseconds);
        log(`workers ${name}: ${milliseconds.toFixed(0)} ms`);
      }
    }
  } finally {
    servers.close();
  }
  const of = (name) => median(times.get(name));
  const row = (label, name, base) => [
    label,
    (of(name) / 1000).toFixed(2),
    (count / (of(name) / 1000)).toFixed(1),
    base ? `${((of(name) - of(base)) / count).toFixed(1)} ms` : '–',
    base ? `${((of(name) / of(base) - 1) * 100).toFixed(0)} %` : '–',
  ];
  return [
    {
      title,
      head: [`${count} editions of 3 pages`, 'seconds', 'editions a second', 'more for each', 'more'],
      rows: [
        row('`dossier build --jobs 1`', 'plain 1'),
        row('`dossier build --jobs 2`', 'plain 2'),
        row('1 worker ÷ `--jobs 1`', 'workers 1 of 1', 'plain 1'),
        row('1 worker, two at once ÷ `--jobs 2`', 'workers 1 of 2', 'plain 2'),
        row('2 workers ÷ `--jobs 2`', 'workers 2 of 1', 'plain 2'),
        row('4 workers ÷ `--jobs 2`', 'workers 4 of 1', 'plain 2'),
      ],
      note: 'Workers have an empty cache and no browser when `dossier submit` begins; its own start, the bundle and the files that it writes are within the time.',
    },
  ];
}

async function project(folder, count, mark) {
  for (let index = 0; index < count; index += 1) {
    const pack = path.join(folder, `content/p${index}`);
    await mkdir(pack, { recursive: true });
    await writeFile(path.join(pack, 'pack.yaml'), `title: Pier ${index}\ndate: 2025-10-15\nkinds: [briefing]\n`);
    await writeFile(path.join(pack, '01.md'), `# Pier ${index}\n\nThe harbour of run ${mark} pays for pier ${index}.\n`);
  }
  return folder;
}

async function worker(cli, slots, cache, env) {
  const child = spawn(node, [cli, 'worker', '--concurrency', String(slots), '--cache-dir', cache], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const ready = new Promise((resolve) => child.stderr.on('data', (chunk) => String(chunk).includes(' ready: ') && resolve()));
  await Promise.race([ready, exit.then((code) => Promise.reject(new Error(`a worker ended with ${code}`)))]);
  return async () => {
    child.kill('SIGTERM');
    await exit;
  };
}

/** Redis and a store in memory. */
async function start(folder) {
  await mkdir(folder, { recursive: true });
  const blobs = new Map();
  const store = http.createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const bytes = blobs.get(request.url);
      if (request.method === 'GET') return response.writeHead(bytes ? 200 : 404).end(bytes);
      if (!bytes) blobs.set(request.url, Buffer.concat(chunks));
      return response.writeHead(bytes ? 412 : 201).end();
    });
  });
  await new Promise((resolve) => store.listen(0, '127.0.0.1', resolve));
  const port = store.address().port + 1 > 65_535 ? 50_000 : store.address().port + 1;
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--requirepass', word, '--save', '', '--appendonly', 'yes'];
  const redis = spawn('redis-server', args, { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return {
    env: { DOSSIER_QUEUE: `redis://:${word}@127.0.0.1:${port}`, DOSSIER_STORE: `http://127.0.0.1:${store.address().port}` },
    close: () => {
      redis.kill();
      store.close();
    },
  };
}
