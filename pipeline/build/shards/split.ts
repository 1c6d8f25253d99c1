/** Divides the work of a build among machines, each of which comes to the same result by itself. */

/** One part of a build: `--shard 2/5`. */
export interface Shard {
  /** Counted from 1. */
  readonly index: number;
  readonly count: number;
}

/** Times of editions in milliseconds, as an earlier build measured them. */
export type Times = Readonly<Record<string, number>>;

/** What is built on one machine: an edition of a pack, or a whole pack. */
export interface Unit {
  /** `pack/audience/language`, or the name of a pack that could not be read. */
  readonly name: string;
  /** Absolute path of the pack, as it was given. */
  readonly folder: string;
  readonly pack: string;
  /** How long it takes in milliseconds, measured or guessed. */
  readonly milliseconds: number;
}

/** With as many packs for each machine as this, none of them is read on two. */
const packsToStayWhole = 8;

/**
 * Gives each unit to a shard: the longest first, each to the one that has least to do. Times are rounded to a quarter of a power of
 * two, so that the division stays the same when they differ a little from one build to the next.
 * @returns the units of each shard, in the order of their names
 */
export function split(units: readonly Unit[], count: number): readonly (readonly Unit[])[] {
  const sorted = groupsOf(units, count)
    .map((group) => ({
      group,
      weight: rounded(group.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
      name: group[0]?.name ?? '',
    }))
    .sort((a, b) => b.weight - a.weight || (a.name < b.name ? -1 : 1));
  const shards = Array.from({ length: count }, () => ({ load: 0, units: [] as Unit[] }));
  for (const { group, weight } of sorted) {
    const lightest = shards.reduce((best, one) => (one.load < best.load ? one : best));
    lightest.load += weight;
    lightest.units.push(...group);
  }
  return shards.map((shard) => shard.units.sort((a, b) => (a.name < b.name ? -1 : 1)));
}

/** What stays together: a pack where there are many, otherwise an edition. */
function groupsOf(units: readonly Unit[], count: number): readonly (readonly Unit[])[] {
  const packs = new Map<string, Unit[]>();
  for (const unit of units) packs.set(unit.pack, [...(packs.get(unit.pack) ?? []), unit]);
  return packs.size >= packsToStayWhole * count ? [...packs.values()] : units.map((unit) => [unit]);
}

const rounded = (milliseconds: number): number => 2 ** (Math.round(Math.log2(Math.max(1, milliseconds)) * 4) / 4);
