/** The fonts of a pack, and the families that they are. */
import type { OwnFace, OwnFamily } from '../../platform/own-fonts/types.ts';

/** All fonts of a pack. */
export interface PackFonts {
  readonly shared: readonly OwnFace[];
  /** Those in the templates of single audiences. */
  readonly ofAudiences: ReadonlyMap<string, readonly OwnFace[]>;
}

/** The fonts of all audiences. */
export const allFaces = ({ shared, ofAudiences }: PackFonts): readonly OwnFace[] => [...shared, ...[...ofAudiences.values()].flat()];

/** The families that an audience's documents may use: its own faces before those of all. */
export function familiesFor({ shared, ofAudiences }: PackFonts, lineage: readonly string[]): readonly OwnFamily[] {
  return familiesOf([...lineage.flatMap((audience) => ofAudiences.get(audience) ?? []), ...shared]);
}

/** Faces by the families that they belong to, under each of their names. */
export function familiesOf(faces: readonly OwnFace[]): readonly OwnFamily[] {
  const families = new Map<string, OwnFace[]>();
  const seen = new Set<string>();
  for (const face of faces) {
    for (const name of [face.family, ...face.aliases]) {
      const key = name.toLowerCase();
      // The same file may be named twice.
      const id = `${key} ${face.hash} ${face.index}`;
      if (!seen.has(id)) families.set(key, [...(families.get(key) ?? []), face]);
      seen.add(id);
    }
  }
  return [...families].map(([key, own]) => {
    const [first] = own as [OwnFace, ...OwnFace[]];
    const family = [first.family, ...first.aliases].find((name) => name.toLowerCase() === key) as string;
    return { family, sort: first.sort, faces: own };
  });
}
