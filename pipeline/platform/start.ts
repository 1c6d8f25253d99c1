/** Process setup that has to happen before the program itself is loaded. */
import nodeModule from 'node:module';
import path from 'node:path';
import v8 from 'node:v8';
import { cacheHome } from './install-root.ts';
import { tierUpFlag } from './tier-up.ts';

/** Node 22.1 and later have it; the type definitions are those of the oldest supported Node. */
const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };

/** For Dossier's own process: a program that uses Dossier as a library decides for itself. */
export function startProcess(): void {
  // First: compiled code is reused only under the flags under which it was compiled.
  const flag = tierUpFlag(process.versions.node);
  if (flag !== undefined) v8.setFlagsFromString(flag);
  startThread();
}

/** For each thread: the compile cache is enabled per thread. */
export function startThread(): void {
  enableCompileCache?.(path.join(cacheHome(process.env), 'dossier', 'compiled'));
}
