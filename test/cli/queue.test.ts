/** Editions built by workers on real queues: Redis and PostgreSQL where they are installed, a store over HTTP, processes that die. */
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuildResult } from '../../pipeline/build/types.ts';
import { sha256 } from '../../pipeline/platform/hash.ts';
import { dossier, home } from '../support/cli.ts';
import { write } from '../support/folders.ts';
import {
  blobServer,
  hasPostgres,
  hasRedis,
  postgresServer,
  redisServer,
  type Server,
  type Store,
  sleep,
  until,
  workerProcess,
} from '../support/queue.ts';

/** How many editions are built while everything fails. */
const many = Number(process.env['QUEUE_EDITIONS'] ?? 8);

if (!hasRedis) console.log('redis-server is not installed; tests of queues on Redis are skipped');
if (!hasPostgres) console.log('PostgreSQL is not installed; tests of queues on PostgreSQL are skipped');

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-queue-'));
  // PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  store = await blobServer();
});
afterAll(async () => {
  store.close();
  await rm(folder, { recursive: true, force: true });
});

type Env = Readonly<Record<string, string>>;

const environment = (server: Server): Env => ({
  DOSSIER_QUEUE: server.address,
  DOSSIER_STORE: store.address,
  DOSSIER_CACHE_TOKEN: 'word',
  DOSSIER_PROOF_KEY: 'a key',
});

const pack = (title: string, more = '') => `title: ${title}\ndate: 2025-10-15\nkinds: [briefing]\ncover: false\ncontents: 0\n${more}`;

/** A project with these packs. */
async function project(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const place = path.join(folder, name);
  await write(place, files);
  return place;
}

const quays = {
  'content/quays/pack.yaml': pack('Quays', 'audiences: { desk: { label: Desk }, press: { label: Press } }\nlanguages: [en, ja]\n'),
  'content/quays/01.md': '# Quays\n\nAll. ![A crane](../../pictures/crane.svg)\n\nThe harbour pays twice. {audience="desk"}\n',
  'content/quays/ja/01.md': '# 岸壁\n\nすべて。\n\n港は二度払う。 {audience="desk"}\n',
  'pictures/crane.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>',
};

/** Runs a command of the queue in a project, and reads its JSON. */
async function run(cwd: string, env: Env, ...args: string[]) {
  const outcome = await dossier([...args, '--reporter', 'json'], { cwd, env, limit: 60_000 + 1000 * many });
  if (!outcome.stdout.startsWith('{')) throw new Error(`no JSON (exit ${outcome.code}): ${outcome.stderr}`);
  return { ...outcome, result: JSON.parse(outcome.stdout) as BuildResult & { readonly id: string } };
}

const codesOf = ({ result }: { result: Pick<BuildResult, 'diagnostics'> }) => result.diagnostics.map(({ code }) => code);
const worker = (name: string, env: Env, ...args: string[]) =>
  workerProcess(folder, ['--cache-dir', path.join(folder, 'cache', name), '--concurrency', '1', '--lease', '2', ...args], env);

/** What a server has on its disk. */
const filesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, withFileTypes: true }).flatMap((one) =>
    one.isFile() ? [path.join(one.parentPath, one.name)] : [],
  );

/** Everything in a folder, by name. */
async function contentsOf(place: string): Promise<Record<string, string>> {
  const names = readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  const entries = await Promise.all(names.sort().map(async (name) => [name, sha256(await readFile(path.join(place, name)))] as const));
  return Object.fromEntries(entries);
}

