/** What an edition says of its issue: version, embargo, and what it replaces. */
import { optionsFor } from '../source/config/load.ts';
import { embargoIso } from '../source/locale/embargo.ts';
import type { AudienceOptions, EditionOptions, Parsed, Source } from '../source/types.ts';
import { cutOf } from './gather.ts';
import type { Cut } from './withheld.ts';

type Stated = Pick<AudienceOptions, 'version' | 'embargo'>;
type IssueOptions = Pick<EditionOptions, 'version' | 'embargo' | 'replaces' | 'corrects'>;

/** What holds for one audience: it learns only of versions that it has had. */
export function issueOf({ pack, issue }: Pick<Source, 'pack' | 'issue'>, audience: string, options: Stated): IssueOptions {
  const key = `${pack}/${audience}`;
  return {
    version: issue?.version ?? options.version,
    embargo: typeof options.embargo !== 'string' || issue?.isEmbargoLifted ? undefined : embargoIso(options.embargo),
    replaces: issue?.replaces?.[key],
    corrects: issue?.corrects?.[key],
  };
}

/** Embargoes that only others have: an audience must not learn of them. */
export function othersEmbargoes({ source }: Parsed, audience: string): Cut[] {
  const own = optionsFor(source.config, audience).embargo;
  const all = [
    { embargo: source.config.embargo, path: ['embargo'] },
    ...Object.entries(source.config.audiences).map(([name, { embargo }]) => ({ embargo, path: ['audiences', name, 'embargo'] })),
  ];
  return all.flatMap(({ embargo, path }) => {
    if (typeof embargo !== 'string' || (typeof own === 'string' && embargoIso(own) === embargoIso(embargo))) return [];
    return [...new Set([embargo, embargoIso(embargo)])].flatMap((text) =>
      cutOf('option', text, { place: source.at(path, true), rule: path.join('.') }),
    );
  });
}
