import { afterEach, expect, test } from 'vitest';
import { type Health, type Readiness, startHealth } from '../../../pipeline/platform/health.ts';

let health: Health | undefined;
afterEach(async () => health?.close());

async function started(readiness: () => Readiness | Promise<Readiness>): Promise<(path: string, method?: string) => Promise<Response>> {
  health = await startHealth({ port: 0, host: '127.0.0.1', readiness, patience: 50 });
  const { port } = health;
  return (path, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method });
}

test('a process lives while it answers, and is ready when it says so', async () => {
  let now: Readiness = { isReady: true, state: 'ready', counts: { running: 2 } };
  const ask = await started(() => now);
  const alive = await ask('/healthz');
  expect([alive.status, await alive.json()]).toEqual([200, { state: 'alive', uptime: 0 }]);
  const ready = await ask('/readyz?verbose');
  expect([ready.status, await ready.json()]).toEqual([200, { state: 'ready', uptime: 0, running: 2 }]);
  now = { isReady: false, state: 'stopping' };
  const stopping = await ask('/readyz');
  expect([stopping.status, await stopping.json()]).toEqual([503, { state: 'stopping', uptime: 0 }]);
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/readyz', 'HEAD')).status).toBe(503);
});

test('a queue that fails or does not answer is not ready, and its address is not told', async () => {
  const ask = await started(() => {
    throw new Error('connect ECONNREFUSED redis://user:secret@queue');
  });
  const failing = await ask('/readyz');
  expect([failing.status, await failing.text()]).toEqual([503, '{"state":"failing","uptime":0}\n']);
  await health?.close();
  const wait = await started(() => new Promise(() => {}));
  expect(await (await wait('/readyz')).json()).toMatchObject({ state: 'no-answer' });
  expect((await wait('/healthz')).status).toBe(200);
});

test('nothing else is there, and nothing can be sent', async () => {
  const ask = await started(() => ({ isReady: true, state: 'ready' }));
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/healthz/../output')).status).toBe(404);
  expect((await ask('/readyz', 'POST')).status).toBe(405);
});

test('a port that is taken is an error of whoever starts it', async () => {
  await started(() => ({ isReady: true, state: 'ready' }));
  await expect(
    startHealth({ port: health?.port ?? 0, host: '127.0.0.1', readiness: () => ({ isReady: true, state: 'ready' }) }),
  ).rejects.toThrow('EADDRINUSE');
});
