/** The end of a submission: what all its editions are becomes one result, once. */
import pLimit from 'p-limit';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { BlobStore } from '../../platform/blob-store.ts';
import type { Jobs, QueueJob } from './connection.ts';
import type { EditionJob, EditionResult, SubmissionResult } from './types.ts';

/** Runs when every edition has ended. Those that failed on every machine are reported and named. */
export async function assemble(job: QueueJob, jobs: Jobs, store: BlobStore): Promise<SubmissionResult> {
  const [values, failures] = await Promise.all([job.getChildrenValues<string>(), job.getIgnoredChildrenFailures()]);
  const limit = pLimit(16);
  const results = await Promise.all(Object.values(values).map((digest) => limit(() => resultAt<EditionResult>(digest, store))));
  const lost = await Promise.all(
    Object.entries(failures).map(([key, why]) =>
      limit(async () => {
        const job = await jobs.getJob(idOf(key));
        const { name, documents } = (job?.data ?? { name: idOf(key), documents: [] }) as EditionJob;
        return { name, documents, why: diagnostic('QUEUE_EDITION', { name, why }, { file: name }) };
      }),
    ),
  );
  return together(results, lost);
}

/** The id at the end of a job's key. */
export const idOf = (key: string): string => key.slice(key.lastIndexOf(':') + 1);

/** Reads a result from the store. */
export const resultAt = async <T>(digest: string, store: BlobStore): Promise<T> =>
  JSON.parse(Buffer.from(await store.get(digest)).toString('utf8')) as T;

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number => (a.path < b.path ? -1 : 1);

/** In the order of names, whoever was first; what several editions report is reported once. */
export function together(
  unsorted: readonly EditionResult[],
  lost: readonly { name: string; documents: readonly string[]; why: Diagnostic }[],
): SubmissionResult {
  const results = [...unsorted].sort((a, b) => (a.name < b.name ? -1 : 1));
  const browsers = [...new Set(results.map(({ browser }) => browser))].sort();
  const diagnostics = [
    ...results.flatMap((one) => one.diagnostics),
    ...lost.map(({ why }) => why),
    ...(browsers.length > 1 ? [diagnostic('QUEUE_BROWSERS', { browsers }, { file: 'dossier' })] : []),
  ];
  return {
    artifacts: results.flatMap(({ artifacts }) => artifacts).sort(byPath),
    files: [...new Map(results.flatMap(({ files }) => files).map((file) => [file.path, file])).values()].sort(byPath),
    failed: [...results.flatMap(({ failed }) => failed), ...lost.map(({ name }) => name)].sort(),
    kept: [...results.flatMap(({ kept }) => kept), ...lost.flatMap(({ documents }) => documents)],
    diagnostics: [...new Map(diagnostics.map((one) => [JSON.stringify(one), one])).values()],
  };
}
