/**
 * The queue: BullMQ on Redis or PostgreSQL, by the address. Its packages are those of the project and are loaded here alone, when a
 * queue is asked for: who builds on one machine does not install them.
 */
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as Bull from 'bullmq';
import { diagnostic, Stop } from '../../model/diagnostic.ts';
import type { AssembleJob, EditionJob, Returned } from './types.ts';

export type QueueJob = Bull.Job<EditionJob | AssembleJob, Returned>;
export type Jobs = Bull.Queue<EditionJob | AssembleJob, Returned>;
export type Processor = Bull.Processor<EditionJob | AssembleJob, Returned>;
export type WorkerOptions = Omit<Bull.WorkerOptions, 'connection'>;
export type EditionWorker = Bull.Worker<EditionJob | AssembleJob, Returned>;

/** An open queue for one version of Dossier: others neither see its jobs nor add any. */
export interface Connection {
  readonly jobs: Jobs;
  readonly flow: () => Bull.FlowProducer;
  readonly events: () => Bull.QueueEvents;
  readonly worker: (run: Processor, options: WorkerOptions) => EditionWorker;
  readonly errors: Pick<typeof Bull, 'UnrecoverableError' | 'WaitingError'>;
  readonly name: string;
  readonly close: () => Promise<void>;
}

export interface ConnectionOptions {
  /** `redis://…`, `rediss://…`, `valkey://…`, `postgres://…` or `postgresql://…`. */
  readonly address: string;
  /** Hash of the version of Dossier. */
  readonly version: string;
  /** Files or URLs from which packages are looked for: first the project, then Dossier itself. */
  readonly from: readonly string[];
  readonly onError: (why: string) => void;
}

const place = { file: 'dossier' };
/** Milliseconds until a server must have answered for the first time. */
const patience = 10_000;

/** Whether an address is one of a queue. */
export const isQueueAddress = (address: string): boolean => /^(?:rediss?|valkeys?|postgres(?:ql)?):\/\//.test(address);

/** An address without user, password and options, for messages. */
export const shownAddress = (address: string): string => address.replace(/^(\w+:\/\/)(?:[^/@]*@)?([^?#]*).*$/, '$1$2');

/**
 * Opens a queue.
 * @throws Stop if a package is missing, or the server cannot be used
 */
export async function connect({ address, version, from, onError }: ConnectionOptions): Promise<Connection> {
  const isPostgres = address.startsWith('postgres');
  const driver = isPostgres ? 'pg' : 'ioredis';
  const require = requireOf(['bullmq', driver], from);
  const bull = require('bullmq') as typeof Bull;
  // BullMQ takes its driver from where it is itself.
  const url = address.replace(/^valkey/, 'redis');
  await (isPostgres ? tryPostgres(url, require) : tryRedis(url, require)).catch((cause: Error) => {
    throw new Stop(3, [diagnostic('QUEUE_FAILED', { name: shownAddress(address), why: plainReason(cause) }, place)]);
  });
  const { Queue, FlowProducer, QueueEvents, Worker } = (isPostgres
    ? bull.withBackend(bull.createPostgresBackend)
    : bull.withBackend(bull.createRedisBackend)) as unknown as Pick<typeof Bull, 'Queue' | 'FlowProducer' | 'QueueEvents' | 'Worker'>;
  const connection = (
    isPostgres ? { connectionString: url, schema: 'dossier', migrate: true, max: 4 } : { url, maxRetriesPerRequest: null }
  ) as Bull.ConnectionOptions;
  const common = { connection, prefix: 'dossier' };
  const name = `editions-${version.slice(0, 16)}`;
  const open: Closable[] = [];
  const kept = <T extends Closable>(one: T): T => {
    one.on('error', (cause) => onError(plainReason(cause)));
    open.push(one);
    return one;
  };
  return {
    name,
    jobs: kept(new Queue<EditionJob | AssembleJob, Returned>(name, common) as unknown as Jobs),
    flow: () => kept(new FlowProducer(common)),
    events: () => kept(new QueueEvents(name, common)),
    worker: (run, options) => kept(new Worker<EditionJob | AssembleJob, Returned>(name, run, { ...options, ...common })),
    errors: bull,
    close: async () => {
      // What is closed while it still opens would be open for ever.
      const end = async (one: Closable) => {
        await one.waitUntilReady().catch(() => {});
        await one.close().catch(() => {});
      };
      await Promise.race([Promise.all(open.map(end)), sleep(patience, undefined, { ref: false })]);
    },
  };
}

interface Closable {
  readonly waitUntilReady: () => Promise<unknown>;
  readonly close: () => Promise<void>;
  readonly on: (event: 'error', then: (cause: Error) => void) => unknown;
}

type Require = ReturnType<typeof createRequire>;

function requireOf(names: readonly string[], from: readonly string[]): Require {
  const found = from.map((place) => createRequire(place));
  const has = (require: Require, name: string) => {
    try {
      require.resolve(name);
      return true;
    } catch {
      return false;
    }
  };
  const all = found.find((require) => names.every((name) => has(require, name)));
  if (all !== undefined) return all;
  throw new Stop(2, [diagnostic('QUEUE_MISSING', { packages: names.filter((name) => !found.some((one) => has(one, name))) }, place)]);
}

interface RedisClient {
  readonly on: (event: 'error', then: (cause: Error) => void) => unknown;
  readonly connect: () => Promise<void>;
  readonly ping: () => Promise<unknown>;
  readonly disconnect: () => void;
}

/** A client that gives up: BullMQ's own would try for ever. */
async function tryRedis(url: string, require: Require): Promise<void> {
  const loaded = require('ioredis') as { readonly default?: unknown };
  const Redis = (loaded.default ?? loaded) as new (url: string, options: object) => RedisClient;
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0, connectTimeout: patience });
  let first: Error | undefined;
  client.on('error', (cause) => {
    first ??= cause;
  });
  try {
    await client.connect();
    await client.ping();
  } catch (cause) {
    throw first ?? cause;
  } finally {
    client.disconnect();
  }
}

interface PostgresClient {
  readonly on: (event: 'error', then: () => void) => unknown;
  readonly connect: () => Promise<void>;
  readonly end: () => Promise<void>;
}

async function tryPostgres(connectionString: string, require: Require): Promise<void> {
  const { Client } = require('pg') as { readonly Client: new (options: object) => PostgresClient };
  const client = new Client({ connectionString, connectionTimeoutMillis: patience });
  client.on('error', () => {});
  try {
    await client.connect();
  } finally {
    await client.end().catch(() => {});
  }
}

/** What is wrong, in one line and without an address that holds a password. */
function plainReason(cause: Error): string {
  const { message, code } = cause as NodeJS.ErrnoException;
  const text = (
    message ||
    (cause instanceof AggregateError ? String(cause.errors[0]?.message ?? '') : '') ||
    code ||
    'no reason given'
  ).split('\n')[0] as string;
  return text.replace(/(\w+:\/\/)[^/@\s]*@/g, '$1');
}
