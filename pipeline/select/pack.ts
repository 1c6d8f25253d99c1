/** What of `pack.yaml`, the glossary and the bibliography a reader may have, and what options hold for them. */

import type { Place } from '../model/place.ts';
import type { GlossaryEntry } from '../source/config/glossary-schema.ts';
import { optionsFor } from '../source/config/load.ts';
import type { PackConfig } from '../source/config/schema.ts';
import { fillVariables } from '../source/markdown/variables.ts';
import { lineageOf } from '../source/rules/audiences.ts';
import type { AudienceOptions, EditionOptions, Parsed } from '../source/types.ts';
import { joined } from './choices.ts';
import { type Cutting, isAllowed, judged } from './cutting.ts';
import { cutFile, cutOf } from './gather.ts';
import type { Cut, CutSort } from './withheld.ts';

type Choosing = Pick<Cutting, 'rules' | 'reader' | 'report' | 'decide' | 'cuts' | 'hidden' | 'valueOf'>;
type Ruled = {
  readonly for?: readonly string[] | undefined;
  readonly audience?: readonly string[] | undefined;
  readonly except?: readonly string[] | undefined;
};

/** Whether an entry of a list is for the reader. */
function admits(entry: Ruled, what: string, words: string, place: () => Place, choosing: Choosing): { isKept: boolean; rule: string } {
  const { for: own, audience, except } = entry;
  const verdict = choosing.rules.of(joined({ for: own, audience, except }));
  if (verdict === undefined) return { isKept: true, rule: '' };
  judged(choosing, verdict, choosing.rules.everybody, place());
  choosing.decide({ place: place(), rule: verdict.written, readers: verdict.readers, barred: 0n, what, words });
  return { isKept: isAllowed(choosing as Cutting, verdict.readers), rule: verdict.written };
}

function unruled<T extends Ruled>(entry: T): T {
  const { for: _, audience: __, except: ___, ...rest } = entry;
  return rest as T;
}

/** Options that are one text, of which each audience may have its own. */
const audienceTexts = ['title', 'short', 'subtitle', 'issuer', 'subject', 'marking', 'watermark', 'label'] as const;

/** The options of the edition: without the sources, authors, annexes and attachments that are not for the reader, and with its variables. */
export function optionsOf({ source }: Parsed, audience: string, choosing: Choosing): AudienceOptions {
  const options = optionsFor(source.config, audience);
  const place = (path: readonly PropertyKey[]) => () => source.at(path, true);
  const sources = Object.entries(options.sources).flatMap(([id, entry]) => {
    const at = place(['sources', id]);
    const { isKept, rule } = admits(entry, 'source', entry.title, at, choosing);
    if (isKept) return [[id, unruled(entry)] as const];
    choosing.hidden.add(`source ${id}`);
    choosing.cuts.push(() => [
      ...strings({ title: entry.title, publisher: entry.publisher }, 'text', at(), rule),
      ...cutOf('key', id, { place: at(), rule }),
      ...cutOf('link', entry.url, { place: at(), rule }),
    ]);
    return [];
  });
  const authors = options.authors.flatMap((author, index) => {
    const at = place(['authors', index]);
    const { isKept, rule } = admits(
      'for' in author || 'audience' in author || 'except' in author ? author : {},
      'author',
      author.name,
      at,
      choosing,
    );
    if (isKept) return [{ name: author.name, role: author.role, organisation: author.organisation }];
    choosing.cuts.push(() => strings({ name: author.name }, 'text', at(), rule));
    return [];
  });
  const annexes = options.annexes.flatMap((annex, index) => {
    const at = place(['annexes', index]);
    const { isKept, rule } = admits(annex, 'annex', annex.title, at, choosing);
    if (isKept) return [unruled(annex)];
    choosing.cuts.push(() => [...strings({ title: annex.title }, 'text', at(), rule), ...cutFile(annex.file, { place: at(), rule })]);
    return [];
  });
  const attachments = options.attachments.flatMap((attachment, index): EditionOptions['attachments'] => {
    if (typeof attachment === 'string') return [attachment];
    const at = place(['attachments', index]);
    const { isKept, rule } = admits(attachment, 'attachment', attachment.title, at, choosing);
    if (isKept) return [unruled(attachment)];
    choosing.cuts.push(() => [
      ...strings({ title: attachment.title }, 'text', at(), rule),
      ...cutFile(attachment.file, { place: at(), rule }),
    ]);
    return [];
  });
  choosing.cuts.push(() => ofOthers(source.config, audience, source.at));
  const fill = (text: string, key: string) => fillVariables(text, (name, written) => choosing.valueOf(name, source.at([key]), written));
  const texts = Object.fromEntries(
    audienceTexts.flatMap((key) => {
      const text = options[key];
      return typeof text === 'string' ? [[key, fill(text, key)]] : [];
    }),
  );
  const colophon =
    options.colophon &&
    Object.fromEntries(Object.entries(options.colophon).map(([key, text]) => [key, text === undefined ? text : fill(text, 'colophon')]));
  return { ...options, ...texts, colophon, sources: Object.fromEntries(sources), authors, annexes, attachments };
}

const strings = (values: Readonly<Record<string, string | undefined>>, sort: CutSort, place: Place, rule: string): Cut[] =>
  Object.values(values).flatMap((text) => cutOf(sort, text, { place, rule }));

/** What other audiences read on their covers and pages, and this one does not. */
function ofOthers(config: PackConfig, audience: string, at: Parsed['source']['at']): Cut[] {
  const lineage = lineageOf(config, audience);
  return Object.entries(config.audiences).flatMap(([name, own]) => {
    if (lineage.includes(name)) return [];
    return audienceTexts.flatMap((key) => {
      const text = own[key];
      return typeof text === 'string'
        ? cutOf('option', text, { place: at(['audiences', name, key]), rule: `audiences.${name}.${key}` })
        : [];
    });
  });
}

/** The glossary's entries for the reader; undefined for a pack without one. */
export function glossaryOf({ glossary }: Parsed, choosing: Choosing): readonly GlossaryEntry[] | undefined {
  return glossary?.flatMap(({ entry, place }) => {
    const { isKept, rule } = admits(entry, 'term', entry.term, () => place, choosing);
    if (isKept) return [unruled(entry)];
    choosing.cuts.push(() => [
      ...strings({ term: entry.term, abbreviation: entry.abbreviation }, 'key', place, rule),
      ...cutOf('text', entry.definition, { place, rule }),
    ]);
    return [];
  });
}

/** The works that the reader may know of; the keys of others are hidden names. */
export function bibliographyOf({ bibliographyEntries }: Parsed, choosing: Choosing): Parsed['bibliographyEntries'] {
  return bibliographyEntries.filter(({ item, place, stated }) => {
    const { isKept, rule } = admits(stated, 'work', String(item['title'] ?? item.id), () => place, choosing);
    if (isKept) return true;
    choosing.hidden.add(`cite ${item.id}`);
    const people = [item['author'], item['editor']].flatMap((list) => (Array.isArray(list) ? list : [])) as {
      family?: string;
      literal?: string;
    }[];
    choosing.cuts.push(() => [
      ...cutOf('key', item.id, { place, rule }),
      ...strings({ title: text(item['title']), container: text(item['container-title']) }, 'text', place, rule),
      ...people.flatMap(({ family, literal }) => cutOf('text', family ?? literal, { place, rule })),
      ...cutOf('link', text(item['URL']), { place, rule }),
    ]);
    return false;
  });
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
