/** Builds that are divided among machines and put together again, by the command itself. */
import { createHash } from 'node:crypto';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { dossier } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';

const pack = (title: string) =>
  `title: ${title}\ndate: 2025-10-15\nkinds: [briefing]\ncover: false\ncontents: 0\naudiences: { desk: { label: Desk }, press: { label: Press } }\n`;

test('shards make together what one machine makes, and a merge refuses what does not fit', async ({ folder }) => {
  await write(folder, {
    'content/quays/pack.yaml': pack('Quays'),
    'content/quays/01.md': '# Quays\n\nAll.\n\nDesk only. {audience="desk"}\n',
    'content/rates/pack.yaml': pack('Rates'),
    'content/rates/01.md': '# Rates\n\nAll.\n',
  });
  const run = async (...args: string[]) => {
    const made = await dossier([...args], { cwd: folder, env: { DOSSIER_PROOF_KEY: 'one key for all of these machines' } });
    return { ...made, stderr: made.stderr.replaceAll(/\d+\.\d s/g, '1.0 s') };
  };
  const manifestOf = (name: string) => readFile(path.join(folder, name, 'manifest.json'), 'utf8');
  const cache = ['--cache-dir', 'cache'];
  expect((await run('build', '--out', 'whole', ...cache)).code).toBe(0);
  for (const [index, counts] of ['2 of 4 editions; 2 are', '2 of 4 editions; 2 are'].entries()) {
    const { code, stderr } = await run('build', '--shard', `${index + 1}/2`, '--out', `shard-${index + 1}`, ...cache);
    expect({ code, says: stderr.includes(`${counts} left to other shards; 2 documents`) }).toEqual({ code: 0, says: true });
  }
  // What an earlier merge has left, and no shard makes.
  await cp(path.join(folder, 'whole'), path.join(folder, 'merged'), { recursive: true });
  const old = JSON.parse(await manifestOf('merged')) as { artifacts: { path: string; pack: string }[] };
  const [first] = old.artifacts;
  const gone = { ...first, pack: 'gone', path: first?.path.replace('quays', 'gone') ?? '' };
  await cp(path.join(folder, 'merged', first?.path ?? ''), path.join(folder, 'merged', gone.path), { recursive: true });
  const licences = { path: 'gone/font-licences.txt', pack: 'gone', sha256: createHash('sha256').update('OFL').digest('hex') };
  await writeFile(path.join(folder, 'merged', licences.path), 'OFL');
  await writeFile(
    path.join(folder, 'merged/manifest.json'),
    JSON.stringify({ ...old, artifacts: [...old.artifacts, gone], files: [licences] }),
  );
  const merged = await run('merge', 'shard-1', 'shard-2', '--out', 'merged');
  expect(merged.stderr.match(/OUTDATED_REMOVED/g)).toHaveLength(2);
  expect(merged.stderr).toContain('4 documents of 2 shards → merged');
  expect(await manifestOf('merged')).toBe(await manifestOf('whole'));
  for (const { path: name } of old.artifacts)
    expect(await readFile(path.join(folder, 'merged', name))).toEqual(await readFile(path.join(folder, 'whole', name)));
  const times = JSON.parse(await readFile(path.join(folder, 'merged/times.json'), 'utf8')) as Record<string, number>;
  expect(Object.keys(times)).toEqual(['quays/desk/en', 'quays/press/en', 'rates/desk/en', 'rates/press/en']);

  // The next build is divided by what was measured.
  await writeFile(path.join(folder, 'times.json'), JSON.stringify({ ...times, 'rates/press/en': 90_000 }));
  const next = await run('build', '--shard', '1/2', '--shard-times', 'times.json', '--out', 'next', '--dry-run', ...cache);
  expect(next.stderr).toContain('rates/press/en/briefing.pdf');
  expect(next.stderr.match(/planned/g)).toHaveLength(1);

  const wrong = async (...folders: string[]) => {
    const { code, stderr } = await run('merge', ...folders, '--out', 'wrong');
    expect({ code, isNothing: stderr.endsWith('nothing was merged\n') }).toEqual({ code: 1, isNothing: true });
    return [...stderr.matchAll(/error (SHARD_\w+)/g)].map(([, name]) => name);
  };
  expect(await wrong('shard-2')).toEqual(['SHARD_MISSING']);
  expect(await wrong('shard-1', 'shard-2', 'whole')).toEqual(['SHARD_RECORD']);
  await cp(path.join(folder, 'shard-1'), path.join(folder, 'again'), { recursive: true });
  expect(await wrong('shard-1', 'again', 'shard-2')).toEqual(['SHARD_TWICE']);
  await rm(path.join(folder, 'content/rates'), { recursive: true });
  await run('build', '--shard', '1/2', '--out', 'other', ...cache);
  expect(await wrong('other', 'shard-2')).toEqual(['SHARD_OTHER']);
  const record = await readFile(path.join(folder, 'again/shard.json'), 'utf8');
  await writeFile(path.join(folder, 'again/shard.json'), record.replace('"failed": []', '"failed": ["rates/press/en/briefing.pdf"]'));
  expect(await wrong('again', 'shard-2')).toEqual(['SHARD_FAILED']);
  const { editions } = JSON.parse(await readFile(path.join(folder, 'shard-2/shard.json'), 'utf8')) as { editions: string[] };
  await writeFile(path.join(folder, 'again/shard.json'), JSON.stringify({ ...JSON.parse(record), editions: editions.slice(0, 1) }));
  expect((await wrong('again', 'shard-2')).sort()).toEqual(['SHARD_GAP', 'SHARD_OVERLAP']);
  const entry = (JSON.parse(await manifestOf('shard-1')) as { artifacts: { path: string }[] }).artifacts[0];
  await writeFile(path.join(folder, 'shard-1', entry?.path ?? ''), 'x');
  expect(await wrong('shard-1', 'shard-2')).toEqual(['SHARD_DAMAGED']);
  expect((await run('build', '--shard', '3/2')).code).toBe(2);
  expect((await run('build', '--shard', '1/2', '--watch')).stderr).toContain('--shard or --watch');
  expect((await run('build', '--shard', '1/2', '--shard-times', 'content/quays/01.md')).stderr).toContain('holds no times');
});
