/** verify: checks finished files. */
import path from 'node:path';
import { verifiedText, verify } from '../release/verify.ts';
import type { VerifyFlags } from './options.ts';
import { mustExist } from './packs.ts';
import { github, inOrder, pretty } from './reporters.ts';
import { debug, isColoured } from './terminal.ts';
import { UsageError } from './usage.ts';

export async function runVerify(names: readonly string[], flags: VerifyFlags): Promise<void> {
  mustExist([...names, ...(flags.trust ?? []), flags.manifest || undefined]);
  const result = await resultFor(names, flags);
  const diagnostics = inOrder(result.diagnostics);
  if (flags.reporter === 'json') process.stdout.write(`${JSON.stringify({ ...result, diagnostics }, undefined, 2)}\n`);
  else {
    process.stdout.write(result.files.map(verifiedText).join('\n'));
    if (flags.reporter === 'github') process.stdout.write(github(diagnostics));
    else process.stderr.write(pretty(diagnostics, isColoured(process.stderr)));
  }
  process.exitCode = result.isSound ? 0 : 1;
}

async function resultFor(names: readonly string[], { trust = [], manifest, signed = false }: VerifyFlags): ReturnType<typeof verify> {
  try {
    return await verify({
      files: names.map((name) => path.resolve(name)),
      trust: trust.map((name) => path.resolve(name)),
      manifest: manifest && path.resolve(manifest),
      isSignatureWanted: signed,
      password: process.env['DOSSIER_PASSWORD'],
      now: new Date(),
      shown: (file) => path.relative(process.cwd(), file) || file,
    });
  } catch (cause) {
    debug(cause);
    throw new UsageError((cause as Error).message);
  }
}
