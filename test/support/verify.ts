/** Verifies files with the library, and tells of it what the command would. */
import path from 'node:path';
import { inOrder, pretty } from '../../pipeline/cli/reporters.ts';
import { verifiedText } from '../../pipeline/release/verified-text.ts';
import { type VerifyRequest, type VerifyResult, verify as verifyFiles } from '../../pipeline/release/verify.ts';

export interface Verified {
  /** What the command would end with. */
  readonly code: number;
  readonly codes: readonly string[];
  readonly messages: readonly string[];
  readonly result: VerifyResult;
  /** What was found, for people. */
  readonly found: string;
  /** Diagnostics, for people. */
  readonly told: string;
}

/** @param files paths, like `trust` and `manifest` relative to `cwd` */
export async function verify(
  files: readonly string[],
  cwd: string,
  { trust = [], manifest, ...asked }: Partial<Omit<VerifyRequest, 'files' | 'now' | 'shown'>> = {},
): Promise<Verified> {
  const found = await verifyFiles({
    ...asked,
    files: files.map((file) => path.resolve(cwd, file)),
    trust: trust.map((file) => path.resolve(cwd, file)),
    manifest: manifest && path.resolve(cwd, manifest),
    now: new Date(),
    shown: (file) => path.relative(cwd, file),
  });
  const result = { ...found, diagnostics: inOrder(found.diagnostics) };
  return {
    code: result.isSound ? 0 : 1,
    codes: result.diagnostics.map((one) => one.code),
    messages: result.diagnostics.map((one) => one.message),
    result,
    found: result.files.map(verifiedText).join('\n'),
    told: pretty(result.diagnostics, false),
  };
}
