/** An endpoint that says whether a long-running process lives and takes work. It tells counts, never names of packs or documents. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the process says of itself. */
export interface Readiness {
  /** Whether it takes work now: its queue answers, and it is not stopping. */
  readonly isReady: boolean;
  /** One word for people who look: `ready`, `starting`, `stopping`, `queue-unreachable`. */
  readonly state: string;
  /** Numbers, as `running` or `done`. */
  readonly counts?: Readonly<Record<string, number>>;
}

export interface HealthOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** The address to listen at. Probes of a container come from outside of it, so the command says which. */
  readonly host: string;
  /** Asked at each request, at most for `patience` milliseconds. */
  readonly readiness: () => Readiness | Promise<Readiness>;
  readonly patience?: number;
}

export interface Health {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * `/healthz` answers 200 as long as the process answers at all, `/readyz` 200 or 503. Both say why in one JSON object.
 * Whoever starts it closes it; an open endpoint does not keep the process alive.
 */
export async function startHealth({ port, host, readiness, patience = 2000 }: HealthOptions): Promise<Health> {
  const since = performance.now();
  const uptime = () => Math.round((performance.now() - since) / 1000);
  const server = createServer((request, response) => {
    const answer = (status: number, body: Readonly<Record<string, unknown>>): void => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : `${JSON.stringify(body)}\n`);
    };
    const path = request.url?.split('?', 1)[0];
    if (path !== '/healthz' && path !== '/readyz') return answer(404, { state: 'unknown' });
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(405, { state: 'unknown' });
    if (path === '/healthz') return answer(200, { state: 'alive', uptime: uptime() });
    void within(patience, readiness).then(({ isReady, state, counts = {} }) =>
      answer(isReady ? 200 : 503, { state, uptime: uptime(), ...counts }),
    );
  });
  // Probes are short; a client that sends nothing keeps no connection.
  server.requestTimeout = 5000;
  server.headersTimeout = 5000;
  server.unref();
  await listening(server, port, host);
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

/** What cannot be asked is not ready; the reason could hold an address with a password, so it is not told. */
async function within(patience: number, readiness: HealthOptions['readiness']): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ isReady: false, state: 'no-answer' }), patience);
  });
  try {
    return await Promise.race([late, Promise.resolve().then(readiness)]);
  } catch {
    return { isReady: false, state: 'failing' };
  } finally {
    clearTimeout(timer);
  }
}

const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
