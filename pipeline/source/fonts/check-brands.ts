/** The fonts that the brand names: whether they are there, and what has to be made for them. */
import { diagnostic } from '../../model/diagnostic.ts';
import { unknownName } from '../../model/nearest.ts';
import type { Place } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { familyNames } from '../../platform/fonts.ts';
import { firstOwn, namesIn, ownFamily } from '../../platform/own-fonts/families.ts';
import { madeStyles } from '../../platform/own-fonts/rules.ts';
import type { PackConfig } from '../config/schema.ts';
import { lineageOf } from '../rules/audiences.ts';
import { allFaces, familiesFor, familiesOf, type PackFonts } from './families.ts';

/** What CSS has names for. */
const general = /^(?:serif|sans-serif|monospace|system-ui|ui-[a-z-]+|cursive|fantasy|math|emoji|inherit|initial|unset|var\(.*\))$/i;

export function checkBrands(
  config: PackConfig,
  fonts: PackFonts,
  at: (path: readonly PropertyKey[]) => Place,
  { report }: Pick<Context, 'report'>,
): void {
  const brands = [
    { brand: config.brand, steps: ['brand'], lineage: [] as readonly string[] },
    ...Object.entries(config.audiences).flatMap(([name, { brand }]) =>
      brand ? [{ brand, steps: ['audiences', name, 'brand'], lineage: lineageOf(config, name) }] : [],
    ),
  ];
  for (const { brand, steps, lineage } of brands) {
    const faces = Object.entries(brand).filter(([token]) => token.startsWith('face-'));
    if (faces.length === 0) continue;
    // The pack's brand holds for all audiences: each may bring what it names.
    const own = lineage.length > 0 ? familiesFor(fonts, lineage) : familiesOf(allFaces(fonts));
    const known = familyNames();
    const seen = new Set<string>();
    for (const [token, value] of faces) {
      const place = at([...steps, token]);
      const isThere = (name: string) => general.test(name) || known.includes(name) || ownFamily(name, own) !== undefined;
      const missing = namesIn(String(value)).filter((name) => !isThere(name));
      for (const name of missing)
        report(diagnostic('FONT_UNKNOWN', unknownName(name, [...own.map(({ family }) => family), ...known]), place));
      const first = firstOwn(String(value), own);
      if (first === undefined || seen.has(first.family)) continue;
      seen.add(first.family);
      const { isBold, isItalic } = madeStyles(first);
      // Code is hardly ever italic.
      const styles = [...(isBold ? ['bold'] : []), ...(isItalic && token !== 'face-mono' ? ['italic'] : [])];
      if (styles.length > 0) report(diagnostic('FONT_MADE', { name: first.family, names: styles }, place));
    }
  }
}