describe.each([
  ['Redis', hasRedis, redisServer],
  ['PostgreSQL', hasPostgres, postgresServer],
] as const)('on %s', (name, isThere, start) => {
  test.skipIf(!isThere)('workers make what one machine makes, and nothing twice', async () => {
    const server = await start(path.join(folder, name));
    const env = environment(server);
    const cwd = await project(`same-${name}`, quays);
    const one = await worker(`same-${name}`, env);
    try {
      const chosen = name === 'Redis' ? [] : ['--lang', 'en'];
      const count = name === 'Redis' ? 4 : 2;
      const submitted = await run(cwd, env, 'submit', '--out', 'out', ...chosen);
      expect(submitted.result.artifacts).toHaveLength(count);
      const plain = await run(cwd, env, 'build', '--out', 'output', ...chosen);
      expect(submitted.result.diagnostics).toEqual(plain.result.diagnostics);
      expect(await contentsOf(path.join(cwd, 'out'))).toEqual(await contentsOf(path.join(cwd, 'output')));
      expect(plain.result.artifacts.map((artifact) => ({ ...artifact, unchanged: false }))).toEqual(submitted.result.artifacts);

      // The same again is there; another machine gets it by its id.
      const lines = one.lines().length;
      const again = await run(cwd, env, 'submit', '--out', 'out', '--no-wait', ...chosen);
      expect(await dossier(['status', again.result.id, '--out', path.join(folder, `far-${name}`)], { env })).toMatchObject({ code: 0 });
      expect(await contentsOf(path.join(folder, `far-${name}`))).toEqual(await contentsOf(path.join(cwd, 'out')));
      expect(one.lines()).toHaveLength(lines);
      const { stdout } = await dossier(['status'], { env });
      expect(stdout).toContain('1 worker, 0 editions in work, 0 waiting');
      expect(stdout).toContain(`${again.result.id}  done        ${count} of ${count} editions`);

      // Names and digests are in the queue; texts are in the store alone.
      const kept = Buffer.concat(await Promise.all(filesIn(path.join(folder, name)).map((file) => readFile(file))));
      expect(kept.includes('quays/press/en')).toBe(true);
      expect(kept.includes('harbour')).toBe(false);
      const wrong = await run(cwd, { ...env, DOSSIER_QUEUE: env['DOSSIER_QUEUE']?.replace('secret', 'guessed') ?? '' }, 'submit');
      expect([wrong.code, codesOf(wrong)]).toEqual([3, ['QUEUE_FAILED']]);
      expect(wrong.stdout + wrong.stderr).not.toContain('guessed');
      expect(await one.end()).toBe(0);
    } finally {
      await one.end('SIGKILL');
      await server.close();
    }
  });
});

