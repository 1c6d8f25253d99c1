/** `dossier release`: builds once, strictly, and places the files of each audience in a folder of its own, with sums and origin. */
import { mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic, hasErrors } from '../model/diagnostic.ts';
import { makeStaging, removeStale } from '../platform/staging.ts';
import type { Issue } from '../source/types.ts';
import { assembled } from './assemble.ts';
import { checked, exists, place, problemsOf, taken } from './checks.ts';
import { BrokenRelease, type EarlierFolder, folderOf, lastBefore, releasesIn } from './earlier.ts';
import { placeDocuments, releasePath } from './layout.ts';
import type { Released, ReleaseRequest, ReleaseResult } from './types.ts';
import { bareVersion } from './versions.ts';

/** Makes a release: all of it, or nothing. */
export async function release(request: ReleaseRequest): Promise<ReleaseResult> {
  const nothing = { place: undefined, commit: undefined, audiences: [], artifacts: [], failed: [] };
  const target = targetOf(request);
  await removeStale(path.dirname(target));
  const { source, facts, recipients, diagnostics: before } = await checked(request, target);
  if (hasErrors(before)) return { ...nothing, diagnostics: before };
  const known = await earlier(request, target, audiencesOf(facts));
  if ('problem' in known) return { ...nothing, diagnostics: [...before, known.problem] };
  const issue = issueOf(request, known);
  await mkdir(path.dirname(target), { recursive: true });
  const staging = await makeStaging(target);
  try {
    const lifted = facts.flatMap(({ audiences }) => audiences.filter((one) => one.hasEmbargo).map(({ name }) => name));
    const only = request.isEmbargoLifted ? [...new Set(lifted)] : undefined;
    const built = await request.build(path.join(staging, 'built'), { issue, audiences: only });
    const diagnostics = [...before, ...built.diagnostics];
    const { artifacts, failed } = built;
    const placed = placeDocuments(artifacts, request.version, request.names);
    if (failed.length === 0 && !hasErrors(diagnostics)) diagnostics.push(...problemsOf(placed, request));
    if (failed.length > 0 || hasErrors(diagnostics)) return { ...nothing, artifacts, failed, diagnostics };
    const released: Released = {
      built: path.join(staging, 'built'),
      whole: path.join(staging, 'whole'),
      placed,
      source,
      facts,
      issue,
      recipients,
      ...known,
    };
    const made = await assembled(released, path.join(staging, 'notes'), request);
    diagnostics.push(...made.diagnostics);
    if (hasErrors(diagnostics)) return { ...nothing, artifacts, diagnostics };
    const { audiences, copies } = made;
    if (request.isDryRun) return { ...nothing, commit: source?.commit, audiences, artifacts, copies, diagnostics };
    if (request.isZip) {
      const { zipFolder } = await import('./zip.ts');
      await writeFile(`${released.whole}.zip`, await zipFolder(released.whole));
    }
    // A folder that came into being meanwhile is somebody else's release.
    if (await exists(target)) return { ...nothing, diagnostics: [...diagnostics, taken(target, request)] };
    await rename(request.isZip ? `${released.whole}.zip` : released.whole, target);
    return { place: target, commit: source?.commit, audiences, artifacts, failed, copies, diagnostics };
  } finally {
    await rm(staging, { recursive: true, force: true });
    // Folders that were made for a release which there is not.
    for (const folder of new Set([path.dirname(target), request.folder])) await rmdir(folder).catch(() => {});
  }
}

/** Where the release will be. One without its embargo has a folder beside that of the same version. */
function targetOf({ packs, version, folder, isEmbargoLifted, isZip }: ReleaseRequest): string {
  const own = releasePath(
    packs.map((one) => path.basename(one)),
    isEmbargoLifted ? `${version}+lifted` : version,
  );
  return path.join(folder, ...own.split('/')) + (isZip ? '.zip' : '');
}

const audiencesOf = (facts: readonly { readonly audiences: readonly { readonly name: string }[] }[]): string[] => [
  ...new Set(facts.flatMap(({ audiences }) => audiences.map(({ name }) => name))),
];

/** What each audience has had, and what of it is corrected. */
interface Known {
  readonly before: ReadonlyMap<string, EarlierFolder>;
  readonly corrected: ReadonlyMap<string, EarlierFolder>;
}

async function earlier(
  { version, corrects, shown }: ReleaseRequest,
  target: string,
  audiences: readonly string[],
): Promise<Known | { readonly problem: Diagnostic }> {
  const folder = path.dirname(target);
  try {
    const releases = await releasesIn(folder);
    const before = await lastBefore(releases, version, audiences);
    if (corrects === undefined) return { before, corrected: new Map() };
    const named = releases.filter((one) => bareVersion(one.version) === corrects.version);
    if (named.length === 0) {
      const known = releases.map((one) => one.version);
      return { problem: diagnostic('RELEASE_CORRECTS', { name: corrects.version, folder: shown(folder), known }, place) };
    }
    const corrected = new Map<string, EarlierFolder>();
    for (const audience of audiences)
      for (const one of named) {
        const found = await folderOf(one, audience);
        if (found !== undefined) corrected.set(audience, found);
      }
    return { before, corrected };
  } catch (cause) {
    if (!(cause instanceof BrokenRelease)) throw cause;
    return { problem: diagnostic('RELEASE_EARLIER', { name: shown(folder), why: cause.message }, place) };
  }
}

/** What documents say of their issue: an audience reads of no version of a pack but those that it has had. */
function issueOf({ version, isEmbargoLifted }: ReleaseRequest, { before, corrected }: Known): Issue {
  const versions = (folders: ReadonlyMap<string, EarlierFolder>) =>
    Object.fromEntries(
      [...folders].flatMap(([audience, { manifest }]) =>
        [...new Set(manifest.artifacts.map(({ pack }) => pack))].map((pack) => [`${pack}/${audience}`, manifest.release.version]),
      ),
    );
  return { version, replaces: versions(before), corrects: versions(corrected), isEmbargoLifted };
}
