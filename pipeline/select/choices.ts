/** Texts of `pack.yaml` and front matter that differ from audience to audience: the first that is for the reader. */

import type { Place } from '../model/place.ts';
import type { Choice } from '../source/config/basic-fields.ts';
import type { Readers } from '../source/rules/rules.ts';
import { type Cutting, isAllowed, judged } from './cutting.ts';
import { cutOf } from './gather.ts';

type Choosing = Pick<Cutting, 'rules' | 'reader' | 'report' | 'decide' | 'cuts'>;

/**
 * The text that the reader reads; undefined if none is for them.
 * @param name how the value is called, for reports
 * @param placeOf where each of several texts is
 */
export function choose(
  choice: Choice | undefined,
  name: string,
  placeOf: (index: number) => Place,
  choosing: Choosing,
  sort: 'option' | 'variable',
): string | undefined {
  if (choice === undefined || typeof choice === 'string') return choice;
  let over: Readers = choosing.rules.everybody;
  let chosen: string | undefined;
  for (const [index, one] of choice.entries()) {
    const place = placeOf(index);
    const { text, ...stated } = typeof one === 'string' ? { text: one } : one;
    const verdict = choosing.rules.of(joined(stated));
    if (verdict) judged(choosing, verdict, over, place);
    const readers = over & (verdict?.readers ?? choosing.rules.everybody);
    over &= ~readers;
    choosing.decide({ place, rule: verdict?.written ?? 'otherwise', readers, barred: 0n, what: name, words: text });
    if (chosen === undefined && isAllowed(choosing as Cutting, readers)) chosen = text;
    else choosing.cuts.push(() => cutOf(sort, text, { place, rule: verdict?.written ?? 'otherwise' }));
  }
  return chosen;
}

/** Lists of names as attributes have them. */
export function joined(stated: Readonly<Record<string, readonly string[] | string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stated).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(' ')]],
    ),
  );
}
