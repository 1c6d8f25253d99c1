/** Builds that are divided among machines, and put together again. */
import { plural } from '../plural.ts';
import { error, few, type Named, type Why } from './entry.ts';

export const ofShards = {
  SHARD_RECORD: error<Named>(
    (p) => `${p.name} is no output of a shard: it has no shard.json that can be read`,
    () => 'name output folders of "dossier build --shard", whole as they were written',
  ),
  SHARD_OTHER: error<Named & Why>(
    (p) => `${p.name} is not a part of the same build: ${p.why}`,
    () => 'merge the outputs of one build: the same source, the same options, and the same number of shards',
  ),
  SHARD_MISSING: error<{ shards: readonly string[]; count: number }>(
    (p) => `the build has ${p.count} shards, and not all of them are here: ${few(p.shards, 8)} missing`,
    () => 'add their output folders',
  ),
  SHARD_TWICE: error<{ shard: number; names: readonly string[] }>(
    (p) => `shard ${p.shard} is here more than once: ${few(p.names)}`,
    () => 'name the output of each shard once',
  ),
  SHARD_FAILED: error<Named & { documents: readonly string[] }>(
    (p) => `${p.name} lacks documents that could not be made: ${few(p.documents)}`,
    () => 'look at what that shard reported, and build it again',
  ),
  SHARD_OVERLAP: error<Named & { names: readonly string[] }>(
    (p) => `"${p.name}" is in more than one shard: ${few(p.names)}`,
    () => 'give every shard the same --shard-times, and build them from the same source',
  ),
  SHARD_GAP: error<{ lost: number; count: number }>(
    (p) => `${p.lost} of the ${plural(p.count, 'edition')} of this build ${p.lost === 1 ? 'is' : 'are'} in no shard`,
    () => 'give every shard the same --shard-times, and build them from the same source',
  ),
  SHARD_DAMAGED: error<Named & Why>(
    (p) => `"${p.name}" is not as it was built: ${p.why}`,
    () => 'copy the output folder of that shard again, whole',
  ),
};
