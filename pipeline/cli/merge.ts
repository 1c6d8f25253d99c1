/** merge: the outputs of all shards of a build become one. */
import path from 'node:path';
import { merge } from '../build/shards/merge.ts';
import { plural } from '../model/plural.ts';
import { diskFiles } from '../platform/files.ts';
import type { MergeFlags } from './options.ts';
import { mustExist } from './packs.ts';
import { github, inOrder, pretty } from './reporters.ts';
import { isColoured } from './terminal.ts';

export async function runMerge(folders: readonly string[], { out, reporter }: MergeFlags): Promise<void> {
  mustExist(folders);
  const output = path.resolve(out);
  const given = [...new Set(folders.map((folder) => path.resolve(folder)))];
  const merged = await merge(given, output, diskFiles(process.cwd()));
  const diagnostics = inOrder(merged.diagnostics);
  if (reporter === 'json') process.stdout.write(`${JSON.stringify({ ...merged, diagnostics }, undefined, 2)}\n`);
  else if (reporter === 'github') process.stdout.write(github(diagnostics));
  else process.stderr.write(pretty(diagnostics, isColoured(process.stderr)));
  const isWrong = diagnostics.some(({ severity }) => severity === 'error');
  if (reporter !== 'json')
    process.stderr.write(
      isWrong
        ? 'nothing was merged\n'
        : `${plural(merged.artifacts.length, 'document')} of ${plural(given.length, 'shard')} → ${path.relative('.', output)}\n`,
    );
  process.exitCode = isWrong ? 1 : 0;
}
