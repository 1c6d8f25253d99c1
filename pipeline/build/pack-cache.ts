/** What a whole pack's build followed from and gave, so that a build in which nothing changed reads files and does nothing else. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Context } from '../platform/context.ts';
import { type Asked, holds } from '../platform/trace.ts';
import { stands } from '../publish/artifact-cache.ts';
import type { Artifact } from '../publish/types.ts';
import type { BuildRequest } from './build.ts';

/** What building one pack gave. */
export interface PackResult {
  readonly pack: string;
  /** Paths that the configuration asks for, wanted now or not. */
  readonly planned: readonly string[];
  readonly artifacts: readonly (Artifact & { readonly unchanged: boolean })[];
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Record {
  readonly asked: readonly Asked[];
  readonly result: PackResult;
}

/** What was built the last time, if every file still answers as it did then and every artifact stands. */
export async function recallPack(folder: string, request: BuildRequest, context: Context): Promise<PackResult | undefined> {
  if (request.force || request.mode !== 'build' || request.stale?.has(folder)) return undefined;
  const record = (await context.cache.get(await keyOf(folder, request, context))) as Record | undefined;
  if (record === undefined) return undefined;
  const { asked, result } = record;
  const isSame = await Promise.all([holds(asked, context.files), ...result.artifacts.map((artifact) => stands(artifact, request.output))]);
  return isSame.every(Boolean) ? result : undefined;
}

/** Remembers a pack that was built whole. One with faults is looked at again each time. */
export async function recordPack(
  folder: string,
  result: PackResult,
  asked: readonly Asked[],
  request: BuildRequest,
  context: Context,
): Promise<void> {
  if (result.failed.length > 0 || request.mode !== 'build') return;
  const artifacts = result.artifacts.map((artifact) => ({ ...artifact, unchanged: true }));
  await context.cache.set(await keyOf(folder, request, context), { asked, result: { ...result, artifacts } } satisfies Record);
}

/** Beside the files, everything that a build follows from. */
async function keyOf(folder: string, request: BuildRequest, { version, browser, templates, files, signer }: Context): Promise<string> {
  const { audiences, languages, kinds, output, strict } = request;
  const everything = [await version(), await browser.identity(), folder, files.shown(folder), templates];
  const signed = signer && [(await signer.identity()).certificates, signer.stampOf(undefined)];
  const asked = [audiences, languages, kinds, output, strict ?? false, signed];
  return `pack ${createHash('sha256')
    .update(JSON.stringify([everything, asked]))
    .digest('hex')}`;
}
