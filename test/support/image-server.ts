/** A web server of a test, on this machine. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ImageServer {
  /** `http://127.0.0.1:port` */
  readonly at: string;
  readonly port: number;
  /** Paths that were asked for. */
  readonly asked: string[];
}

/** Runs `work` with a server that answers as `routes` say, by path; then the server is gone. */
export async function withServer(
  routes: Readonly<Record<string, (answer: ServerResponse, request: IncomingMessage) => unknown>>,
  work: (server: ImageServer) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const server = http.createServer((request, answer) => {
    asked.push(request.url ?? '');
    const route = routes[(request.url ?? '').replace(/\?.*$/, '')];
    if (route) route(answer, request);
    else answer.writeHead(404).end('not here');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  try {
    await work({ at: `http://127.0.0.1:${port}`, port, asked });
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}
