/** Real servers for tests of queues: Redis and PostgreSQL where they are installed, and a store that fails when asked to. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import http from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { cli } from './cli.ts';

export const hasRedis: boolean = spawnSync('redis-server', ['--version']).error === undefined;

/** Where PostgreSQL's programs are: Debian keeps them out of the path. */
const postgresFolder: string | undefined = [
  ...(process.env['PATH'] ?? '').split(path.delimiter),
  ...(existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').map((one) => `/usr/lib/postgresql/${one}/bin`) : []),
].find((folder) => ['initdb', 'postgres', 'pg_isready'].every((name) => existsSync(path.join(folder, name))));
export const hasPostgres: boolean = postgresFolder !== undefined;

export interface Server {
  readonly address: string;
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until something is so. */
export async function until(is: () => boolean | Promise<boolean>, what: string, seconds = 20): Promise<void> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    if (await is()) return;
    await sleep(50);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

export function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', () => resolve()));

/** Redis with a password, and with a journal, so that a restart loses nothing. */
export async function redisServer(folder: string): Promise<Server> {
  await mkdir(folder, { recursive: true });
  const port = await freePort();
  const settings = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    requirepass: 'secret',
    save: '',
    appendonly: 'yes',
    'maxmemory-policy': 'noeviction',
  };
  const args = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, String(value)]);
  const answers = () =>
    spawnSync('redis-cli', ['-p', String(port), '-a', 'secret', '--no-auth-warning', 'ping'])
      .stdout?.toString()
      .startsWith('PONG') ?? false;
  const begin = async () => {
    const child = spawn('redis-server', args, { stdio: 'ignore' });
    await until(answers, 'Redis answers');
    return child;
  };
  let child = await begin();
  const stop = async () => {
    child.kill('SIGTERM');
    await ended(child);
  };
  return {
    address: `redis://:secret@127.0.0.1:${port}`,
    restart: async () => {
      await stop();
      await sleep(300);
      child = await begin();
    },
    close: stop,
  };
}

/** PostgreSQL, which refuses to run as root. */
export async function postgresServer(folder: string): Promise<Server> {
  const bin = (name: string) => path.join(postgresFolder ?? '', name);
  await mkdir(folder, { recursive: true });
  const isRoot = process.getuid?.() === 0;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
  const who = isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (who.uid !== undefined) chownSync(folder, who.uid, who.gid);
  const data = path.join(folder, 'data');
  const port = await freePort();
  const words = path.join(folder, 'password');
  execFileSync('sh', ['-c', `printf secret > '${words}'`], who);
  execFileSync(bin('initdb'), ['-D', data, '-U', 'dossier', '-A', 'scram-sha-256', `--pwfile=${words}`, '--no-sync'], {
    ...who,
    stdio: 'ignore',
    cwd: folder,
  });
  const begin = async () => {
    const options = ['-D', data, '-p', String(port), '-k', folder, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'];
    const child = spawn(bin('postgres'), options, { ...who, stdio: 'ignore', cwd: folder });
    await until(() => spawnSync(bin('pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0, 'PostgreSQL answers');
    return child;
  };
  let child = await begin();
  const stop = async () => {
    child.kill('SIGINT');
    await ended(child);
  };
  return {
    address: `postgres://dossier:secret@127.0.0.1:${port}/postgres`,
    restart: async () => {
      await stop();
      child = await begin();
    },
    close: stop,
  };
}

export interface Store {
  readonly address: string;
  readonly blobs: Map<string, Buffer>;
  /** How many writes of each name were accepted. */
  readonly writes: Map<string, number>;
  /** Answers in place of an answer: 0 to 1 of all requests, or a status for every write. */
  faults: { rate: number; status?: number };
  failed: number;
  readonly close: () => void;
}

/** A store over HTTP: nothing is written over, and only who has the token is answered. */
export async function blobServer(token = 'word'): Promise<Store> {
  const blobs = new Map<string, Buffer>();
  const writes = new Map<string, number>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const name = request.url ?? '';
      const answer = (status: number, body?: Buffer) => void response.writeHead(status).end(body);
      if (request.headers.authorization !== `Bearer ${token}`) return answer(401);
      if (Math.random() < store.faults.rate) {
        store.failed += 1;
        return Math.random() < 0.5 ? answer(503) : void request.socket.destroy();
      }
      if (request.method === 'GET') return blobs.has(name) ? answer(200, blobs.get(name)) : answer(404);
      if (store.faults.status !== undefined) return answer(store.faults.status);
      if (blobs.has(name)) return answer(412);
      blobs.set(name, Buffer.concat(chunks));
      writes.set(name, (writes.get(name) ?? 0) + 1);
      return answer(201);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const store: Store = { address: `http://127.0.0.1:${port}`, blobs, writes, faults: { rate: 0 }, failed: 0, close: () => server.close() };
  return store;
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  /** What it has printed. */
  readonly lines: () => string[];
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

/** A worker in a process of its own, ready for work. */
export async function workerProcess(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  program = cli,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [program, 'worker', ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
  const lines = () => Buffer.concat(printed).toString().split('\n').filter(Boolean);
  await until(() => lines().some((line) => / ready: |"event":"ready"/.test(line)) || child.exitCode !== null, 'the worker is ready');
  return {
    child,
    lines,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await ended(child);
      return child.exitCode;
    },
  };
}
