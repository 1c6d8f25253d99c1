/** Where the files of a release are: a folder for each audience, which can be given away as it is. */
import { embargoMark } from '../publish/document-name.ts';
import type { Artifact } from '../publish/types.ts';

/** A document of a release. */
export interface Placed {
  readonly artifact: Artifact;
  /** Path in the audience's folder, with forward slashes. */
  readonly path: string;
}

/** What names of files may be made of. */
export const namePlaceholders = ['pack', 'audience', 'lang', 'kind', 'version'] as const;

/** A version names a folder: letters, digits and `.-+_`, as `1.2`, `2026-03`, `v2.0-rc.1`. */
export const isVersion = (version: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N}.+_-]{0,63}$/u.test(version) && !version.endsWith('.');

/** Placeholders in a pattern that are unknown, as they are written. */
export const unknownPlaceholders = (pattern: string): readonly string[] =>
  (pattern.match(/\{[^{}]*\}?|\}/g) ?? []).filter((one) => !namePlaceholders.some((name) => one === `{${name}}`));

/** The path of a release below the folder of releases: `<pack>/<version>` for one pack, `<version>` for several. */
export const releasePath = (packs: readonly string[], version: string): string => (packs.length === 1 ? `${packs[0]}/${version}` : version);

/**
 * The documents of each audience, audiences and paths in alphabetical order.
 * @param pattern of their names, as `{pack}-{lang}-{version}.pdf`; without one they are called as in the output folder
 */
export function placeDocuments(artifacts: readonly Artifact[], version: string, pattern: string | undefined): Map<string, Placed[]> {
  const isOnePack = new Set(artifacts.map((one) => one.pack)).size === 1;
  const byAudience = new Map<string, Placed[]>();
  for (const audience of [...new Set(artifacts.map((one) => one.audience))].sort()) {
    const own = artifacts.filter((one) => one.audience === audience);
    const placed = own.map((artifact) => ({ artifact, path: pathOf(artifact, version, pattern, isOnePack) }));
    byAudience.set(
      audience,
      placed.sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
  }
  return byAudience;
}

/** A path that several documents of one audience would have; undefined if each has its own. */
export function sharedPath(placed: ReadonlyMap<string, readonly Placed[]>): string | undefined {
  return [...placed.values()]
    .map((documents) => documents.map((one) => one.path))
    .flatMap((paths) => paths.filter((one, index) => paths.indexOf(one) < index))[0];
}

function pathOf(artifact: Artifact, version: string, pattern: string | undefined, isOnePack: boolean): string {
  const { pack, audience, lang, kind, issue } = artifact;
  const values: Readonly<Record<string, string>> = { pack, audience, lang, kind, version };
  if (pattern !== undefined) {
    const name = pattern.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');
    return name.replace(/(?=\.pdf$)/, embargoMark(issue?.embargo));
  }
  const inAudience = [lang, artifact.path.split('/').at(-1)].join('/');
  return isOnePack ? inAudience : `${pack}/${inAudience}`;
}
