/** What a store does wrong makes a build slower and nothing else: real servers that fail in every way that servers fail. */
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type RemoteStore, remoteStore } from '../../../pipeline/platform/remote-store.ts';
import { type SharedEntry, sharedCache } from '../../../pipeline/publish/shared-cache.ts';

type Answer = (response: http.ServerResponse, stored: Buffer | undefined) => void;

interface Server {
  readonly address: string;
  readonly entries: Map<string, Buffer>;
  readonly asked: string[];
  /** How the request of this number is answered instead, if at all. */
  fault: (request: number, method: string) => Answer | undefined;
  readonly close: () => void;
}

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function start(): Promise<Server> {
  const entries = new Map<string, Buffer>();
  const asked: string[] = [];
  const own: Pick<Server, 'fault'> = { fault: () => undefined };
  const server = http.createServer(async (request, response) => {
    const { method = '', url = '' } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    asked.push(method);
    const stored = entries.get(url);
    const fault = own.fault(asked.length, method);
    if (fault) return fault(response, stored);
    if (method === 'GET') return void response.writeHead(stored ? 200 : 404).end(stored);
    if (stored) return void response.writeHead(412).end();
    entries.set(url, Buffer.concat(chunks));
    response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const made: Server = Object.assign(own, {
    ...{ address: `http://127.0.0.1:${port}`, entries, asked },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  open.push(made);
  return made;
}

const notes: string[] = [];
const opened = (server: Server, isReadOnly = false, timeout = 10_000): RemoteStore => {
  notes.length = 0;
  return remoteStore({ address: server.address, isReadOnly, env: {}, timeout, note: (message) => notes.push(message) });
};

const status =
  (code: number): Answer =>
  (response) =>
    void response.writeHead(code).end('<Error/>');
const silence: Answer = () => {};
const stalled: Answer = (response, stored) =>
  void response.writeHead(200, { 'content-length': 1000 }).write(stored?.subarray(0, 10) ?? 'x');
const cut: Answer = (response, stored) => void response.writeHead(200).end(stored?.subarray(0, -3));
const other: Answer = (response, stored) => void response.writeHead(200).end(Buffer.from(stored ?? 'x').reverse());
const hangUp: Answer = (response) => void response.destroy();

const name = (index: number) => ({ path: `quays/desk/en/${index}.pdf`, pack: 'quays', audience: 'desk', lang: 'en', kind: 'briefing' });
const entry = (index: number): SharedEntry => {
  const pdf = Buffer.alloc(2000, `document ${index} `);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const artifact = { ...name(index), pages: 1, bytes: pdf.length, sha256, claims: [] } as unknown as SharedEntry['artifact'];
  return { artifact, diagnostics: [], pdf };
};

test('a store that fails for a tenth of requests, in any way, gives what was stored or nothing', async () => {
  const server = await start();
  const faults = [status(500), status(503), hangUp, cut, other, status(429)];
  // Spread by a sequence that repeats the same in every run.
  let seed = 7;
  server.fault = (request) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % 10 === 0 ? faults[request % faults.length] : undefined;
  };
  const store = opened(server);
  const cache = sharedCache(store, 'a secret');
  const all = Array.from({ length: 150 }, (_, index) => index);
  for (const index of all) cache.put(name(index), `print ${index}`, entry(index));
  await store.close();
  let found = 0;
  for (const index of all) {
    const got = await cache.get(name(index), `print ${index}`);
    if (got === undefined) continue;
    found += 1;
    expect(Buffer.from(got.pdf).equals(entry(index).pdf)).toBe(true);
  }
  expect(found).toBeGreaterThan(100);
  expect(found).toBeLessThan(150);
  expect(notes).toEqual([]);
});

test('a full store is read all the same, and told once', async () => {
  for (const code of [507, 403, 413]) {
    const server = await start();
    const first = opened(server);
    first.put('quays/desk/old', Buffer.from('old'));
    await first.close();
    server.fault = (_, method) => (method === 'PUT' ? status(code) : undefined);
    const store = opened(server);
    for (let index = 0; index < 20; index += 1) {
      store.put(`quays/desk/${index}`, Buffer.from('new'));
      await store.close();
      expect(await store.get('quays/desk/old')).toEqual(new Uint8Array(Buffer.from('old')));
    }
    expect(server.asked.filter((method) => method === 'PUT')).toHaveLength(1 + 3);
    expect(notes).toEqual([expect.stringMatching(`^nothing more is stored in the shared cache in this build: it answers ${code}`)]);
  }
});

test('a store that does not answer, or never ends, costs three time-outs', async () => {
  for (const [fault, why] of [
    [silence, /timeout/],
    [stalled, /timeout|terminated/],
    [hangUp, /closed/],
    [status(400), /400 Bad Request/],
  ] as const) {
    const server = await start();
    server.fault = () => fault;
    const store = opened(server, false, 150);
    const begin = performance.now();
    for (let index = 0; index < 30; index += 1) expect(await store.get(`quays/desk/${index}`)).toBeUndefined();
    store.put('quays/desk/x', Buffer.from('x'));
    await store.close();
    expect(performance.now() - begin).toBeLessThan(3 * 150 + 4000);
    expect(server.asked).toEqual(['GET', 'GET', 'GET']);
    expect(notes).toEqual([expect.stringMatching(why)]);
  }
});

test('who may only read sends nothing, and nobody listening is no error', async () => {
  const server = await start();
  const reader = opened(server, true);
  reader.put('quays/desk/x', Buffer.from('x'));
  await reader.close();
  expect(server.asked).toEqual([]);
  server.close();
  const store = opened(server);
  for (let index = 0; index < 5; index += 1) expect(await store.get('quays/desk/x')).toBeUndefined();
  expect(notes).toEqual([expect.stringContaining('ECONNREFUSED')]);
});
