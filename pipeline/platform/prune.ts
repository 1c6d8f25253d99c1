/** Limits the size of a cache folder: removes entries unused for long, then the oldest ones over the limit. */
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

const hour = 3_600_000;
/** An entry unused for this long is removed. */
const longest = 30 * 24 * hour;
/** A temporary file of this age was abandoned by its process. */
const abandoned = hour;

interface Entry {
  readonly file: string;
  readonly size: number;
  readonly age: number;
}

/**
 * Removes entries of a cache folder. Runs once an hour at most, because it takes as long as a small build.
 * @param limit size limit in bytes
 * @param now run even within the hour
 */
export async function prune(folder: string, limit: number, now: boolean): Promise<void> {
  const stamp = path.join(folder, 'pruned');
  const last = await stat(stamp).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  if (!now && Date.now() - last < hour) return;
  try {
    await mkdir(folder, { recursive: true });
    // First, so that only one of several builds prunes.
    await writeFile(stamp, '');
    await utimes(stamp, new Date(), new Date());
    const entries = await entriesOf(folder);
    for (const { file } of surplus(entries, limit)) await rm(file, { force: true });
  } catch {
    // If the folder cannot be read, nothing is removed.
  }
}

/** The entries to remove. */
function surplus(entries: readonly Entry[], limit: number): Entry[] {
  const isOver = ({ file, age }: Entry) => age > longest || (file.endsWith('.part') && age > abandoned);
  const gone = entries.filter(isOver);
  const left = entries.filter((entry) => !isOver(entry)).sort((a, b) => a.age - b.age);
  let sum = 0;
  for (const entry of left) {
    sum += entry.size;
    if (sum > limit) gone.push(entry);
  }
  return gone;
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const now = Date.now();
  const names = await readdir(folder, { recursive: true });
  const found = await Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const state = await stat(file).catch(() => undefined);
      return state?.isFile() && name !== 'pruned' ? [{ file, size: state.size, age: now - state.mtimeMs }] : [];
    }),
  );
  return found.flat();
}
