/** `dossier build --watch` as a person starts it. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect } from 'vitest';
import { cli, foldersIn } from '../support/cli.ts';
import { soundPack, test, write } from '../support/folders.ts';

test('build --watch says what changed and what was built, and ends with a signal', async ({ folder }) => {
  await write(path.join(folder, 'pack'), soundPack);
  const args = [cli, 'build', 'pack', '--watch', '--only', 'briefing', ...foldersIn(folder)];
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, CI: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  try {
    await expect.poll(() => told, { timeout: 60_000 }).toContain('Watching for changes; press Ctrl+C to stop');
    told = '';
    await write(path.join(folder, 'pack'), {
      '01-first.md': soundPack['01-first.md'].replace('says this', ':for[this]{audience="nobody"}'),
    });
    await expect.poll(() => told, { timeout: 60_000 }).toMatch(/pack\/01-first\.md:3:19 error AUDIENCE_UNKNOWN/);
    await expect.poll(() => told, { timeout: 60_000 }).toContain('1 document not built');
    told = '';
    await write(path.join(folder, 'pack'), { '01-first.md': soundPack['01-first.md'].replace('says this', 'says that') });
    await expect.poll(() => told, { timeout: 60_000 }).toMatch(/built +pack\/everyone\/en\/briefing\.pdf/);
    await expect.poll(() => told, { timeout: 60_000 }).toContain('changed: pack/01-first.md');
  } finally {
    child.kill('SIGTERM');
  }
  expect(await ended).toBe(143);
});
