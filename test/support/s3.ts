/** A real store that speaks S3: versitygw, where `.ci/run` or somebody else has installed it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { AwsClient } from 'aws4fetch';
import { home } from './cli.ts';

const own = path.join(home, 'node_modules/.cache/versitygw/versitygw');
const program = existsSync(own) ? own : 'versitygw';

/** Whether tests that need it are run. */
export const hasS3: boolean = spawnSync(program, ['--version']).error === undefined;
if (!hasS3) process.stderr.write('versitygw is not installed: tests of S3 are skipped\n');

export interface S3 {
  /** What a build gets to know of it. */
  readonly env: Record<string, string>;
  /** Sends a signed request; the path is below the bucket. */
  readonly send: (path: string, init?: RequestInit) => Promise<Response>;
  readonly close: () => void;
}

export const bucket = 'documents';
const [access, secret] = ['access', 'a-secret-of-this-test'];

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts a store in a folder, with one empty bucket. Whoever starts it closes it. */
export async function startS3(folder: string): Promise<S3> {
  const place = path.join(folder, 's3');
  await mkdir(place);
  const port = await freePort();
  const server: ChildProcess = spawn(program, ['--quiet', '--port', `127.0.0.1:${port}`, 'posix', place], {
    env: { ...process.env, ROOT_ACCESS_KEY: access, ROOT_SECRET_KEY: secret },
    stdio: 'ignore',
  });
  const client = new AwsClient({ accessKeyId: access, secretAccessKey: secret, service: 's3', region: 'us-east-1', retries: 0 });
  const endpoint = `http://127.0.0.1:${port}`;
  const send = (name: string, init?: RequestInit) => client.fetch(`${endpoint}/${bucket}${name}`, init);
  for (let tries = 0; ; tries += 1) {
    const answer = await send('', { method: 'PUT' }).catch(() => undefined);
    if (answer?.ok) break;
    if (tries === 100) throw new Error(`versitygw does not start: ${answer ? await answer.text() : 'no answer'}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    env: { AWS_ACCESS_KEY_ID: access, AWS_SECRET_ACCESS_KEY: secret, AWS_ENDPOINT_URL: endpoint },
    send,
    close: () => void server.kill(),
  };
}
