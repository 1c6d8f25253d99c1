import type { Transformed } from '../../transform/types.ts';
import type { PackData } from '../layout-data.ts';
import { type Kind, type KindPart, paperFor } from './kind.ts';

/** Combined PDF of several kinds, with annexes: a cover that lists the parts, then the parts unchanged. */
export function packOf(kinds: readonly Kind[]): Kind {
  const partsOf = (edition: Transformed): KindPart[] =>
    edition.edition.options.pack.parts.flatMap((name): KindPart[] => {
      if (name === 'annexes') return annexes(edition);
      const kind = kinds.find((one) => one.name === name);
      return kind?.applies(edition) ? [{ id: `part-${kind.name}`, prefix: kind.prefix ?? '', kind: kind.name }] : [];
    });
  return {
    name: 'pack',
    description: 'cover, other kinds and annexes in one file',
    file: 'pack.pdf',
    page: ({ edition }) => paperFor('briefing', edition.options),
    opens: () => ({ outline: true, layout: 'OneColumn' }),
    hasNotes: (options) => kinds.some(({ name, hasNotes }) => options.pack.parts.includes(name) && hasNotes?.(options)),
    applies: (edition) => partsOf(edition).length > 0,
    parts: partsOf,
    view: (edition) =>
      ({
        parts: partsOf(edition).map((part) => ({
          id: part.id,
          kind: 'kind' in part ? part.kind : null,
          title: 'file' in part ? part.title : null,
          prefix: part.prefix,
        })),
      }) satisfies PackData,
  };
}

/** Annexes have letters: pages …, B-1 … */
function annexes({ edition }: Transformed): KindPart[] {
  return edition.options.annexes.map(({ file, title, lang, prefix }, index) => ({
    id: `annex-${index + 1}`,
    prefix: prefix ?? `${String.fromCharCode(65 + (index % 26))}-`,
    file,
    title,
    lang: lang ?? edition.lang,
  }));
}
