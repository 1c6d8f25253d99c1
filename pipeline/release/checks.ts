/** What keeps a release from being made. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { PackFacts } from '../build/facts.ts';
import { type Diagnostic, diagnostic, hasErrors } from '../model/diagnostic.ts';
import type { Recipient } from './copies/recipients.ts';
import { isVersion, type placeDocuments, sharedPath, unknownPlaceholders } from './layout.ts';
import { type SourceState, sourceState } from './source-state.ts';
import type { ReleaseRequest } from './types.ts';

/** What is reported concerns the release as a whole. */
export const place = { file: 'dossier', line: 1, column: 1 };

export const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

export const taken = (target: string, { shown }: ReleaseRequest): Diagnostic =>
  diagnostic('RELEASE_EXISTS', { name: shown(target) }, place);

/** What keeps finished documents from being released. */
export function problemsOf(placed: ReturnType<typeof placeDocuments>, { names = '' }: ReleaseRequest): Diagnostic[] {
  if (placed.size === 0) return [diagnostic('RELEASE_EMPTY', {}, place)];
  const shared = sharedPath(placed);
  const why = `several documents would be called ${shared}`;
  return shared === undefined ? [] : [diagnostic('RELEASE_NAME', { name: names, why }, place)];
}

export interface Checked {
  readonly source: SourceState | undefined;
  readonly facts: readonly PackFacts[];
  readonly recipients: readonly Recipient[];
  readonly diagnostics: Diagnostic[];
}

/** Everything that can be known before anything is built. */
export async function checked(request: ReleaseRequest, target: string): Promise<Checked> {
  const { version, packs, names, isDirtyAllowed, shown } = request;
  const diagnostics: Diagnostic[] = [];
  if (!isVersion(version)) diagnostics.push(diagnostic('RELEASE_VERSION', { name: version }, place));
  const why = names === undefined ? undefined : badName(names);
  if (why !== undefined) diagnostics.push(diagnostic('RELEASE_NAME', { name: names ?? '', why }, place));
  if (hasErrors(diagnostics)) return { source: undefined, facts: [], recipients: [], diagnostics };
  const other = request.isZip ? target.replace(/\.zip$/, '') : `${target}.zip`;
  for (const one of [target, other]) if (await exists(one)) diagnostics.push(taken(one, request));
  const facts = await request.facts();
  diagnostics.push(...facts.flatMap((one) => problemsOfPack(one, version)));
  if (request.isEmbargoLifted && !facts.some(({ audiences }) => audiences.some(({ hasEmbargo }) => hasEmbargo)))
    diagnostics.push(diagnostic('RELEASE_EMBARGO', {}, place));
  const states = await Promise.all(packs.map((pack) => sourceState(path.dirname(pack), [request.folder, ...request.made])));
  const missing = packs.find((_, index) => states[index] === undefined);
  const roots = [...new Set(states.map((state) => state?.root))];
  const [source] = states;
  if (missing !== undefined && !isDirtyAllowed) diagnostics.push(diagnostic('RELEASE_UNVERSIONED', { name: shown(missing) }, place));
  else if (missing === undefined && roots.length > 1)
    diagnostics.push(diagnostic('RELEASE_SEVERAL_SOURCES', { names: roots.map((root) => root ?? '') }, place));
  else if (source !== undefined && source.changed.length > 0 && !isDirtyAllowed)
    diagnostics.push(diagnostic('RELEASE_DIRTY', { files: source.changed }, place));
  const { recipients, diagnostics: ofRecipients } = await recipientsOf(request, facts);
  diagnostics.push(...ofRecipients);
  return { source: missing === undefined ? source : undefined, facts, recipients, diagnostics };
}

/** Who gets copies of the audiences' documents that are released. */
async function recipientsOf(
  { copies, isEmbargoLifted, secret, shown }: ReleaseRequest,
  facts: readonly PackFacts[],
): Promise<{ readonly recipients: readonly Recipient[]; readonly diagnostics: readonly Diagnostic[] }> {
  if (copies === undefined) return { recipients: [], diagnostics: [] };
  const all = facts.flatMap(({ audiences }) => audiences.filter(({ hasEmbargo }) => hasEmbargo || !isEmbargoLifted));
  const audiences = [...new Set(all.map(({ name }) => name))];
  const { readRecipients } = await import('./copies/recipients.ts');
  return readRecipients({ ...copies, audiences, secret, shown });
}

function problemsOfPack({ pack, status, version: own, at }: PackFacts, version: string): Diagnostic[] {
  const draft = status === 'draft' ? [diagnostic('RELEASE_DRAFT', { name: pack }, at.status)] : [];
  const other = own !== undefined && own !== version ? [diagnostic('RELEASE_OTHER_VERSION', { name: pack, own, version }, at.version)] : [];
  return [...draft, ...other];
}

function badName(pattern: string): string | undefined {
  const [unknown] = unknownPlaceholders(pattern);
  if (unknown !== undefined) return `${unknown} is no placeholder`;
  if (!pattern.endsWith('.pdf')) return 'it does not end in .pdf';
  return /^\/|\\|(?:^|\/)\.{0,2}(?:\/|$)/.test(pattern) ? 'it leads out of the folder of the release' : undefined;
}
