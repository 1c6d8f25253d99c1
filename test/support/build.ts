/** Builds packs with the library, in the warm browser: what the command does, without a process and a browser of its own. */
import path from 'node:path';
import { build as buildPacks } from '../../pipeline/build/build.ts';
import { openContext } from '../../pipeline/build/open.ts';
import type { BuildRequest, BuildResult } from '../../pipeline/build/types.ts';
import { inOrder, pretty } from '../../pipeline/cli/reporters.ts';
import { hasErrors, Stop } from '../../pipeline/model/diagnostic.ts';
import { home, type Place } from './cli.ts';
import { sharedBrowser } from './shared-browser.ts';

export interface Asked extends Partial<Omit<BuildRequest, 'packs' | 'output'>> {
  /** Path of the key to sign with; its passphrase is in the environment, as for the command. */
  readonly sign?: string;
  /** Address of a time-stamp authority. */
  readonly stamp?: string;
  /** With a browser of its own, as the command has it, whose pages have shown nothing yet. */
  readonly isAlone?: boolean;
}

export interface Outcome {
  /** What the command would end with. */
  readonly code: number;
  /** Diagnostics in the order in which they are told. */
  readonly result: BuildResult;
  /** The same for people: the message of an `expect`. */
  readonly told: string;
}

/**
 * Builds with `out/` and `cache/` of a folder, as if for the first time in a process.
 * @param packs paths, relative to `cwd`
 */
export async function build(
  packs: string | readonly string[],
  folder: string,
  { sign, stamp, isAlone = false, ...asked }: Asked = {},
  { cwd = home, env = {} }: Place = {},
): Promise<Outcome> {
  const environment = { ...process.env, ...env };
  const signer = sign && { key: sign, passphrase: environment['DOSSIER_SIGN_PASSPHRASE'], stamp, shown: sign };
  const cacheFolder = path.join(folder, 'cache');
  const open = openContext({ cwd, env: environment, cacheFolder, sign: signer || undefined, note: () => {} });
  const request: BuildRequest = {
    jobs: 2,
    mode: 'build',
    ...asked,
    packs: [packs].flat().map((pack) => path.resolve(cwd, pack)),
    output: path.join(folder, 'out'),
  };
  try {
    const result = await buildPacks(request, isAlone ? open : { ...open, browser: sharedBrowser });
    return outcome(result, result.failed.length > 0 || hasErrors(result.diagnostics) ? 1 : 0);
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
    return outcome({ artifacts: [], failed: [], diagnostics: cause.diagnostics }, cause.exitCode);
  } finally {
    await open.close();
  }
}

function outcome(result: BuildResult, code: number): Outcome {
  return { code, result: { ...result, diagnostics: inOrder(result.diagnostics) }, told: pretty(result.diagnostics, false) };
}
