/** What a window looks at, as the query of an address: `?pack=0&lang=en&kind=briefing&audience=press`. */
import type { Selection } from './types.ts';

export function queryOf({ pack, lang, kind, audiences }: Partial<Selection>): string {
  const query = new URLSearchParams();
  if (pack !== undefined) query.set('pack', String(pack));
  if (lang !== undefined) query.set('lang', lang);
  if (kind !== undefined) query.set('kind', kind);
  for (const audience of audiences ?? []) query.append('audience', audience);
  return query.toString();
}

export function selectionFrom(query: URLSearchParams): Partial<Selection> {
  const [pack, lang, kind] = [query.get('pack'), query.get('lang'), query.get('kind')];
  return {
    ...(pack && Number.isInteger(Number(pack)) ? { pack: Number(pack) } : {}),
    ...(lang ? { lang } : {}),
    ...(kind ? { kind } : {}),
    audiences: query.getAll('audience'),
  };
}
