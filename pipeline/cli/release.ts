/** release: the finished documents of every audience, in a folder that can be given away. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { createDossier } from '../build/dossier.ts';
import { lazySigner } from '../finish/signer.ts';
import { plural } from '../model/plural.ts';
import { packageVersion } from '../platform/install-root.ts';
import { programBytes } from '../platform/program.ts';
import { startWatchdog, type Watchdog } from '../platform/watchdog.ts';
import { release } from '../release/release.ts';
import type { ReleaseResult } from '../release/types.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { buildOutput, interrupted } from './build-output.ts';
import type { ReleaseFlags } from './options.ts';
import { findPacks } from './packs.ts';
import { github, inOrder, pretty } from './reporters.ts';
import { signerOptions } from './sign.ts';
import { endOnSignals } from './signals.ts';
import { isColoured } from './terminal.ts';

export async function runRelease(version: string, names: readonly string[], flags: ReleaseFlags): Promise<void> {
  const sign = signerOptions(flags);
  const packs = await findPacks(names);
  const folder = path.resolve(flags.out);
  const output = buildOutput({
    reporter: flags.reporter,
    mode: 'build',
    isVerbose: true,
    isQuiet: flags.quiet ?? false,
    folder,
    isWatching: false,
  });
  let watchdog: Watchdog | undefined;
  let staging = '';
  const dossier = createDossier({
    packs,
    jobs: flags.jobs,
    output: () => staging,
    isEveryPack: false,
    isLast: true,
    strict: true,
    browser: flags.browser,
    sign,
    cacheFolder: flags.cacheDir,
    onProgress: output.progress,
    onWork: () => {
      watchdog ??= startWatchdog({ folders: [folder], lastWords: flags.reporter === 'json' ? interrupted('a signal') : '' });
    },
    note: (message) => output.note(`note: ${message}`),
  });
  const claim = () => watchdog?.claim() ?? true;
  // What was built until then is in a folder of its own.
  endOnSignals(dossier, output, claim, () => staging !== '' && rmSync(path.dirname(staging), { recursive: true, force: true }));
  const signer = sign && lazySigner(sign);
  const start = performance.now();
  try {
    const result = await release({
      version,
      packs: packs.map((pack) => packPlace(pack).folder),
      folder,
      made: ['output', flags.cacheDir ?? path.join('node_modules', '.cache')].map((one) => path.resolve(one)),
      names: flags.names,
      isDirtyAllowed: flags.allowDirty ?? false,
      isZip: flags.zip ?? false,
      isDryRun: flags.dryRun ?? false,
      build: (to) => {
        staging = to;
        return dossier.build();
      },
      tool: async () => ({
        version: packageVersion,
        ...(await dossier.identity()),
        sbom: programBytes('sbom.cdx.json').toString('utf8'),
      }),
      attest: signer && ((bytes) => signer.attest(bytes)),
      shown: (file) => path.relative(process.cwd(), file) || file,
    });
    print(result, flags, performance.now() - start, output.note);
    process.exitCode = result.place === undefined && !(flags.dryRun && result.audiences.length > 0) ? 1 : 0;
  } catch (cause) {
    process.exitCode = output.failed(cause as Error);
  } finally {
    await dossier.close();
  }
}

function print(result: ReleaseResult, { reporter, dryRun }: ReleaseFlags, milliseconds: number, note: (message: string) => void): void {
  const diagnostics = inOrder(result.diagnostics);
  if (reporter === 'json') {
    process.stdout.write(`${JSON.stringify({ ...result, diagnostics }, undefined, 2)}\n`);
    return;
  }
  if (reporter === 'github') process.stdout.write(github(diagnostics));
  else process.stderr.write(pretty(diagnostics, isColoured(process.stderr)));
  for (const { name, files } of result.audiences) note(`${name}/\n${files.map((file) => `  ${file}`).join('\n')}`);
  const seconds = (milliseconds / 1000).toFixed(1);
  if (result.place !== undefined)
    note(`${plural(result.artifacts.length, 'document')} released; ${seconds} s → ${path.relative('.', result.place)}`);
  else if (dryRun && result.audiences.length > 0)
    note(`${plural(result.artifacts.length, 'document')} would be released; nothing was written`);
  else note(`nothing was released; ${seconds} s`);
}
