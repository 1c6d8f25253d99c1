/** Where Dossier itself is: in a checkout, or in somebody's node_modules. */
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
    if (parent === folder) throw new Error('Dossier’s templates are gone');
    folder = parent;
  }
  return folder;
}

/** The folder with Dossier's package.json, `templates/` and `dist/`. */
export const installRoot: string = findInstallRoot();

/** Dossier's version, as its package says. */
export const packageVersion: string = (JSON.parse(readFileSync(path.join(installRoot, 'package.json'), 'utf8')) as { version: string })
  .version;

const require = createRequire(path.join(installRoot, 'package.json'));

const packages = new Map<string, string>();

/**
 * The folder of an installed package, whether or not its `exports` let its package.json be seen.
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

/** Names this very Dossier: the hash of everything in `dist/`, which the build step has written there. */
export async function dossierVersion(): Promise<string> {
  return readFile(path.join(installRoot, 'dist', 'version'), 'utf8');
}

/** The user's cache folder, as the XDG base directory specification has it. */
export function cacheHome(env: Readonly<Record<string, string | undefined>>): string {
  return env['XDG_CACHE_HOME'] || path.join(os.homedir(), '.cache');
}
