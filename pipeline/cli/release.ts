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
import type { ReleaseRequest, ReleaseResult } from '../release/types.ts';
import { packPlace } from '../source/files/pack-place.ts';
import { buildOutput, interrupted } from './build-output.ts';
import type { ReleaseFlags } from './options.ts';
import { findPacks, mustExist } from './packs.ts';
import { printResult } from './print-result.ts';
import { signerOptions } from './sign.ts';
import { endOnSignals } from './signals.ts';
import { UsageError } from './usage.ts';

export async function runRelease(version: string, names: readonly string[], flags: ReleaseFlags): Promise<void> {
  const sign = signerOptions(flags);
  const corrects = correctionOf(flags);
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
    // Before anything is built: the library may be missing.
    const keyless = flags.sigstore ? await keylessHere() : undefined;
    const result = await release({
      version,
      packs: packs.map((pack) => packPlace(pack).folder),
      folder,
      made: ['output', flags.cacheDir ?? path.join('node_modules', '.cache')].map((one) => path.resolve(one)),
      names: flags.names,
      isDirtyAllowed: flags.allowDirty ?? false,
      isZip: flags.zip ?? false,
      isDryRun: flags.dryRun ?? false,
      isEmbargoLifted: flags.liftEmbargo ?? false,
      corrects,
      facts: dossier.facts,
      build: (to, more) => {
        staging = to;
        return dossier.build({ ...more, output: to });
      },
      // What is not right in a note is reported, and stops nothing.
      buildNote: (pack, audience, to, issue) => dossier.build({ packs: [pack], audiences: [audience], output: to, issue, strict: false }),
      words: dossier.words,
      copies: copiesOf(flags),
      stamps: dossier.stamps,
      secret: (name) => process.env[name] || undefined,
      sign: signer && ((file, capacity, wishes) => signer.sign(file, capacity, wishes)),
      tool: async () => ({
        version: packageVersion,
        ...(await dossier.identity()),
        sbom: programBytes('sbom.cdx.json').toString('utf8'),
      }),
      keyless,
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

/** Its library is that of the project, if that has one. */
async function keylessHere(): Promise<ReleaseRequest['keyless']> {
  const { keylessSigner } = await import('../release/keyless.ts');
  return keylessSigner({ env: process.env, from: path.resolve('package.json') });
}

function copiesOf({ copies, copyPasswords }: ReleaseFlags): ReleaseRequest['copies'] {
  if (copies === undefined && copyPasswords !== undefined) throw new UsageError('--copy-passwords are those of the recipients in --copies');
  mustExist([copies, copyPasswords]);
  return copies === undefined ? undefined : { recipients: path.resolve(copies), passwords: copyPasswords && path.resolve(copyPasswords) };
}

/** A correction says what was wrong. */
function correctionOf({ corrects, notice }: ReleaseFlags): ReleaseRequest['corrects'] {
  if (corrects === undefined && notice === undefined) return undefined;
  if (corrects === undefined || notice === undefined)
    throw new UsageError(
      'a correction needs both: --corrects with the version that was wrong, and --notice with a Markdown file that says what',
    );
  mustExist([notice]);
  return { version: corrects, notice: path.resolve(notice) };
}

function print(result: ReleaseResult, { reporter, dryRun }: ReleaseFlags, milliseconds: number, note: (message: string) => void): void {
  printResult(result, reporter);
  if (reporter === 'json') return;
  for (const { name, files } of result.audiences) note(`${name}/\n${files.map((file) => `  ${file}`).join('\n')}`);
  const seconds = (milliseconds / 1000).toFixed(1);
  if (result.place !== undefined)
    note(
      `${plural(result.artifacts.length, 'document')} released${result.copies ? `, ${plural(result.copies, 'numbered copy', 'numbered copies')}` : ''}; ${seconds} s → ${path.relative('.', result.place)}`,
    );
  else if (dryRun && result.audiences.length > 0)
    note(`${plural(result.artifacts.length, 'document')} would be released; nothing was written`);
  else note(`nothing was released; ${seconds} s`);
}
