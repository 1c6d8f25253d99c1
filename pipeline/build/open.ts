/** The real environment: disk, clock, browser. Whoever opens a context closes it. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { lazySigner, type SignerOptions } from '../finish/signer.ts';
import { lazyBrowser } from '../platform/browser.ts';
import { diskCache } from '../platform/cache.ts';
import { findBrowser } from '../platform/chromium.ts';
import { type Context, systemClock } from '../platform/context.ts';
import { diskFiles } from '../platform/files.ts';
import { cacheHome, defaultCacheFolder, dossierVersion, installRoot } from '../platform/install-root.ts';
import { proofKey } from '../platform/key.ts';
import { machine } from '../platform/machine.ts';
import { Memory } from '../platform/memory.ts';
import { type RemoteStore, remoteStore } from '../platform/remote-store.ts';
import { openTelemetry } from '../platform/telemetry/open.ts';
import { noTelemetry } from '../platform/telemetry/telemetry.ts';
import { workerPool } from '../platform/workers.ts';

export interface Surroundings {
  /** The base folder of displayed paths; its `templates/` take precedence over Dossier's own. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A browser to use instead of the pinned one. */
  readonly browser?: string | undefined;
  /** The signer's key and certificates. */
  readonly sign?: SignerOptions | undefined;
  readonly cacheFolder?: string | undefined;
  /** Bytes of the cache to keep in memory, for programs that build repeatedly. */
  readonly keep?: number;
  /** Timeout in milliseconds for each step on a page. */
  readonly timeout?: number;
  readonly note: (message: string) => void;
}

/** Opens a context on this machine; nothing starts until it is needed. */
export function openContext({
  cwd,
  env,
  browser,
  sign,
  cacheFolder,
  keep = 0,
  timeout = 300_000,
  note,
}: Surroundings): Context & { close: () => Promise<void> } {
  const { platform, arch, isRoot } = machine();
  const lazy = lazyBrowser({
    find: () =>
      findBrowser({
        executable: browser ?? (env['PUPPETEER_EXECUTABLE_PATH'] || undefined),
        platform,
        arch,
        cacheHome: cacheHome(env),
        puppeteerCache: env['PUPPETEER_CACHE_DIR'] || undefined,
        note,
      }),
    isRoot,
    env,
    timeout,
    note,
    onRestart: () => void openTelemetry().then((telemetry) => telemetry.restart()),
    ready: async (page) => (await import('../platform/print-page.ts')).makeReady(page),
  });
  const cache = diskCache(cacheFolder ?? defaultCacheFolder(cwd), { keep });
  const workers = workerPool();
  const remotes = new Map<string, RemoteStore>();
  const openRemote = (wanted: string | undefined): RemoteStore | undefined => {
    const allowed = env['DOSSIER_CACHE_REMOTE'];
    // Whoever may change a pack could otherwise send documents and credentials to a store of their own.
    const address = allowed === 'pack' ? wanted : allowed;
    if (!address) return undefined;
    const isReadOnly = /^(?:1|true|yes)$/i.test(env['DOSSIER_CACHE_READ_ONLY'] ?? '');
    const store = remotes.get(address) ?? remoteStore({ address, isReadOnly, env, note });
    remotes.set(address, store);
    return store;
  };
  let version: Promise<string> | undefined;
  let key: Promise<Buffer> | undefined;
  const own = path.join(installRoot, 'templates');
  const project = path.join(cwd, 'templates');
  return {
    files: diskFiles(cwd),
    clock: systemClock,
    browser: lazy,
    cache,
    openRemote,
    workers,
    telemetry: noTelemetry,
    memory: new Memory(),
    version: () => {
      version ??= dossierVersion();
      return version;
    },
    proofKey: () => {
      key ??= proofKey(env['DOSSIER_PROOF_KEY'], cache);
      return key;
    },
    signer: sign && lazySigner(sign),
    secret: (name) => env[name],
    templates: project !== own && existsSync(project) ? [project, own] : [own],
    report: () => {},
    close: async () => {
      await Promise.all([lazy.close(), workers.close(), cache.close(), ...[...remotes.values()].map((store) => store.close())]);
    },
  };
}
