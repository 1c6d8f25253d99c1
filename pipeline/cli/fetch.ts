/** fetch: downloads the remote images of packs. */
import { type FetchOptions, type FetchOutcome, type FetchProgress, type FetchResult, fetchPack } from '../build/fetch/fetch.ts';
import { openContext } from '../build/open.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { plural } from '../model/plural.ts';
import type { FetchFlags } from './options.ts';
import { findPacks } from './packs.ts';
import { printResult } from './print-result.ts';

export async function runFetch(names: readonly string[], flags: FetchFlags): Promise<void> {
  const packs = await findPacks(names);
  const options = {
    isLocalAllowed: flags.allowLocal ?? false,
    isDry: flags.dryRun ?? false,
    isUpdate: flags.update ?? false,
    isPruning: flags.prune ?? false,
  };
  const isJson = flags.reporter === 'json';
  const results = await fetchPacks(packs, options, (line) => void (isJson || process.stderr.write(`${line}\n`)));
  const diagnostics = results.flatMap((result) => result.diagnostics);
  const images = results.flatMap(({ pack, images: all }) => all.map((image) => ({ pack, ...image })));
  printResult({ images, diagnostics }, flags.reporter);
  if (!isJson) process.stderr.write(`${summary(images)}\n`);
  process.exitCode = exitCode(results);
}

/**
 * Fetches the images of packs, one pack after the other.
 * @param note prints a line for people
 */
export async function fetchPacks(
  packs: readonly string[],
  options: FetchOptions,
  note: (line: string) => void,
): Promise<readonly FetchResult[]> {
  const open = openContext({ cwd: process.cwd(), env: process.env, note: () => {} });
  try {
    const results: FetchResult[] = [];
    for (const folder of packs) {
      const onProgress = (image: FetchProgress) => void (image.state === 'present' || note(progressText(image)));
      const result = await fetchPack(folder, { ...options, onProgress }, open);
      for (const image of result.images) if (image.state === 'unused' || image.state === 'removed') note(leftText(image));
      results.push(result);
    }
    return results;
  } finally {
    await open.close();
  }
}

const size = (bytes: number) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);

function progressText({ done, total, state, address, file, bytes = 0, why }: FetchProgress): string {
  const detail = file === undefined ? (why ?? '') : `${file}, ${size(bytes)}`;
  return `[${String(done).padStart(String(total).length)}/${total}] ${state.padEnd(9)} ${address}${detail === '' ? '' : `  ${detail}`}`;
}

const leftText = ({ state, address, file }: FetchOutcome): string =>
  state === 'removed' ? `removed   ${file}  (${address})` : `unused    ${file}  (${address}); remove it with --prune`;

function summary(images: readonly FetchOutcome[]): string {
  const count = (...states: FetchOutcome['state'][]) => images.filter(({ state }) => states.includes(state)).length;
  const parts = [
    [count('fetched'), 'downloaded'],
    [count('present'), 'already there'],
    [count('planned'), 'to download'],
    [count('refused', 'failed'), 'not downloaded'],
    [count('removed'), 'removed'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, word]) => `${plural(number, 'image')} ${word}`);
  return said.length === 0 ? 'no remote images' : said.join('; ');
}

/** Network trouble may pass; an address without an image does not. */
function exitCode(results: readonly FetchResult[]): 0 | 1 | 3 {
  const has = (state: FetchOutcome['state']) => results.some(({ images }) => images.some((image) => image.state === state));
  if (has('failed')) return 3;
  return has('refused') ||
    results.some(({ diagnostics }) => hasErrors(diagnostics) || diagnostics.some(({ code }) => code === 'FETCH_LOCK'))
    ? 1
    : 0;
}
