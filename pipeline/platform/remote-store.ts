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
  let failures = 0;
  const limit = pLimit(4);
  const writing = new Set<Promise<void>>();

  /** The answer; undefined after a failure, or if the store is left alone. */
  const ask = async (name: string, init: RequestInit): Promise<Response | undefined> => {
    if (failures >= mostFailures) return undefined;
    try {
      send ??= sender(address, env);
      const answer = await (await send)(name, { ...init, signal: AbortSignal.timeout(timeout) });
      if (answer.status >= 500 || answer.status === 401 || answer.status === 403 || answer.status === 429)
        throw new Error(`it answers ${answer.status} ${answer.statusText}`.trim());
      failures = 0;
      return answer;
    } catch (cause) {
      failures += 1;
      if (failures === mostFailures) note(`the shared cache is not used any more in this build: ${reasonOf(cause as Error)}`);
      return undefined;
    }
  };

  const get = async (name: string): Promise<Uint8Array | undefined> => {
    const answer = await ask(name, { method: 'GET' });
    try {
      if (answer === undefined || !answer.ok || Number(answer.headers.get('content-length') ?? 0) > largest) {
        await answer?.body?.cancel();
        return undefined;
      }
      return new Uint8Array(await answer.arrayBuffer());
    } catch {
      return undefined;
    }
  };

  const write = async (name: string, bytes: Uint8Array): Promise<void> => {
    // Whoever is first has stored the same: nothing that is there is written over.
    const headers = { 'content-type': 'application/octet-stream', 'if-none-match': '*' };
    const answer = await ask(name, { method: 'PUT', headers, body: bytes as Uint8Array<ArrayBuffer> });
    await answer?.body?.cancel().catch(() => {});
  };

  return {
    get,
    put: (name, bytes) => {
      if (isReadOnly || failures >= mostFailures) return;
      const done = limit(() => write(name, bytes));
      writing.add(done);
      void done.finally(() => writing.delete(done));
    },
    close: async () => {
      await Promise.all(writing);
    },
  };
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
