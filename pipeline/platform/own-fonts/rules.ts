/** Which faces of a pack's own fonts a document needs, as rules of its style sheet. */
import { contains, rangeOf, rangeOfPoints } from '../font-css.ts';
import type { OwnFace, OwnFamily } from './types.ts';

/** How a static TrueType font is made of a face; as it is where nothing is asked for. */
export interface Making {
  readonly axes: Readonly<Record<string, number>>;
  readonly isSlanted: boolean;
  readonly isBolder: boolean;
}

/** One rule `@font-face`. */
export interface OwnRule {
  readonly family: string;
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  readonly face: OwnFace;
  readonly range: string;
  readonly making: Making;
}

/** What is missing in a family, and made by slanting or emboldening what is there. */
export interface MadeStyle {
  readonly family: string;
  readonly isItalic: boolean;
  readonly isBold: boolean;
}

/** From here on a weight is bold: Dossier's own style sheets ask for 600. */
const bold = 600;

/** A face with one weight and style. */
interface Cut {
  readonly weight: number;
  readonly style: 'normal' | 'italic';
  readonly face: OwnFace;
  readonly making: Making;
}

/**
 * The rules for a family.
 * @param points characters of the document
 * @param weights that its style sheets ask for
 */
export function rulesFor({ family, faces }: OwnFamily, points: readonly number[], weights: readonly number[]): readonly OwnRule[] {
  const groups = new Map<string, Cut[]>();
  for (const cut of withMade(faces.flatMap((face) => cutsOf(face, faces, weights)))) {
    const key = `${cut.style} ${cut.weight}`;
    groups.set(key, [...(groups.get(key) ?? []), cut]);
  }
  return [...groups.values()].flatMap((cuts) =>
    covering(cuts, points).map(({ weight, style, face, making }) => ({ family, weight, style, face, making, range: rangeOf(face.spans) })),
  );
}

/** Rules that give a family characters which it has not, from a face of another. */
export const completing = (family: string, face: OwnFace, points: readonly number[], making: Making): readonly OwnRule[] =>
  [400, 600].flatMap((weight) =>
    (['normal', 'italic'] as const).map((style) => ({ family, weight, style, face, making, range: rangeOfPoints(points) })),
  );

/** A face as it is. */
export const plain: Making = { axes: {}, isSlanted: false, isBolder: false };

/** Which styles of a family are made. */
export function madeStyles({ family, faces }: OwnFamily): MadeStyle {
  const cuts = faces.flatMap((face) => cutsOf(face, faces, [400, bold]));
  return { family, isItalic: !cuts.some(({ style }) => style === 'italic'), isBold: !cuts.some(({ weight }) => weight >= bold) };
}

/** The static faces that a face is, or that are made of it. */
function cutsOf(face: OwnFace, all: readonly OwnFace[], weights: readonly number[]): Cut[] {
  const { wght, ital, slnt } = face.axes;
  const styles: { style: Cut['style']; axes: Record<string, number> }[] = [{ style: face.style, axes: {} }];
  const hasItalic = all.some(({ style }) => style === 'italic');
  if (!hasItalic && ital && ital[2] >= 1) styles.push({ style: 'italic', axes: { ital: 1, ...(slnt && { slnt: slnt[0] }) } });
  else if (!hasItalic && slnt && slnt[0] < 0) styles.push({ style: 'italic', axes: { slnt: slnt[0] } });
  const values = wght ? [...new Set(weights.map((weight) => Math.min(wght[2], Math.max(wght[0], weight))))] : [undefined];
  return styles.flatMap(({ style, axes }) =>
    values.map((value) => ({
      weight: value ?? face.weight,
      style,
      face,
      making: { ...plain, axes: value === undefined ? axes : { ...axes, wght: value } },
    })),
  );
}

/** The same, with bold and italic faces that are made of others where a family has none. */
function withMade(cuts: readonly Cut[]): readonly Cut[] {
  const usual = (all: readonly Cut[]) => {
    const distance = (cut: Cut) => Math.abs(cut.weight - 400);
    const least = Math.min(...all.map(distance));
    return all.filter((cut) => distance(cut) === least);
  };
  const isUpright = ({ style }: Cut) => style === 'normal';
  const bolder = (all: readonly Cut[]) =>
    all.length === 0 || all.some(({ weight }) => weight >= bold)
      ? []
      : usual(all).map((cut) => ({ ...cut, weight: 700, making: { ...cut.making, isBolder: true } }));
  const upright = cuts.filter(isUpright);
  const italic = cuts.filter((cut) => !isUpright(cut));
  const allUpright = [...upright, ...bolder(upright)];
  if (italic.length > 0) return [...allUpright, ...italic, ...bolder(italic)];
  return [...allUpright, ...allUpright.map((cut): Cut => ({ ...cut, style: 'italic', making: { ...cut.making, isSlanted: true } }))];
}

/** Of faces that differ in their characters only, as few as have all that are needed; the last that has one is used. */
function covering(cuts: readonly Cut[], points: readonly number[]): readonly Cut[] {
  const chosen: Cut[] = [];
  let left = points;
  for (;;) {
    const counts = cuts.map(({ face }) => left.filter((point) => contains(face.spans, point)).length);
    const most = Math.max(...counts);
    if (most === 0) return chosen.reverse();
    const best = cuts[counts.indexOf(most)] as Cut;
    chosen.push(best);
    left = left.filter((point) => !contains(best.face.spans, point));
  }
}
