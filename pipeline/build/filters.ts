/** Filters that match nothing. */
import { diagnostic, Stop } from '../model/diagnostic.ts';
import type { DocumentName } from '../publish/types.ts';
import type { Filters } from './types.ts';

/**
 * @param documents all that packs plan
 * @throws Stop if an audience or a language is that of no document: the build would silently do nothing
 */
export function checkFilters(
  documents: readonly DocumentName[],
  { audiences = [], languages = [] }: Pick<Filters, 'audiences' | 'languages'>,
): void {
  const unknown = (what: 'audience' | 'language', names: readonly string[], of: (document: DocumentName) => string) => {
    const known = [...new Set(documents.map(of))];
    return names.filter((name) => !known.includes(name)).map((name) => ({ what, name, known }));
  };
  const problems = [...unknown('audience', audiences, ({ audience }) => audience), ...unknown('language', languages, ({ lang }) => lang)];
  if (problems.length === 0) return;
  throw new Stop(
    2,
    problems.map((problem) => diagnostic('FILTER_UNKNOWN', problem, { file: 'dossier' })),
  );
}
