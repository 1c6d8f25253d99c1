/** Options of commands that sign. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SignerOptions } from '../finish/signer.ts';
import type { SignFlags } from './options.ts';

export function signerOptions(flags: SignFlags): SignerOptions | undefined {
  const { sign, signChain, signStamp } = flags;
  if (sign === undefined) return undefined;
  const chain = signChain && path.resolve(signChain);
  return { key: path.resolve(sign), chain, passphrase: passphraseFor(flags), stamp: signStamp, shown: sign };
}

/** Never from argv, which other users of the machine can read. */
function passphraseFor({ signPassphrase: file }: SignFlags): string | undefined {
  return file === undefined ? process.env['DOSSIER_SIGN_PASSPHRASE'] : readFileSync(file, 'utf8').replace(/\r?\n$/, '');
}