describe.skipIf(!hasRedis)('on a queue', () => {
  let redis: Server;
  let env: Env;
  beforeAll(async () => {
    redis = await redisServer(path.join(folder, 'shared'));
    env = environment(redis);
  });
  afterAll(() => redis.close());

  test('a worker says how it is, to probes and to programs that read logs', async () => {
    const one = await worker('healthy', env, '--health-port', '0', '--log-format', 'json');
    try {
      const events = one.lines().map((line) => JSON.parse(line) as Record<string, unknown>);
      const { port } = events.find(({ event }) => event === 'health') as { port: number };
      const ask = async (place: string) => {
        const response = await fetch(`http://127.0.0.1:${port}/${place}`);
        return [response.status, ((await response.json()) as { state: string }).state];
      };
      expect([await ask('healthz'), await ask('readyz')]).toEqual([
        [200, 'alive'],
        [200, 'ready'],
      ]);
      expect(await one.end()).toBe(0);
      expect(one.lines().map((line) => (JSON.parse(line) as { event: string }).event)).toEqual(['health', 'ready', 'stopping', 'ended']);
    } finally {
      await one.end('SIGKILL');
    }
  });

  test('everything is made once while a worker is killed, the store fails and Redis is started again', async () => {
    const names = Array.from({ length: many }, (_, index) => `p${index + 1}`);
    const texts = names.flatMap((name, index) => [
      [`content/${name}/pack.yaml`, pack(`Report ${index + 1}`)],
      [`content/${name}/01.md`, `# Pier ${index + 1}\n\nText ${index + 1}.\n`],
    ]);
    const cwd = await project('many', Object.fromEntries(texts) as Record<string, string>);
    store.writes.clear();
    const workers = await Promise.all(['a', 'b', 'c'].map((name) => worker(`many-${name}`, env)));
    const all = () => workers.flatMap((one) => one.lines());
    const done = (state: string) => all().filter((line) => line.split(' ')[1] === state);
    try {
      store.faults.rate = 0.1;
      const start = performance.now();
      const submitting = run(cwd, env, 'submit', '--out', 'out');
      await until(() => done('built').length >= many / 6, 'some are built', 60);
      const victim = workers[Math.floor(Math.random() * workers.length)];
      await victim?.end('SIGKILL');
      await until(() => done('built').length >= many / 3, 'more are built', 600);
      await redis.restart();
      const submitted = await submitting;
      console.log(
        `${many} editions, 2 of 3 workers left: ${((performance.now() - start) / 1000).toFixed(1)} s, ${store.failed} requests failed`,
      );
      expect(submitted.result.diagnostics).toEqual([]);
      expect(submitted.code).toBe(0);
      expect(submitted.result.artifacts.map(({ pack }) => pack).sort()).toEqual([...names].sort());
      expect(done('assembled')).toHaveLength(1);
      expect(new Set(store.writes.values())).toEqual(new Set([1]));
      // One machine makes the same; a tenth of them shows it.
      const some = names.filter((_, index) => index % 10 === 0);
      const plain = await run(cwd, env, 'build', ...some);
      const made = await contentsOf(path.join(cwd, 'out'));
      for (const { path: name, sha256: sum } of plain.result.artifacts) expect(made[name]).toBe(sum);
      expect(plain.result.artifacts).toHaveLength(some.length);
    } finally {
      store.faults.rate = 0;
      await Promise.all(workers.map((one) => one.end('SIGKILL')));
    }
  }, 3_600_000);

  test('a poisoned edition fails alone; --fail-fast gives the rest up; a full store and a worker that leaves are reported', async () => {
    const cwd = await project('poison', {
      'content/bad/pack.yaml': pack('Bad', 'audiences: { desk: { label: Desk }, press: { label: Press } }\n'),
      'content/bad/01.md': '# Bad\n\nText. {audience="nobody"}\n',
      'content/good/pack.yaml': pack('Good'),
      'content/good/01.md': '# Good\n\nText.\n',
    });
    const one = await worker('poison', env);
    try {
      // Documents of an earlier build: one that could not be made now, and one that no pack plans any more.
      const old = ['bad/desk/en/briefing.pdf', 'good/desk/en/briefing.pdf'].map((name) => {
        const [pack, audience, lang] = name.split('/');
        return { pack, audience, lang, kind: 'briefing', path: name, pages: 1, bytes: 3, sha256: sha256('old'), claims: [] };
      });
      await write(path.join(cwd, 'out'), {
        ...Object.fromEntries(old.map((one) => [one.path, 'old'])),
        'manifest.json': JSON.stringify({ artifacts: old }),
      });
      const submitted = await run(cwd, env, 'submit', '--out', 'out');
      expect(submitted.code).toBe(1);
      expect(Object.keys(await contentsOf(path.join(cwd, 'out')))).toEqual([
        'bad/desk/en/briefing.pdf',
        'good/everyone/en/briefing.pdf',
        'manifest.json',
      ]);
      expect(submitted.result.artifacts.map(({ pack }) => pack)).toEqual(['good']);
      expect(submitted.result.diagnostics.map(({ place }) => place.file)).toContain('content/bad/01.md');
      // A mistake of the document is no reason to try again.
      expect(one.lines().filter((line) => line.includes('bad/desk'))).toHaveLength(1);

      const fast = await run(cwd, env, 'submit', 'bad', '--fail-fast', '--out', 'out-fast');
      expect(fast.code).toBe(1);
      expect(codesOf(fast)).toContain('QUEUE_STOPPED');
      expect(existsSync(path.join(cwd, 'out-fast/manifest.json'))).toBe(false);

      store.faults.status = 507;
      await write(cwd, { 'content/good/01.md': '# Good\n\nOther text.\n' });
      const full = await run(cwd, env, 'submit', 'good');
      expect([full.code, codesOf(full)]).toEqual([3, ['STORE_FAILED']]);
      store.faults = { rate: 0 };

      // Twice told to end, it gives back what it has begun, and another finishes it.
      const long = Array.from(
        { length: 300 },
        (_, index) => `## Part ${index}\n\nThe *harbour* of part ${index} is [open](https://example.org/${index}).\n`,
      );
      await write(cwd, { 'content/good/01.md': `# Good\n\n${long.join('\n')}` });
      const submitting = run(cwd, env, 'submit', 'good');
      const work = path.join(folder, 'cache/poison/worker');
      await until(() => readdirSync(work).some((name) => name.startsWith('edition-')), 'the edition is begun');
      one.child.kill('SIGTERM');
      await sleep(50);
      expect(await one.end()).toBe(0);
      expect(one.lines().filter((line) => line.includes(' returned  good/'))).toHaveLength(1);
      const other = await worker('poison-other', env);
      const finished = await submitting;
      expect(finished.code).toBe(0);
      await write(cwd, { 'content/good/01.md': `# Good\n\n${[...long, ...long, ...long].join('\n')}` });
      const late = await run(cwd, env, 'submit', 'good', '--time-limit', '1');
      expect([late.code, late.result.failed]).toEqual([1, ['good/everyone/en']]);
      expect(late.result.diagnostics.map(({ message }) => message).join()).toContain('it took longer than 1 s');
      await other.end();
      expect(other.lines().filter((line) => line.includes(' built     good/'))).toHaveLength(1);
    } finally {
      store.faults = { rate: 0 };
      await one.end('SIGKILL');
    }
  });

  test('what a machine fails at is tried again on another', async () => {
    const cwd = await project('machine', { 'content/pier/pack.yaml': pack('Pier'), 'content/pier/01.md': '# Pier\n\nText.\n' });
    const bad = await worker('bad', env, '--browser', path.join(folder, 'no-browser'));
    const submitting = run(cwd, env, 'submit');
    await until(() => bad.lines().some((line) => line.includes('failed    pier/everyone/en')), 'it has failed');
    await bad.end();
    const good = await worker('good', env);
    try {
      const { code, result } = await submitting;
      expect([code, result.diagnostics]).toEqual([0, []]);
    } finally {
      await good.end('SIGKILL');
    }
  });

  test('a worker of another version takes nothing; what waits has a limit and can be cancelled', async () => {
    const cwd = await project('version', { 'content/pier/pack.yaml': pack('Pier'), 'content/pier/01.md': '# Pier\n\nNever built.\n' });
    const other = await worker2(env);
    try {
      const { result } = await run(cwd, env, 'submit', '--no-wait');
      const second = await run(cwd, env, 'submit', '--strict', '--no-wait', '--most-waiting', '1');
      expect([second.code, codesOf(second)]).toEqual([3, ['QUEUE_FULL']]);
      const waiting = dossier(['submit', '--out', 'out'], { cwd, env });
      await sleep(1500);
      expect(other.lines()).toHaveLength(1);
      const status = await dossier(['status', result.id], { env });
      expect(status.stdout).toContain(`${result.id}  waiting     0 of 1 edition`);
      expect((await dossier(['status'], { env })).stdout).toContain('0 workers, 0 editions in work, 1 waiting');
      const cancelled = await dossier(['status', result.id, '--cancel'], { env });
      expect(cancelled.stdout).toContain('cancelled');
      const { code, stderr } = await waiting;
      expect(code).toBe(3);
      expect(stderr).toContain('QUEUE_CANCELLED');
      const unknown = await run(cwd, env, 'status', 'nothing');
      expect([unknown.code, codesOf(unknown)]).toEqual([2, ['QUEUE_UNKNOWN']]);
    } finally {
      await other.end('SIGKILL');
    }
  });

  /** A worker of a Dossier that differs in nothing but its version. */
  function worker2(env: Env) {
    const copy = path.join(folder, 'other');
    mkdirSync(copy);
    cpSync(path.join(home, 'dist'), path.join(copy, 'dist'), { recursive: true, filter: (file) => !file.endsWith('.woff2') });
    for (const name of ['node_modules', 'templates', 'package.json']) symlinkSync(path.join(home, name), path.join(copy, name));
    writeFileSync(path.join(copy, 'dist', 'version'), 'f'.repeat(64));
    return workerProcess(folder, ['--cache-dir', path.join(folder, 'cache', 'other')], env, path.join(copy, 'dist', 'cli.js'));
  }
});
