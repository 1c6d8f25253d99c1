/** `dossier init` as a person starts it, and what makes the first minutes easy. */
import { spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { dossier } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';

test('init writes a pack without questions, says what comes next, and overwrites nothing', async ({ folder }) => {
  const dry = await dossier(['init', 'report', '--dry-run'], { cwd: folder });
  expect(dry.code).toBe(0);
  expect(await readdir(folder)).toEqual([]);
  const { code, stdout, stderr } = await dossier(['init', 'report', '--title', 'My report'], { cwd: folder });
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toContain('Next:\n  dossier preview report --open');
  const config = await readFile(path.join(folder, 'report/pack.yaml'), 'utf8');
  expect(config).toContain('title: My report');
  expect(stderr).not.toContain('in English');
  const german = await dossier(['init', 'bericht', '--yes', '--lang', 'de'], { cwd: folder });
  expect(german.stderr).toContain(
    'Note: its sample text is in English, to be written over; fixed words, dates and numbers are those of "de".',
  );
  const again = await dossier(['init', 'report', '--yes', '--title', 'Other'], { cwd: folder });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('in the way:\n  report/01-first-chapter.md\n');
  expect(await readFile(path.join(folder, 'report/pack.yaml'), 'utf8')).toBe(config);
  expect((await dossier(['init', 'x', '--template', 'poster'], { cwd: folder })).stderr).toContain('board-paper');
});

test('a command run below a project builds the pack that it is in, or the one that is named', async ({ folder }) => {
  await write(folder, {
    'content/one/pack.yaml': 'title: One\ndate: 2025-10-15\nkinds: [briefing]\n',
    'content/one/01.md': '# One\n',
    'content/two/pack.yaml': 'title: Two\ndate: 2025-10-15\nkinds: [briefing]\n',
    'content/two/data/x.csv': 'a\n1\n',
    'content/two/01.md': '# Two\n',
  });
  const plan = async (cwd: string, ...args: string[]) => {
    const { stderr } = await dossier([...args, '--dry-run', '--cache-dir', 'cache'], { cwd: path.join(folder, cwd) });
    return [...stderr.matchAll(/planned +(\S+)/g)].map((match) => match[1]);
  };
  const [one, two] = ['one/everyone/en/briefing.pdf', 'two/everyone/en/briefing.pdf'];
  expect(await plan('content/two/data', 'build')).toEqual([two]);
  expect(await plan('content', 'build')).toEqual([one, two]);
  expect(await plan('content/two', 'build', 'one')).toEqual([one]);
  expect(await plan('content', 'build', './two')).toEqual([two]);
  expect(await plan('', 'build', '-C', 'content/two/data')).toEqual([two]);
  const wrong = await dossier(['build', 'oen'], { cwd: path.join(folder, 'content/two') });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('no pack "oen"; did you mean "one"?');
  expect((await dossier(['-C', 'nowhere', 'check'], { cwd: folder })).stderr).toContain('no folder "nowhere"');
});

test('completion knows commands, options, their values and packs', async ({ folder }) => {
  await write(folder, { 'content/one/pack.yaml': 'title: One\n', 'content/other/x.txt': '' });
  const { stdout: script } = await dossier(['completion', 'bash']);
  const complete = (...words: string[]) => {
    const ask = `COMP_WORDS=(dossier ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}; _dossier; echo "\${COMPREPLY[*]}"`;
    return spawnSync('bash', ['-c', `${script}\n${ask}`], { cwd: folder, encoding: 'utf8' }).stdout.trim();
  };
  expect(complete('in')).toBe('init');
  expect(complete('build', '--rep')).toBe('--reporter');
  expect(complete('build', '-r', '')).toBe('pretty json github');
  expect(complete('build', 'o')).toBe('one');
  for (const shell of ['zsh', 'fish'])
    expect((await dossier(['completion', shell])).stdout).toContain('--audience'.slice(shell === 'fish' ? 2 : 0));
});
