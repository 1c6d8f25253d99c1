/** `dossier verify --rebuild`: builds the commit that a release names once more, and compares bytes. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { BuildResult } from '../build/types.ts';
import { type Diagnostic, diagnostic, hasErrors } from '../model/diagnostic.ts';
import type { Issue } from '../source/types.ts';
import { documentKey, type ReleasedDocument, type ReleaseManifest, readReleaseManifest } from './manifest.ts';

const run = promisify(execFile);

export interface RebuildRequest {
  /** Absolute paths of audiences' folders of releases. */
  readonly folders: readonly string[];
  /** A folder in a clone of the repository. */
  readonly repository: string;
  readonly shown: (file: string) => string;
  /** Builds packs of a checkout, strictly and without a signature. @param output absolute path of the output folder */
  readonly build: (checkout: string, packs: readonly string[], audience: string, output: string, issue: Issue) => Promise<BuildResult>;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Compares every document. Gives how many were the same. */
export async function rebuild(request: RebuildRequest): Promise<number> {
  let same = 0;
  for (const folder of request.folders) same += await rebuildFolder(folder, request);
  return same;
}

async function rebuildFolder(folder: string, { repository, shown, build, report }: RebuildRequest): Promise<number> {
  const place = { file: shown(path.join(folder, 'manifest.json')) };
  const impossible = (why: string) => {
    report(diagnostic('REBUILD_IMPOSSIBLE', { why }, place));
    return 0;
  };
  const manifest = await readReleaseManifest(folder);
  if (manifest === undefined) return impossible('its manifest cannot be read');
  const { commit, isSourceClean } = manifest.release;
  if (commit === null) return impossible('it names no commit');
  if (!isSourceClean) return impossible('its source was in no commit');
  const work = await mkdtemp(path.join(os.tmpdir(), 'dossier-rebuild-'));
  const checkout = path.join(work, 'source');
  try {
    try {
      await run('git', ['worktree', 'add', '--quiet', '--detach', checkout, commit], { cwd: repository });
    } catch {
      return impossible(`the commit ${commit} is not in this repository`);
    }
    const packs = manifest.release.folders.map((one) => path.join(checkout, ...one.split('/')));
    const audience = manifest.artifacts[0]?.audience ?? '';
    const result = await build(checkout, packs, audience, path.join(work, 'output'), issueOf(manifest, audience));
    result.diagnostics.filter(({ severity }) => severity === 'error').forEach(report);
    if (hasErrors(result.diagnostics)) return impossible('the commit does not build');
    return await compare(folder, manifest.artifacts, result, { shown, report });
  } finally {
    await run('git', ['worktree', 'remove', '--force', checkout], { cwd: repository }).catch(() => {});
    await rm(work, { recursive: true, force: true });
  }
}

/** What the release had its documents say. */
function issueOf({ release: { version, replaces = {}, corrects, isEmbargoLifted } }: ReleaseManifest, audience: string): Issue {
  const keyed = (versions: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(versions).map(([pack, one]) => [`${pack}/${audience}`, one]));
  const corrected = Object.fromEntries((corrects?.documents ?? []).map(({ pack }) => [pack, corrects?.version ?? '']));
  return { version, replaces: keyed(replaces), corrects: keyed(corrected), isEmbargoLifted: isEmbargoLifted ?? false };
}

async function compare(
  folder: string,
  documents: readonly ReleasedDocument[],
  { artifacts }: BuildResult,
  { shown, report }: Pick<RebuildRequest, 'shown' | 'report'>,
): Promise<number> {
  const made = new Map(artifacts.map((one) => [documentKey(one), one.sha256]));
  let same = 0;
  for (const document of documents) {
    const place = { file: shown(path.join(folder, document.path)) };
    const name = document.path;
    const own = made.get(documentKey(document));
    if (own === document.sha256) same += 1;
    else if (own === undefined) report(diagnostic('REBUILD_DIFFERS', { name, why: 'this commit makes no such document' }, place));
    else if (await isSealed(path.join(folder, ...name.split('/'))))
      report(diagnostic('REBUILD_UNCOMPARED', { name, why: 'it is signed or encrypted, so its bytes follow from a key, too' }, place));
    else report(diagnostic('REBUILD_DIFFERS', { name, why: `its SHA-256 is ${document.sha256}, that of the new one ${own}` }, place));
  }
  return same;
}

/** Whether a file's bytes follow from a key or a password. */
async function isSealed(file: string): Promise<boolean> {
  const text = await readFile(file, 'latin1').catch(() => '');
  return text.includes('/ByteRange') || text.includes('/Encrypt');
}
