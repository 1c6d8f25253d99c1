/**
 * A store that work depends on: bytes under their SHA-256, over HTTP or in S3. Unlike a cache, it says when it fails. Nothing that is
 * there is written over, and what arrives has the digest that was asked for.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256 } from './hash.ts';
import { type RemoteOptions, reasonOf, type Send, sender } from './remote-store.ts';

export interface BlobStore {
  /**
   * The bytes with this SHA-256.
   * @throws StoreError if they are not there, or the store fails
   */
  readonly get: (digest: string) => Promise<Uint8Array>;
  /**
   * Stores bytes, unless they are there, and gives their SHA-256.
   * @throws StoreError if the store fails, or is full
   */
  readonly put: (bytes: Uint8Array) => Promise<string>;
}

/** The store cannot be used at the moment. It is nobody's mistake in a document. */
export class StoreError extends Error {}

/** How often a request is tried, and how long the first pause is in milliseconds; each is twice as long as the one before. */
const [tries, firstPause] = [5, 100];

/** Opens a store; nothing is sent until it is needed. */
export function blobStore({ address, env, timeout = 60_000 }: Pick<RemoteOptions, 'address' | 'env' | 'timeout'>): BlobStore {
  let send: Promise<Send> | undefined;
  /** What this process has stored or read need not be sent again. */
  const known = new Set<string>();

  const ask = async (digest: string, init: RequestInit): Promise<{ readonly status: number; readonly bytes: Uint8Array }> => {
    send ??= sender(address, env);
    const answer = await (await send)(`blobs/${digest}`, { ...init, signal: AbortSignal.timeout(timeout) });
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };

  /** Tries until the answer is of use; what cannot become better is not tried again. */
  const insist = async <T>(what: string, once: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once();
      } catch (cause) {
        const error = cause instanceof StoreError ? cause : new StoreError(`the store cannot be reached: ${reasonOf(cause as Error)}`);
        if (attempt === tries || cause instanceof Refused) throw new StoreError(`${what}: ${error.message}`);
        // Machines that failed together do not come back together.
        await sleep(firstPause * 2 ** (attempt - 1) * (0.5 + Math.random()));
      }
    }
  };

  return {
    get: (digest) =>
      insist(`reading ${digest.slice(0, 12)}`, async () => {
        const { status, bytes } = await ask(digest, { method: 'GET' });
        if (status === 404) throw new Refused('the store does not have it');
        if (status !== 200) throw errorOf(status);
        if (sha256(bytes) !== digest) throw new StoreError('the store has other bytes of this name');
        known.add(digest);
        return bytes;
      }),
    put: async (bytes) => {
      const digest = sha256(bytes);
      if (known.has(digest)) return digest;
      await insist(`storing ${digest.slice(0, 12)}`, async () => {
        const headers = { 'content-type': 'application/octet-stream', 'if-none-match': '*' };
        const { status } = await ask(digest, { method: 'PUT', headers, body: bytes as Uint8Array<ArrayBuffer> });
        // 412 and 409: whoever was first has stored the same.
        if ((status < 200 || status > 299) && status !== 412 && status !== 409) throw errorOf(status);
        known.add(digest);
      });
      return digest;
    },
  };
}

/** An answer that stays the same however often one asks. */
class Refused extends StoreError {}

function errorOf(status: number): StoreError {
  if (status === 401 || status === 403) return new Refused(`the store refuses these credentials (${status})`);
  if (status === 413 || status === 507) return new Refused(`the store is full (${status})`);
  return new StoreError(`the store answers ${status}`);
}
