/** A cache that several machines share: a real store over HTTP, and S3 where its server is installed. */
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { remoteStore } from '../../pipeline/platform/remote-store.ts';
import { dossier } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';
import { bucket, hasS3, startS3 } from '../support/s3.ts';

interface Store {
  readonly address: string;
  readonly entries: Map<string, Buffer>;
  readonly asked: string[];
  /** What every request is answered with, if set; 0 for no answer at all. */
  status: number | undefined;
  readonly close: () => void;
}

/** A store as Nx and Turborepo know it: nothing is written over. */
async function openStore(token: string): Promise<Store> {
  const entries = new Map<string, Buffer>();
  const asked: string[] = [];
  const store: { status: number | undefined } = { status: undefined };
  const server = http.createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push(`${method} ${url}`);
    const end = (status: number, body?: Buffer) => void response.writeHead(status).end(body);
    if (store.status === 0) return;
    if (store.status !== undefined) return end(store.status);
    if (headers.authorization !== `Bearer ${token}`) return end(401);
    const entry = entries.get(url);
    if (method === 'GET') return entry === undefined ? end(404) : end(200, entry);
    if (entry !== undefined) return end(409);
    entries.set(url, Buffer.concat(chunks));
    end(200);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(store, {
    ...{ address: `http://127.0.0.1:${port}/v1/cache`, entries, asked },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
}

const secret = 'Brambleworth';
const files = (address: string) => ({
  'content/quays/pack.yaml': `title: Quays\ndate: 2025-10-15\nkinds: [briefing]\ncover: false\ncontents: 0\ncache: { remote: ${address} }\naudiences: { desk: { label: Desk }, press: { label: Press } }\n`,
  'content/quays/01.md': `# Quays\n\nAll.\n\n${secret}. {audience="desk"}\n`,
});

/** One machine more, with a cache and an output folder of its own. */
async function machine(folder: string, name: string, env: Record<string, string>) {
  const { code, stdout, stderr } = await dossier(['build', '--out', `out-${name}`, '--cache-dir', `cache-${name}`, '--reporter', 'json'], {
    cwd: folder,
    env: { DOSSIER_PROOF_KEY: 'a key', DOSSIER_CACHE_REMOTE: 'pack', ...env },
  });
  const { artifacts } = JSON.parse(stdout) as { artifacts: { path: string; sha256: string; proof: unknown }[] };
  return { code, stderr, artifacts };
}

test('another machine takes what one has printed, proves it again, and goes on without a store', async ({ folder }) => {
  const store = await openStore('t0ken');
  try {
    await write(folder, files(store.address));
    const env = { DOSSIER_CACHE_TOKEN: 't0ken' };
    const first = await machine(folder, 'a', env);
    expect(first.code).toBe(0);
    expect(store.entries.size).toBe(2);
    for (const url of store.entries.keys()) expect(url).toMatch(/^\/v1\/cache\/[0-9a-f]{64}$/);
    // Whoever takes from the store prints nothing.
    store.asked.length = 0;
    const second = await machine(folder, 'b', { ...env, DOSSIER_CACHE_READ_ONLY: '1' });
    expect(second.artifacts).toEqual(first.artifacts);
    expect(store.asked.filter((one) => one.startsWith('PUT'))).toEqual([]);
    expect(store.asked).toHaveLength(2);

    // An entry that was altered is none; whoever is first has stored it.
    for (const [url, bytes] of store.entries) store.entries.set(url, Buffer.concat([bytes.subarray(0, -1), Buffer.from('x')]));
    const third = await machine(folder, 'c', env);
    expect(third.artifacts.map((one) => one.sha256)).toEqual(first.artifacts.map((one) => one.sha256));

    // A pack alone sends nothing anywhere.
    store.asked.length = 0;
    await machine(folder, 'z', { ...env, DOSSIER_CACHE_REMOTE: '' });
    expect(store.asked).toEqual([]);

    // Another audience has other entries, and nobody reads them without the key.
    store.entries.clear();
    await machine(folder, 'd', { ...env, DOSSIER_CACHE_KEY: 'a long secret of the organisation' });
    expect(store.entries.size).toBe(2);
    for (const bytes of store.entries.values()) expect(bytes.includes('%PDF')).toBe(false);
    expect((await machine(folder, 'e', { ...env, DOSSIER_CACHE_KEY: 'another secret' })).code).toBe(0);
    expect(store.entries.size).toBe(4);

    for (const [name, status, own] of [
      ['f', 500, env],
      ['g', undefined, { DOSSIER_CACHE_TOKEN: 'wrong' }],
    ] as const) {
      store.status = status;
      const made = await machine(folder, name, own);
      expect(made.artifacts.map((one) => one.sha256)).toEqual(first.artifacts.map((one) => one.sha256));
      expect(made.code).toBe(0);
    }
  } finally {
    store.close();
  }
});

/** A clock that is an hour ahead, for one process. */
const anHourAhead = `--import=data:text/javascript,${encodeURIComponent(
  'const D=Date;globalThis.Date=class extends D{constructor(...a){if(a.length)super(...a);else super(D.now()+36e5)}static now(){return D.now()+36e5}}',
)}`;

test.skipIf(!hasS3)('S3 is a store, too: entries lie by pack and audience, and a store that refuses is only slower', async ({ folder }) => {
  const s3 = await startS3(folder);
  try {
    await write(folder, files(`s3://${bucket}/team`));
    const first = await machine(folder, 'a', s3.env);
    const listed = await (await s3.send('?list-type=2')).text();
    const keys = [...listed.matchAll(/<Key>([^<]+)/g)].map(([, key = '']) => key);
    expect(keys.map((key) => key.split('/').slice(0, 3).join('/'))).toEqual(['team/quays/desk', 'team/quays/press']);
    const second = await machine(folder, 'b', { ...s3.env, DOSSIER_CACHE_READ_ONLY: '1' });
    expect(second.artifacts).toEqual(first.artifacts);
    const [one] = first.artifacts;
    expect(await readFile(path.join(folder, 'out-b', one?.path ?? ''))).toEqual(
      await readFile(path.join(folder, 'out-a', one?.path ?? '')),
    );

    // An entry that somebody has cut short is none.
    const key = `/${keys[0]}`;
    const whole = new Uint8Array(await (await s3.send(key)).arrayBuffer());
    await s3.send(key, { method: 'PUT', body: whole.subarray(0, -9) });
    for (const [name, env] of [
      ['cut', s3.env],
      ['credentials', { ...s3.env, AWS_SECRET_ACCESS_KEY: 'wrong' }],
      ['clock', { ...s3.env, NODE_OPTIONS: anHourAhead }],
    ] as const) {
      const made = await machine(folder, name, env);
      expect({ name, code: made.code, sums: made.artifacts.map(({ sha256 }) => sha256) }).toEqual({
        name,
        code: 0,
        sums: first.artifacts.map(({ sha256 }) => sha256),
      });
    }
  } finally {
    s3.close();
  }
});

test.skipIf(!hasS3)('of twenty writers at once one writes, and all read what it wrote', async ({ folder }) => {
  const s3 = await startS3(folder);
  const notes: string[] = [];
  try {
    const stores = Array.from({ length: 20 }, () =>
      remoteStore({ address: `s3://${bucket}/team`, isReadOnly: false, env: s3.env, note: (message) => notes.push(message) }),
    );
    // Each writer would write something of its own, so that a mixture or a second write would be seen.
    const bytesOf = (writer: number, name: string) => Buffer.alloc(50_000, `writer ${writer} of ${name} `);
    const names = Array.from({ length: 8 }, (_, index) => `quays/desk/${index}`);
    for (const [writer, store] of stores.entries()) for (const name of names) store.put(name, bytesOf(writer, name));
    await Promise.all(stores.map((store) => store.close()));
    for (const name of names) {
      const read = await Promise.all(stores.map((store) => store.get(name)));
      const winner = Number(/^writer (\d+)/.exec(Buffer.from(read[0] ?? []).toString('utf8', 0, 12))?.[1]);
      for (const one of read) expect(Buffer.from(one ?? []).equals(bytesOf(winner, name))).toBe(true);
    }
    expect(notes).toEqual([]);

    // Who has no right to write reads all the same, and says once why nothing is stored.
    const stranger = remoteStore({
      ...{ address: `s3://${bucket}/team`, isReadOnly: false, note: (message: string) => notes.push(message) },
      env: { ...s3.env, AWS_SECRET_ACCESS_KEY: 'wrong' },
    });
    for (const name of names) expect(await stranger.get(name)).toBeUndefined();
    expect(notes.splice(0)).toEqual(['the shared cache is not used any more in this build: it answers 403 Forbidden']);

    // A clock that is wrong is named, since nothing else shows it.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
    const early = remoteStore({ address: `s3://${bucket}/team`, isReadOnly: true, env: s3.env, note: (message) => notes.push(message) });
    for (const name of names) expect(await early.get(name)).toBeUndefined();
    expect(notes).toEqual([expect.stringMatching(/403 Forbidden; its clock differs from that of this machine by 60 minutes$/)]);
  } finally {
    vi.useRealTimers();
    s3.close();
  }
});
