/** Options of commands that sign. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SignerOptions } from '../finish/signer.ts';
import type { SignFlags } from './options.ts';
import { mustExist } from './packs.ts';
import { UsageError } from './usage.ts';

/** @throws UsageError if options do not go together, or name files that are not there */
export function signerOptions(flags: SignFlags): SignerOptions | undefined {
  const { sign, signWith, signChain, signStamp, signLevel } = flags;
  mustExist([sign, signChain, flags.signPassphrase]);
  if (sign !== undefined && signWith !== undefined) throw new UsageError('use --sign or --sign-with, not both');
  if (signWith !== undefined && signChain === undefined)
    throw new UsageError('--sign-with needs --sign-chain: a PEM file with the signer’s certificate and those of its issuers');
  const shown = sign ?? signWith;
  if (shown === undefined) return undefined;
  return {
    key: sign && path.resolve(sign),
    command: signWith,
    chain: signChain && path.resolve(signChain),
    passphrase: passphraseFor(flags),
    stamp: signStamp,
    level: signLevel,
    shown,
  };
}

/** Never from argv, which other users of the machine can read. */
function passphraseFor({ signPassphrase: file }: SignFlags): string | undefined {
  return file === undefined ? process.env['DOSSIER_SIGN_PASSPHRASE'] : readFileSync(file, 'utf8').replace(/\r?\n$/, '');
}
