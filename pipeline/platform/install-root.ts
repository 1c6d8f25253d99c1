/** Where Dossier is installed: in a checkout or in node_modules. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

function findInstallRoot(): string {
  let folder = import.meta.dirname;
  // Not package.json: dist/ has one too.
  while (!existsSync(path.join(folder, 'templates', 'briefing.hbs'))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error('the installation is incomplete: templates/ is missing; install Dossier again');
    folder = parent;
  }
  return folder;
}

/** The folder that contains Dossier's package.json, `templates/` and `dist/`. */
export const installRoot: string = findInstallRoot();

/** Dossier's version, from its package.json. */
export const packageVersion: string = (JSON.parse(readFileSync(path.join(installRoot, 'package.json'), 'utf8')) as { version: string })
  .version;

const require = createRequire(path.join(installRoot, 'package.json'));

const packages = new Map<string, string>();

/**
 * The folder of an installed package, even if its `exports` hide its package.json.
 * @throws Error if it is not installed
 */
export function packageFolder(name: string): string {
  const known = packages.get(name);
  if (known !== undefined) return known;
  const folders = (require.resolve.paths(name) ?? []).map((folder) => path.join(folder, name));
  const found = folders.find((folder) => existsSync(path.join(folder, 'package.json')));
  if (found === undefined) throw new Error(`the package ${name} is not installed`);
  packages.set(name, found);
  return found;
}

/** Identifies this build of Dossier: the hash of everything in `dist/`, written there at build time. */
export async function dossierVersion(): Promise<string> {
  return readFile(path.join(installRoot, 'dist', 'version'), 'utf8');
}

/** The user's cache folder, according to the XDG base directory specification. */
export function cacheHome(env: Readonly<Record<string, string | undefined>>): string {
  return env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
}

/** Where a project keeps its cache, if nobody says otherwise. */
export const defaultCacheFolder = (cwd: string): string => path.join(cwd, 'node_modules', '.cache', 'dossier');
