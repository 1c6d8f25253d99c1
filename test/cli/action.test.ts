/** The action for GitHub: its scripts, run by the shell with the variables that GitHub would set. */
import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { cli, home } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';

interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

/** What an expression of this action gives: inputs, and outputs of the first step. */
const filled = (text: string, values: Readonly<Record<string, string>>) =>
  text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => values[name] ?? `no ${name}`);

/** Conditions of this action compare with nothing. */
const holds = (condition: string, values: Readonly<Record<string, string>>) =>
  condition.split(' && ').every((part) => {
    const [, name = '', sign] = /^(inputs\.\w+) (==|!=) ''$/.exec(part) ?? [];
    return (values[name] === '') === (sign === '==');
  });

test('shards are built by the jobs of a matrix, and one job puts them together', async ({ folder }) => {
  const action = parse(await readFile(path.join(home, 'action.yml'), 'utf8')) as Action;
  const pack = 'date: 2025-10-15\nkinds: [briefing]\ncover: false\ncontents: 0\n';
  await write(folder, {
    'package.json': '{}',
    'content/quays and piers/pack.yaml': `title: Quays\n${pack}`,
    'content/quays and piers/01.md': '# Quays\n\nAll.\n',
    'content/rates/pack.yaml': `title: Rates\n${pack}`,
    'content/rates/01.md': '# Rates\n\nAll. ![Lost](lost.png)\n',
    'times.json': '{"rates/everyone/en": 9000}',
  });
  await mkdir(path.join(folder, 'node_modules/.bin'), { recursive: true });
  await writeFile(path.join(folder, 'node_modules/.bin/dossier'), `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`, { mode: 0o755 });
  /** Runs the action as a job would; `artifacts/` stands for what GitHub keeps. */
  const run = async (given: Readonly<Record<string, string>>) => {
    const inputs = Object.entries(action.inputs).map(([name, { default: value }]) => [`inputs.${name}`, given[name] ?? value]);
    let values: Record<string, string> = Object.fromEntries(inputs);
    let [code, stdout, stderr] = [0, '', ''];
    for (const step of action.runs.steps) {
      if (code !== 0 || !holds(step.if ?? '', values)) continue;
      const options = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, value]) => [name, filled(String(value), values)]));
      if (step.uses === 'actions/upload-artifact@v4') {
        expect(options['name']).not.toMatch(/["/\\:<>|*?]/);
        await cp(path.join(folder, options['path'] ?? ''), path.join(folder, 'artifacts', options['name'] ?? ''), { recursive: true });
      } else if (step.uses === 'actions/download-artifact@v4') {
        expect(options['pattern']).toBe('dossier-shard-*-of-2');
        await cp(path.join(folder, 'artifacts'), path.join(folder, options['path'] ?? ''), { recursive: true });
      } else {
        const output = path.join(folder, 'github-output');
        await writeFile(output, '');
        const variables = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, values)]));
        const env = { ...process.env, ...variables, GITHUB_OUTPUT: output, DOSSIER_PROOF_KEY: 'k' };
        // As GitHub runs it.
        const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run ?? 'false'], { cwd: folder, env });
        child.stdout.on('data', (chunk) => {
          stdout += chunk;
        });
        child.stderr.on('data', (chunk) => {
          stderr += chunk;
        });
        code = await new Promise<number>((resolve) => child.on('close', (end) => resolve(end ?? 1)));
        const lines = (await readFile(output, 'utf8')).trim().split('\n').filter(Boolean);
        for (const [name = '', value = ''] of lines.map((line) => line.split('=')))
          values = { ...values, [`steps.${step.id}.outputs.${name}`]: value };
      }
    }
    return { code, stdout, stderr };
  };

  // Warnings stop documents, and are annotations.
  const strict = await run({ packs: './content/rates' });
  expect(strict).toMatchObject({ code: 1, stdout: expect.stringMatching(/^::warning file=content\/rates\/01\.md,line=3/) });
  for (const shard of ['1/2', '2/2'])
    expect(await run({ shard, 'shard-times': 'times.json', strict: 'false', out: `out ${shard[0]}` })).toMatchObject({ code: 0 });
  expect(await run({ merge: '2', out: 'out' })).toMatchObject({ code: 0, stderr: expect.stringContaining('2 documents of 2 shards') });
  const manifest = JSON.parse(await readFile(path.join(folder, 'out/manifest.json'), 'utf8')) as { artifacts: { pack: string }[] };
  expect(manifest.artifacts.map((one) => one.pack)).toEqual(['quays and piers', 'rates']);
  // What somebody writes into a field is never run.
  await run({ packs: '$(touch ran) `touch ran` ; touch ran', shard: '1/2"; touch ran; "' });
  await expect(readFile(path.join(folder, 'ran'))).rejects.toThrow('ENOENT');
});
