/** `dossier preview`: packs in a browser, built again after each save. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { watchChanges } from '../build/changes.ts';
import type { Context } from '../platform/context.ts';
import { installRoot, packageVersion } from '../platform/install-root.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { type Listener, previewApp } from './app.ts';
import { Builder } from './builder.ts';
import { Desk } from './desk.ts';
import { Edits } from './edits.ts';
import { Printed } from './printed.ts';

export interface PreviewOptions {
  /** Absolute paths of pack folders or Markdown files. */
  readonly packs: readonly string[];
  readonly cwd: string;
  /** The address to listen at: 127.0.0.1 unless others may look. */
  readonly host: string;
  /** The port to begin with; the next free one is taken. */
  readonly port: number;
  readonly jobs: number;
  /** Command line of the editor. */
  readonly editor?: string | undefined;
  /** Folders that builds write to, and that are not watched. */
  readonly ignored: readonly string[];
  readonly onError: (cause: Error) => void;
}

export interface Preview {
  /** The address for a browser, with the token. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  readonly close: () => Promise<void>;
}

/** Starts the server. Whoever starts it closes it, and then the context. */
export async function startPreview(options: PreviewOptions, own: Context): Promise<Preview> {
  const { packs, cwd, host } = options;
  const token = randomBytes(24).toString('base64url');
  const templates = [...new Set([path.join(cwd, 'templates'), path.join(installRoot, 'templates')])];
  // Templates of the project may come later.
  const context = { ...own, templates };
  const output = await mkdtemp(path.join(os.tmpdir(), 'dossier-preview-'));
  const listeners = new Set<Listener>();
  const changed = () => {
    for (const listener of listeners) listener.changed();
  };
  const edits = new Edits({ disk: context.files, packs, templates });
  const printed = new Printed(output);
  const builder = new Builder({ packs, edits, printed, jobs: options.jobs, onChange: changed }, context);
  await builder.open();
  const roots = [...new Set([...packs, ...templates])];
  const desk = new Desk({ builder, edits, cwd, roots, editor: options.editor }, context);
  let port = 0;
  const app = previewApp({
    token,
    host,
    port: () => port,
    version: packageVersion,
    builder,
    edits,
    printed,
    desk,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (place) => {
      for (const listener of listeners) listener.show(place);
    },
  });
  const server = createAdaptorServer({ fetch: app.fetch });
  port = await listen(server, host, options.port).catch(async (cause: unknown) => {
    await rm(output, { recursive: true, force: true });
    throw cause;
  });
  const groups = watchedRoots(packs, templates);
  /** Folders that are gone: what watched them does not see that they are back. */
  const gone = new Set<string>();
  const watchers: { readonly close: () => Promise<void> }[] = [];
  const watch = async (roots: readonly string[]): Promise<void> => {
    const watcher = await watchChanges({
      roots,
      ignored: options.ignored,
      onChanges: async (files, since) => {
        await builder.changed(files, since);
        for (const folder of groups.flat()) {
          if (existsSync(folder)) gone.delete(folder);
          else if (!gone.has(folder)) await watch([folder]);
          if (!existsSync(folder)) gone.add(folder);
        }
      },
      onError: options.onError,
    });
    watchers.push(watcher);
  };
  for (const folder of groups.slice(1).flat()) gone.add(folder);
  for (const roots of groups) await watch(roots);
  const shownHost = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return {
    url: `http://${shownHost}:${port}/?token=${token}`,
    port,
    token,
    close: async () => {
      await Promise.all(watchers.map((watcher) => watcher.close()));
      const ended = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await ended;
      await builder.close();
      await rm(output, { recursive: true, force: true });
    },
  };
}

/**
 * Folders to watch: of a single file its folder, because editors put another file in its place. A folder that is not there yet is watched
 * by itself, because what is around it is watched for it.
 */
function watchedRoots(packs: readonly string[], templates: readonly string[]): string[][] {
  const all = [...new Set([...packs.map((given) => packPlace(given).folder), ...templates])];
  return [all.filter(existsSync), ...all.filter((folder) => !existsSync(folder)).map((folder) => [folder])];
}

/** Listens at the first free port from this one on, and gives it. */
async function listen(server: ReturnType<typeof createAdaptorServer>, host: string, first: number): Promise<number> {
  for (let port = first; ; port += 1) {
    const failed = await new Promise<NodeJS.ErrnoException | undefined>((resolve) => {
      server.once('error', resolve);
      server.listen(port, host, () => {
        server.off('error', resolve);
        resolve(undefined);
      });
    });
    if (failed === undefined) return (server.address() as AddressInfo).port;
    if (failed.code !== 'EADDRINUSE' || port >= first + 50) throw failed;
  }
}
