/** Releases as the command makes them, with the library and the warm browser. */
import { execFileSync } from 'node:child_process';
import { cp, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { factsOf } from '../../pipeline/build/facts.ts';
import { openContext } from '../../pipeline/build/open.ts';
import type { Context } from '../../pipeline/platform/context.ts';
import type { RebuildRequest } from '../../pipeline/release/rebuild.ts';
import type { ReleaseRequest, ReleaseResult } from '../../pipeline/release/types.ts';
import { drawStamps } from '../../pipeline/render/stamps.ts';
import { loadWords } from '../../pipeline/source/locale/words.ts';
import { build } from './build.ts';
import { home } from './cli.ts';
import { write } from './folders.ts';
import { sharedBrowser } from './shared-browser.ts';

export const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd: folder, encoding: 'utf8' }).trim();

/** Commits everything that is in a repository. */
export function commit(place: string, message = 'more'): void {
  git(place, 'add', '-A');
  git(place, 'commit', '-qm', message);
}

/** A repository with these files. */
export async function repositoryWith(place: string, files: Readonly<Record<string, string>>): Promise<string> {
  await write(place, { '.gitignore': 'release/\n', 'package-lock.json': '{}', ...files });
  git(place, 'init', '-q');
  commit(place, 'first');
  return place;
}

export const releaseKey = path.join(home, 'test/keys/ec.p12');
export const signing = { DOSSIER_SIGN_PASSPHRASE: 'secret' };
const tool = { version: '1.0.0', build: 'b'.repeat(64), browser: 'chromium-1', sbom: '{}\n' };

async function withContext<T>(folder: string, cwd: string, use: (context: Context) => Promise<T>): Promise<T> {
  const context = openContext({ cwd, env: process.env, cacheFolder: path.join(folder, 'cache'), note: () => {} });
  try {
    return await use({ ...context, browser: sharedBrowser });
  } finally {
    await context.close();
  }
}

/** @param packs folders in the repository */
export function askedOf(
  folder: string,
  repository: string,
  packs: readonly string[],
  more: Partial<ReleaseRequest> = {},
  env: Readonly<Record<string, string>> = {},
): ReleaseRequest {
  const absolute = packs.map((pack) => path.join(repository, pack));
  return {
    version: '1.0',
    packs: absolute,
    folder: path.join(repository, 'release'),
    made: [],
    isDirtyAllowed: false,
    isZip: false,
    isDryRun: false,
    facts: () => withContext(folder, repository, (context) => factsOf(more.packs ?? absolute, context)),
    words: (lang) =>
      withContext(folder, repository, (context) =>
        loadWords({ folder: repository, lang, lineage: [], options: { look: undefined } }, context),
      ),
    stamps: (texts) => withContext(folder, repository, (context) => drawStamps(texts, 'en', context)),
    secret: (name) => env[name],
    // The build's own output folder is that of its cache.
    build: async (output, { issue, audiences }) => {
      await rm(path.join(folder, 'out'), { recursive: true, force: true });
      const asked = { strict: true, issue, ...(audiences && { audiences }), ...(more.attest && { sign: releaseKey }) };
      const { result } = await build(more.packs ?? packs, folder, asked, { cwd: repository, env: { ...signing, ...env } });
      await cp(path.join(folder, 'out'), output, { recursive: true }).catch(() => {});
      return result;
    },
    buildNote: async (pack, audience, output, issue) => {
      const own = path.join(folder, 'note');
      await rm(own, { recursive: true, force: true });
      const { result } = await build(pack, own, { issue, audiences: [audience] }, { cwd: repository, env });
      await cp(path.join(own, 'out'), output, { recursive: true }).catch(() => {});
      return result;
    },
    tool: async () => tool,
    shown: (file) => path.relative(repository, file),
    ...more,
  };
}

/** Builds a checkout in the warm browser. */
export const checkout =
  (folder: string): RebuildRequest['build'] =>
  async (at, packs, audience, _, issue) =>
    (await build(packs, path.join(folder, 'again'), { strict: true, audiences: [audience], issue }, { cwd: at })).result;

export const codes = ({ diagnostics }: Pick<ReleaseResult, 'diagnostics'>): string[] => diagnostics.map(({ code }) => code);

export const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
