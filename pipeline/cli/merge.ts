/** merge: the outputs of all shards of a build become one. */
import path from 'node:path';
import { merge } from '../build/shards/merge.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { plural } from '../model/plural.ts';
import { diskFiles } from '../platform/files.ts';
import type { MergeFlags } from './options.ts';
import { mustExist } from './packs.ts';
import { printResult } from './print-result.ts';

export async function runMerge(folders: readonly string[], { out, reporter }: MergeFlags): Promise<void> {
  mustExist(folders);
  const output = path.resolve(out);
  const given = [...new Set(folders.map((folder) => path.resolve(folder)))];
  const merged = await merge(given, output, diskFiles(process.cwd()));
  printResult(merged, reporter);
  const isWrong = hasErrors(merged.diagnostics);
  if (reporter !== 'json')
    process.stderr.write(
      isWrong
        ? 'nothing was merged\n'
        : `${plural(merged.artifacts.length, 'document')} of ${plural(given.length, 'shard')} → ${path.relative('.', output)}\n`,
    );
  process.exitCode = isWrong ? 1 : 0;
}
