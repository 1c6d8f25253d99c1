/** verify: checks finished files. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { BuildResult } from '../build/types.ts';
import { plural } from '../model/plural.ts';
import { verifiedText } from '../release/verified-text.ts';
import { verify } from '../release/verify.ts';
import { folderText } from '../release/verify-release.ts';
import type { Issue } from '../source/types.ts';
import type { VerifyFlags } from './options.ts';
import { mustExist } from './packs.ts';
import { printResult } from './print-result.ts';
import { debug } from './terminal.ts';
import { UsageError } from './usage.ts';

export async function runVerify(names: readonly string[], flags: VerifyFlags): Promise<void> {
  mustExist([...names, ...(flags.trust ?? []), flags.manifest || undefined]);
  const result = await resultFor(names, flags);
  if (flags.reporter !== 'json') {
    process.stdout.write([...result.releases.map(folderText), ...result.files.map(verifiedText)].join('\n'));
    if (result.rebuilt !== undefined)
      process.stdout.write(`\n${plural(result.rebuilt, 'document')} built again from the source, with the same bytes\n`);
  }
  printResult(result, flags.reporter);
  process.exitCode = result.isSound ? 0 : 1;
}

async function resultFor(
  names: readonly string[],
  { trust = [], manifest, signed = false, rebuild = false }: VerifyFlags,
): ReturnType<typeof verify> {
  const unpacked = new Map<string, string>();
  try {
    const given = names.map((name) => path.resolve(name));
    const zips = given.filter((name) => name.endsWith('.zip') && statSync(name).isFile());
    for (const zip of zips) unpacked.set(await unpack(zip), zip);
    const isFolder = (name: string) => statSync(name).isDirectory();
    return await verify({
      files: given.filter((name) => !isFolder(name) && !zips.includes(name)),
      folders: [...given.filter(isFolder), ...unpacked.keys()],
      trust: trust.map((name) => path.resolve(name)),
      manifest: manifest && path.resolve(manifest),
      isSignatureWanted: signed,
      password: process.env['DOSSIER_PASSWORD'],
      rebuild: rebuild ? { repository: process.cwd(), build: buildCheckout } : undefined,
      now: new Date(),
      shown: (file) => shownIn(unpacked, file),
    });
  } catch (cause) {
    debug(cause);
    throw new UsageError((cause as Error).message);
  } finally {
    for (const folder of unpacked.keys()) rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds a commit that is checked out, with a cache of its own. */
async function buildCheckout(
  checkout: string,
  packs: readonly string[],
  audience: string,
  output: string,
  issue: Issue,
): Promise<BuildResult> {
  const { createDossier } = await import('../build/dossier.ts');
  const dossier = createDossier({
    cwd: checkout,
    packs,
    audiences: [audience],
    issue,
    jobs: os.availableParallelism(),
    output,
    strict: true,
    isLast: true,
    cacheFolder: path.join(output, '.cache'),
  });
  return dossier.build().finally(() => dossier.close());
}

/** Unpacks a release into a folder for this run. */
async function unpack(zip: string): Promise<string> {
  const { unzipInto } = await import('../release/zip.ts');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'dossier-verify-'));
  try {
    await unzipInto(zip, folder);
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`${path.relative('.', zip)} cannot be unpacked: ${(cause as Error).message}`);
  }
  return folder;
}

/** What is in a ZIP file is shown as if it were a folder. */
function shownIn(unpacked: ReadonlyMap<string, string>, file: string): string {
  const folder = [...unpacked.keys()].find((one) => file === one || file.startsWith(one + path.sep));
  const real = folder === undefined ? file : path.join(unpacked.get(folder) ?? '', path.relative(folder, file));
  return path.relative(process.cwd(), real) || real;
}
