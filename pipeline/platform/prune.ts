/** Keeps a cache folder small: what was not used for long goes, then the oldest until the rest fits. */
import { mkdir, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';

const hour = 3_600_000;
/** An entry that no build has used for so long is not wanted any more. */
const longest = 30 * 24 * hour;
/** A file that a process began and never finished. */
const abandoned = hour;

interface Entry {
  readonly file: string;
  readonly size: number;
  readonly age: number;
}

/**
 * Removes entries of a cache folder. Looks at most once an hour, because a look costs as much as a small build.
 * @param limit bytes that may stay
 * @param now look even if somebody has looked within the hour
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
    // First of all, so that of several builds only one looks.
    await writeFile(stamp, '');
    await utimes(stamp, new Date(), new Date());
    const entries = await entriesOf(folder);
    for (const { file } of surplus(entries, limit)) await rm(file, { force: true });
  } catch {
    // A folder that cannot be read is left as it is.
  }
}

/** What has to go. */
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
