/** A cache that several machines share: a real store over HTTP, and S3 where its server is installed. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { AwsClient } from 'aws4fetch';
import { expect, test as plain } from 'vitest';
import { dossier } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';

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

const moto = spawnSync('moto_server', ['--version']).error === undefined;

plain.skipIf(!moto)('S3 is a store, too: entries lie by pack and audience', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-s3-'));
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '5599'], { stdio: 'ignore' });
  try {
    const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_ENDPOINT_URL: 'http://127.0.0.1:5599' };
    const client = new AwsClient({ accessKeyId: 'a', secretAccessKey: 'b', service: 's3', region: 'us-east-1' });
    const bucket = 'http://127.0.0.1:5599/bucket';
    for (let tries = 0; tries < 50; tries += 1) {
      if (
        await client.fetch(bucket, { method: 'PUT' }).then(
          () => true,
          () => false,
        )
      )
        break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await write(folder, files('s3://bucket/documents'));
    const first = await machine(folder, 'a', env);
    const listed = await (await client.fetch(`${bucket}?list-type=2`)).text();
    const keys = [...listed.matchAll(/<Key>([^<]+)/g)].map(([, key = '']) => key.split('/').slice(0, 3).join('/'));
    expect(keys).toEqual(['documents/quays/desk', 'documents/quays/press']);
    const second = await machine(folder, 'b', { ...env, DOSSIER_CACHE_READ_ONLY: '1' });
    expect(second.artifacts).toEqual(first.artifacts);
    await writeFile(path.join(folder, 'seen'), '');
    expect(await readFile(path.join(folder, 'out-b', first.artifacts[0]?.path ?? ''))).toEqual(
      await readFile(path.join(folder, 'out-a', first.artifacts[0]?.path ?? '')),
    );
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});
