/** What the commands of a queue have in common: where it and its store are, and how its errors are reported. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Connection, connect, isQueueAddress } from '../build/remote/connection.ts';
import { type BlobStore, blobStore } from '../platform/blob-store.ts';
import { defaultCacheFolder, dossierVersion, installRoot } from '../platform/install-root.ts';
import type { QueueFlags } from './options.ts';
import { UsageError } from './usage.ts';

export interface OpenQueue {
  readonly connection: Connection;
  readonly store: BlobStore;
  readonly version: string;
}

/** @throws UsageError without addresses; Stop if the queue cannot be used */
export async function openQueue(flags: QueueFlags, note: (message: string) => void): Promise<OpenQueue> {
  const { env } = process;
  const address = flags.queue || env['DOSSIER_QUEUE'];
  const place = flags.store || env['DOSSIER_STORE'];
  if (!address) throw new UsageError('no queue: use --queue with redis://… or postgres://…, or set DOSSIER_QUEUE');
  if (!isQueueAddress(address)) throw new UsageError('a queue has an address with redis://, rediss://, valkey:// or postgres://');
  if (!place) throw new UsageError('no store: use --store with https://… or s3://bucket/prefix, or set DOSSIER_STORE');
  if (!/^(?:https?|s3):\/\//.test(place)) throw new UsageError('a store has an address with https://, http:// or s3://');
  const version = (await dossierVersion()).trim();
  let last = '';
  const connection = await connect({
    address,
    version,
    from: [path.resolve('package.json'), path.join(installRoot, 'package.json')],
    // A connection that is lost says so at every attempt to get it back.
    onError: (why) => {
      if (why !== last) note(`queue: ${why}`);
      last = why;
    },
  });
  return { connection, store: blobStore({ address: place, env }), version };
}

/** The cache folder of a command. */
export async function cacheFolder(given: string | undefined): Promise<string> {
  const folder = path.resolve(given ?? defaultCacheFolder('.'));
  await mkdir(folder, { recursive: true });
  return folder;
}
