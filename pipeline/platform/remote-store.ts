/**
 * A store of bytes by name on another machine: `GET` and `PUT` of `<address>/<name>`, as the caches of Nx and Turborepo have it, or
 * of S3. Whatever goes wrong with it makes a build slower and nothing else.
 */
import pLimit from 'p-limit';

export interface RemoteStore {
  /** The bytes; undefined if there are none, or the store does not answer in time. */
  readonly get: (name: string) => Promise<Uint8Array | undefined>;
  /** Stores bytes in the background, unless there are some of this name. */
  readonly put: (name: string, bytes: Uint8Array) => void;
  /** Waits until everything is stored, or given up. */
  readonly close: () => Promise<void>;
}

export interface RemoteOptions {
  /** `https://…`, `http://…` or `s3://bucket/prefix`. */
  readonly address: string;
  readonly isReadOnly: boolean;
  /** Credentials: `DOSSIER_CACHE_TOKEN`, or the variables of AWS. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds for one request. */
  readonly timeout?: number;
  /** Told once why the store is not asked any more. */
  readonly note: (message: string) => void;
}

/** Sends one request for a name. */
export type Send = (name: string, init: RequestInit) => Promise<Response>;

/** After as many failures in a row the store is left alone. */
const mostFailures = 3;
/** Nothing larger is fetched, in bytes. */
const largest = 512 << 20;

/** Opens a store; nothing is sent until it is needed. */
export function remoteStore({ address, isReadOnly, env, timeout = 10_000, note }: RemoteOptions): RemoteStore {
  let send: Promise<Send> | undefined;
  const failures = { GET: 0, PUT: 0 };
  const limit = pLimit(4);
  const writing = new Set<Promise<void>>();
  // A store that is full, or that this machine may only read, is read all the same.
  const isLeftAlone = (method: 'GET' | 'PUT') => failures.GET >= mostFailures || failures[method] >= mostFailures;

  /** What is read of the answer; undefined after a failure, or if the store is left alone. */
  const ask = async <T>(method: 'GET' | 'PUT', name: string, init: RequestInit, read: (answer: Response) => Promise<T>) => {
    if (isLeftAlone(method)) return undefined;
    try {
      send ??= sender(address, env);
      const answer = await (await send)(name, { ...init, method, signal: AbortSignal.timeout(timeout) });
      if (!answer.ok && !expected[method].includes(answer.status)) {
        await answer.body?.cancel();
        throw new Error(refusal(answer));
      }
      const value = await read(answer);
      failures[method] = 0;
      return value;
    } catch (cause) {
      failures[method] += 1;
      if (failures[method] === mostFailures) note(`${consequence[method]} in this build: ${reasonOf(cause as Error)}`);
      return undefined;
    }
  };

  const bytesOf = async (answer: Response): Promise<Uint8Array | undefined> => {
    if (answer.ok && Number(answer.headers.get('content-length') ?? 0) <= largest) return new Uint8Array(await answer.arrayBuffer());
    await answer.body?.cancel();
    return undefined;
  };

  const write = (name: string, bytes: Uint8Array): Promise<void> => {
    // Whoever is first has stored the same: nothing that is there is written over.
    const headers = { 'content-type': 'application/octet-stream', 'if-none-match': '*' };
    return ask('PUT', name, { headers, body: bytes as Uint8Array<ArrayBuffer> }, async (answer) => answer.body?.cancel());
  };

  return {
    get: (name) => ask('GET', name, {}, bytesOf),
    put: (name, bytes) => {
      if (isReadOnly || isLeftAlone('PUT')) return;
      const done = limit(() => write(name, bytes));
      writing.add(done);
      void done.finally(() => writing.delete(done));
    },
    close: async () => {
      await Promise.all(writing);
    },
  };
}

/** Answers that are no failure: nothing of this name; somebody else was first. */
const expected = { GET: [404], PUT: [409, 412] };
const consequence = { GET: 'the shared cache is not used any more', PUT: 'nothing more is stored in the shared cache' };

/** Requests to S3 are refused when they were signed more than a quarter of an hour ago, or ahead. */
function refusal({ status, statusText, headers }: Response): string {
  const minutes = Math.round((Date.now() - Date.parse(headers.get('date') ?? '')) / 60_000);
  const skew =
    status === 403 && Math.abs(minutes) >= 15 ? `; its clock differs from that of this machine by ${Math.abs(minutes)} minutes` : '';
  return `it answers ${status} ${statusText}`.trim() + skew;
}

/** What is wrong with a connection is one error deeper. */
export const reasonOf = (cause: Error): string => (cause.cause instanceof Error ? cause.cause.message || cause.message : cause.message);

/** How a store is asked, by its address. */
export const sender = (address: string, env: RemoteOptions['env']): Promise<Send> =>
  address.startsWith('s3:') ? s3(address, env) : Promise.resolve(plain(address, env));

/** A plain store; what its address asks (`?teamId=…`) is kept. */
function plain(address: string, env: RemoteOptions['env']): Send {
  const token = env['DOSSIER_CACHE_TOKEN'];
  return (name, { headers, ...init }) => {
    const url = new URL(address);
    // Names of these stores are hashes, without folders.
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/${name.split('/').at(-1)}`;
    return fetch(url, { ...init, headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) }, redirect: 'error' });
  };
}

async function s3(address: string, env: RemoteOptions['env']): Promise<Send> {
  const { AwsClient } = await import('aws4fetch');
  const [accessKeyId, secretAccessKey] = [env['AWS_ACCESS_KEY_ID'], env['AWS_SECRET_ACCESS_KEY']];
  if (!accessKeyId || !secretAccessKey) throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set');
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1';
  const sessionToken = env['AWS_SESSION_TOKEN'];
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
    retries: 0,
    ...(sessionToken ? { sessionToken } : {}),
  });
  const { host: bucket, pathname } = new URL(address);
  const base = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || `https://s3.${region}.amazonaws.com`;
  const folder = `${base.replace(/\/+$/, '')}/${bucket}${pathname.replace(/\/+$/, '')}`;
  return (name, init) => client.fetch(`${folder}/${name.split('/').map(encodeURIComponent).join('/')}`, init);
}
