/** What git knows of a file. */
import { execFile } from 'node:child_process';
import path from 'node:path';

/** The day of the last commit that changed a file, as `2025-10-15`; undefined where git or the file's history is missing. */
export function lastCommitDay(file: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const args = ['log', '-1', '--format=%cs', '--', path.basename(file)];
    execFile('git', args, { cwd: path.dirname(file), timeout: 10_000 }, (cause, stdout) => {
      const day = stdout.trim();
      resolve(cause === null && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : undefined);
    });
  });
}
