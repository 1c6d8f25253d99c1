/** sign: the next person signs a finished file. */
import path from 'node:path';
import { lazySigner } from '../finish/signer.ts';
import { Stop } from '../model/diagnostic.ts';
import { signFile } from '../release/sign-file.ts';
import type { SignFileFlags } from './options.ts';
import { mustExist } from './packs.ts';
import { pretty } from './reporters.ts';
import { signerOptions } from './sign.ts';
import { debug, isColoured } from './terminal.ts';
import { UsageError } from './usage.ts';

export async function runSignFile(file: string, flags: SignFileFlags): Promise<void> {
  mustExist([file]);
  const options = signerOptions(flags);
  if (options === undefined) throw new UsageError('name a key with --sign, or a command that holds one with --sign-with');
  const from = path.resolve(file);
  const out = path.resolve(flags.out ?? file);
  const shown = (one: string) => path.relative(process.cwd(), one) || one;
  try {
    const { field, signer, openFields } = await signFile({
      file: from,
      out,
      field: flags.field,
      signer: lazySigner(options),
      wishes: {},
      reason: flags.reason,
      location: flags.location,
      now: new Date(),
      shown,
    });
    const rest = openFields.length === 0 ? 'nobody is missing' : `still to sign: ${openFields.join(', ')}`;
    process.stderr.write(`${signer} signed for ${field}; ${rest} → ${shown(out)}\n`);
  } catch (cause) {
    if (!(cause instanceof Stop)) throw cause;
    debug(cause);
    process.stderr.write(pretty(cause.diagnostics, isColoured(process.stderr)));
    process.exitCode = cause.exitCode;
  }
}
