/** `dossier release`: builds once, strictly, and places the files of each audience in a folder of its own, with sums and origin. */
import { mkdir, mkdtemp, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Diagnostic, diagnostic, hasErrors } from '../model/diagnostic.ts';
import { assembled } from './assemble.ts';
import { isVersion, placeDocuments, releasePath, sharedPath, unknownPlaceholders } from './layout.ts';
import { type SourceState, sourceState } from './source-state.ts';
import type { ReleaseRequest, ReleaseResult } from './types.ts';

/** What is reported concerns the release as a whole. */
const place = { file: 'dossier', line: 1, column: 1 };

/** Makes a release: all of it, or nothing. */
export async function release(request: ReleaseRequest): Promise<ReleaseResult> {
  const nothing = { place: undefined, commit: undefined, audiences: [], artifacts: [], failed: [] };
  const names = request.packs.map((folder) => path.basename(folder));
  const target = path.join(request.folder, ...releasePath(names, request.version).split('/')) + (request.isZip ? '.zip' : '');
  const { source, diagnostics: before } = await checked(request, target);
  if (hasErrors(before)) return { ...nothing, diagnostics: before };
  await mkdir(path.dirname(target), { recursive: true });
  const staging = await mkdtemp(path.join(path.dirname(target), `.${path.basename(target)}-`));
  try {
    const built = await request.build(path.join(staging, 'built'));
    const diagnostics = [...before, ...built.diagnostics];
    const { artifacts, failed } = built;
    const placed = placeDocuments(artifacts, request.version, request.names);
    if (failed.length === 0 && !hasErrors(diagnostics)) diagnostics.push(...problemsOf(placed, request));
    if (failed.length > 0 || hasErrors(diagnostics)) return { ...nothing, artifacts, failed, diagnostics };
    const whole = path.join(staging, 'whole');
    const audiences = await assembled(path.join(staging, 'built'), whole, placed, source, request);
    if (request.isDryRun) return { ...nothing, commit: source?.commit, audiences, artifacts, diagnostics };
    if (request.isZip) {
      const { zipFolder } = await import('./zip.ts');
      await writeFile(`${whole}.zip`, await zipFolder(whole));
    }
    // A folder that came into being meanwhile is somebody else's release.
    if (await exists(target)) return { ...nothing, diagnostics: [...diagnostics, taken(target, request)] };
    await rename(request.isZip ? `${whole}.zip` : whole, target);
    return { place: target, commit: source?.commit, audiences, artifacts, failed, diagnostics };
  } finally {
    await rm(staging, { recursive: true, force: true });
    // Folders that were made for a release which there is not.
    for (const folder of new Set([path.dirname(target), request.folder])) await rmdir(folder).catch(() => {});
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

const taken = (target: string, { shown }: ReleaseRequest) => diagnostic('RELEASE_EXISTS', { name: shown(target) }, place);

/** What keeps finished documents from being released. */
function problemsOf(placed: ReturnType<typeof placeDocuments>, { names = '' }: ReleaseRequest): Diagnostic[] {
  if (placed.size === 0) return [diagnostic('RELEASE_EMPTY', {}, place)];
  const shared = sharedPath(placed);
  const why = `several documents would be called ${shared}`;
  return shared === undefined ? [] : [diagnostic('RELEASE_NAME', { name: names, why }, place)];
}

/** Everything that can be known before anything is built. */
async function checked(request: ReleaseRequest, target: string): Promise<{ source: SourceState | undefined; diagnostics: Diagnostic[] }> {
  const { version, packs, names, isDirtyAllowed, shown } = request;
  const diagnostics: Diagnostic[] = [];
  if (!isVersion(version)) diagnostics.push(diagnostic('RELEASE_VERSION', { name: version }, place));
  const why = names === undefined ? undefined : badName(names);
  if (why !== undefined) diagnostics.push(diagnostic('RELEASE_NAME', { name: names ?? '', why }, place));
  if (hasErrors(diagnostics)) return { source: undefined, diagnostics };
  const other = request.isZip ? target.replace(/\.zip$/, '') : `${target}.zip`;
  for (const one of [target, other]) if (await exists(one)) diagnostics.push(taken(one, request));
  const states = await Promise.all(packs.map((pack) => sourceState(path.dirname(pack), [request.folder, ...request.made])));
  const missing = packs.find((_, index) => states[index] === undefined);
  const roots = [...new Set(states.map((state) => state?.root))];
  const [source] = states;
  if (missing !== undefined && !isDirtyAllowed) diagnostics.push(diagnostic('RELEASE_UNVERSIONED', { name: shown(missing) }, place));
  else if (missing === undefined && roots.length > 1)
    diagnostics.push(diagnostic('RELEASE_SEVERAL_SOURCES', { names: roots.map((root) => root ?? '') }, place));
  else if (source !== undefined && source.changed.length > 0 && !isDirtyAllowed)
    diagnostics.push(diagnostic('RELEASE_DIRTY', { files: source.changed }, place));
  return { source: missing === undefined ? source : undefined, diagnostics };
}

function badName(pattern: string): string | undefined {
  const [unknown] = unknownPlaceholders(pattern);
  if (unknown !== undefined) return `${unknown} is no placeholder`;
  if (!pattern.endsWith('.pdf')) return 'it does not end in .pdf';
  return /^\/|\\|(?:^|\/)\.{0,2}(?:\/|$)/.test(pattern) ? 'it leads out of the folder of the release' : undefined;
}
