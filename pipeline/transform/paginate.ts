/** Numbers of slides, counted as Marp counts them. */
import { settingText } from '../source/deck/mark.ts';
import type { InForce } from './deck-settings.ts';

export interface Folio {
  /** The number that the slide is called by; null for one that is not counted. */
  readonly number: number | null;
  /** What is printed at its foot. */
  readonly folio: string | null;
}

/**
 * | `paginate` | printed | counted |
 * | --- | --- | --- |
 * | `true`, or nothing | yes | yes |
 * | `total` | yes, with the total | yes |
 * | `false` | no | yes |
 * | `hold` | yes, the number before | no |
 * | `skip` | no | no |
 */
export function foliosOf(slides: readonly InForce[]): { readonly folios: readonly Folio[]; readonly total: number } {
  let count = 0;
  const found = slides.map(({ of }) => {
    const paginate = settingText(of.get('paginate')) ?? 'true';
    if (paginate !== 'hold' && paginate !== 'skip') count += 1;
    return { paginate, count };
  });
  return {
    total: count,
    folios: found.map((one) => ({
      number: one.paginate === 'skip' ? null : one.count,
      folio: one.paginate === 'skip' || one.paginate === 'false' ? null : `${one.count}${one.paginate === 'total' ? ` / ${count}` : ''}`,
    })),
  };
}
