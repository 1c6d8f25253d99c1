import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { packSchema } from '../../pipeline/source/config/schema.ts';
import { kindNames, kinds } from '../../pipeline/template/kinds/index.ts';
import { generatePack } from '../bench/generate.mjs';
import { build, cli, dossier, foldersIn, home } from '../support/cli.ts';
import { soundPack, test, write } from '../support/folders.ts';

const invalid = {
  'pack.yaml': 'title: An invalid pack\ndate: 2025-10-15\nkinds: [briefing]\n',
  '01-first.md': '# First\n\nSee :for[this]{audience="nobody"}, 100 % and, well: that.\n',
};

describe('help', () => {
  test('--help names every command and answers with 0', async () => {
    const { code, stdout, stderr } = await dossier(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const command of ['build', 'check', 'schema']) expect(stdout).toMatch(new RegExp(`^ +${command} `, 'm'));
  });

  test.for(['build', 'check'])('%s --help tells its options and shows examples', async (command) => {
    const { code, stdout } = await dossier([command, '--help']);
    expect(code).toBe(0);
    for (const option of ['--audience', '--lang', '--only', '--jobs', '--strict', '--reporter', '--browser', '--cache-dir'])
      expect(stdout).toContain(option);
    expect(stdout).toContain('Examples:');
  });

  test('build --help lists the exit codes, and --version the version', async () => {
    expect((await dossier(['build', '--help'])).stdout).toMatch(/0 success; 1 .*; 2 .*; 3 /);
    const { version } = JSON.parse(await readFile(path.join(import.meta.dirname, '../../package.json'), 'utf8')) as { version: string };
    expect((await dossier(['--version'])).stdout.trim()).toBe(version);
  });
});

describe('bad usage ends with 2 and says what may be written', () => {
  test.for([
    [['build', '--only', 'poster'], kinds.map(({ name }) => name).join(', ')],
    [['build', '--jobs', '0'], 'whole number'],
    [['build', '--reporter', 'xml'], 'pretty, json, github'],
    [['build', '--nonsense'], "unknown option '--nonsense'"],
    [['nonsense'], 'nonsense'],
    [['build', 'no-such-pack'], 'no pack "no-such-pack"'],
  ] as const)('%j', async ([args, words], { folder }) => {
    await write(folder, { 'content/sound/pack.yaml': soundPack['pack.yaml'], 'content/sound/01-first.md': soundPack['01-first.md'] });
    const { code, stderr, stdout } = await dossier(args, { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(await readdir(folder)).toEqual(['content']);
  });

  test('a program that asked for an object gets one', async ({ folder }) => {
    await write(folder, { 'content/sound/pack.yaml': soundPack['pack.yaml'], 'content/sound/01-first.md': soundPack['01-first.md'] });
    const { code, stdout } = await dossier(['build', '--jobs', '0', '--reporter', 'json'], { cwd: folder });
    expect(code).toBe(2);
    const { artifacts, diagnostics } = JSON.parse(stdout) as { artifacts: unknown[]; diagnostics: { code: string; message: string }[] };
    expect({ artifacts, codes: diagnostics.map((one) => one.code) }).toEqual({ artifacts: [], codes: ['USAGE'] });
    expect(diagnostics[0]?.message).toContain('whole number');
  });

  test('a folder without packs', async ({ folder }) => {
    const { code, stderr } = await dossier(['build'], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('no packs');
  });

  test('an audience that no pack has', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const { code, stderr } = await dossier(['build', 'pack', '--audience', 'nobody', ...foldersIn(folder)], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('FILTER_UNKNOWN');
    expect(stderr).toContain('everyone');
  });

  test('a language that no pack has', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const { code, stderr } = await dossier(['build', 'pack', '--lang', 'xx', ...foldersIn(folder)], { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toContain('en');
  });
});

describe('what is built', () => {
  test('builds every pack of content/ into output/, reported in plain lines', async ({ folder }) => {
    await write(path.join(folder, 'content/one'), soundPack);
    await write(path.join(folder, 'content/two'), soundPack);
    const { code, stdout, stderr } = await dossier(['build', '--cache-dir', 'cache'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    for (const pack of ['one', 'two'])
      for (const { file } of kinds.filter(({ name }) => kindNames.single.includes(name)))
        expect(stderr).toMatch(new RegExp(`built +${pack}/everyone/en/${file} +\\d+ pages?, `));
    expect(stderr).toMatch(/\[6\/6\]/);
    expect(await readdir(path.join(folder, 'output'))).toEqual(['manifest.json', 'one', 'two']);
    expect(stderr).not.toMatch(/\u001B|\r/);
  });

  test('--dry-run names every artifact and writes nothing', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const { code, stderr } = await dossier(['build', 'pack', '--dry-run', ...foldersIn(folder)], { cwd: folder });
    expect(code).toBe(0);
    for (const { file } of kinds.filter(({ name }) => kindNames.single.includes(name)))
      expect(stderr).toMatch(new RegExp(`planned +pack/everyone/en/${file}`));
    expect(await readdir(folder)).toEqual(['pack']);
  });

  test('check reports the problems and writes nothing', async ({ folder }) => {
    await write(path.join(folder, 'invalid'), invalid);
    await write(path.join(folder, 'sound'), soundPack);
    const { code, stderr } = await dossier(['check', 'invalid', 'sound', '--cache-dir', 'cache'], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toContain('invalid/01-first.md:3:5 error AUDIENCE_UNKNOWN');
    expect(stderr).toMatch(/checked +sound\/everyone\/en\/briefing\.pdf/);
    expect((await readdir(folder)).sort()).toEqual(['invalid', 'sound']);
    expect((await dossier(['check', 'sound'], { cwd: folder })).code).toBe(0);
  });

  test('--only, --audience and --lang narrow what is built', async ({ folder }) => {
    await write(path.join(folder, 'pack'), {
      ...soundPack,
      'pack.yaml': `${soundPack['pack.yaml']}languages: [en, ja]\naudiences: { one: {}, two: {} }\n`,
    });
    const { result } = await build('pack', folder, ['--only', 'slides,handout', '--audience', 'two', '--lang', 'ja'], { cwd: folder });
    expect(result.artifacts.map((artifact) => artifact.path)).toEqual(['pack/two/ja/handout.pdf', 'pack/two/ja/slides.pdf']);
  });

  test('an output folder that cannot be made is an environment error: 3, reported in one line', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    await write(folder, { out: 'A file stands where the folder should be.' });
    const { code, stderr } = await dossier(['build', 'pack', ...foldersIn(folder)], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toContain(path.join(folder, 'out'));
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('a browser that does not exist ends with 3 and a remedy', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const { code, stderr } = await dossier(['build', 'pack', '--browser', '/nonexistent/chrome', ...foldersIn(folder)], { cwd: folder });
    expect(code).toBe(3);
    expect(stderr).toContain('BROWSER_MISSING');
    expect(stderr).toContain('/nonexistent/chrome');
    expect(stderr).toContain('PUPPETEER_EXECUTABLE_PATH');
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('a browser that does not exist is reported once, however many documents wait for it', async ({ folder }) => {
    const pack = path.join(home, 'test/samples/citations-ieee');
    const { code, stderr } = await dossier(['check', pack, '--browser', '/nonexistent/chrome', '--cache-dir', folder]);
    expect(code).toBe(3);
    expect(stderr.match(/BROWSER_MISSING/g)).toHaveLength(1);
    expect(stderr).not.toMatch(/^ +at /m);
  });
});

describe('reporters', () => {
  test('pretty prints place, code and remedy, without colours when it is no terminal', async ({ folder }) => {
    await write(path.join(folder, 'pack'), invalid);
    const { code, stderr } = await dossier(['build', 'pack', ...foldersIn(folder)], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^pack\/01-first\.md:3:5 error AUDIENCE_UNKNOWN unknown audience "nobody"\n {4}use everyone/m);
    expect(stderr).toContain('1 error, 0 warnings');
    expect(stderr).not.toMatch(/\u001B/);
  });

  test('json prints one object and nothing else', async ({ folder }) => {
    await write(path.join(folder, 'pack'), invalid);
    const { stdout, stderr, result } = await build('pack', folder, [], { cwd: folder });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual(result);
    expect(result).toMatchObject({
      artifacts: [],
      failed: ['pack/everyone/en/briefing.pdf'],
      diagnostics: [{ severity: 'error', place: { line: 3, column: 5 } }],
    });
  });

  test('github prints a workflow command for each diagnostic', async ({ folder }) => {
    await write(path.join(folder, 'pack'), invalid);
    const { stdout } = await dossier(['build', 'pack', '--reporter', 'github', ...foldersIn(folder)], { cwd: folder });
    expect(stdout).toMatch(/^::error file=pack\/01-first\.md,line=3,col=5,title=AUDIENCE_UNKNOWN::unknown audience "nobody".+\n$/);
  });
});

describe('schema', () => {
  test('prints the JSON Schema of pack.yaml with the descriptions of the schema', async () => {
    const { code, stdout } = await dossier(['schema']);
    expect(code).toBe(0);
    const printed = JSON.parse(stdout) as { properties: Record<string, { description?: string }>; required: string[] };
    expect(printed.required).toEqual(['title']);
    expect(Object.keys(printed.properties)).toEqual(Object.keys(packSchema(kindNames).shape));
    for (const [key, field] of Object.entries(packSchema(kindNames).shape)) {
      expect(printed.properties[key]?.description, key).toBe(describing(field));
      expect(printed.properties[key]?.description, key).toMatch(/\w/);
    }
  });
});

/** The description of a field, or of what it wraps. */
function describing(field: z.ZodType): string | undefined {
  const inner = (field as { def?: { innerType?: z.ZodType } }).def?.innerType;
  return z.globalRegistry.get(field)?.description ?? (inner && describing(inner));
}

describe.skipIf(process.platform === 'win32')('a signal', () => {
  test.for([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends a build at once, and leaves whole files or none', async ([signal, code], { folder }) => {
    await generatePack(path.join(folder, 'long'), 300);
    const child = spawn(process.execPath, [cli, 'build', 'long', ...foldersIn(folder)], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said: string[] = [];
    child.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
    const end = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
      child.once('close', (...ended) => resolve(ended)),
    );
    // The browser runs by then, and the document is not printed.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    child.kill(signal);
    // Where the main thread hears nothing, the watchdog makes it exit.
    expect(await end).toEqual([code, null]);
    expect(said.join('')).not.toMatch(/Error|\n\s+at /);
    // Had it gone on to its end, there would be a file.
    const left = await readdir(path.join(folder, 'out'), { recursive: true }).catch(() => []);
    expect(left.filter((name) => !/^long(?:\/everyone(?:\/en)?)?$/.test(name))).toEqual([]);
  });

  test.for([
    ['SIGINT', 130, 'for (;;);'],
    ['SIGTERM', 143, "/^(a+)+$/.test('a'.repeat(60) + 'b');"],
    ['SIGTERM', 143, '(function again() { return Promise.resolve().then(again); })();'],
  ] as const)('%s ends a process that never stops its own work: %s', async ([signal, code, work]) => {
    const data = { folders: [], profiles: 'none', grace: 100, rest: 5000, lastWords: '{}' };
    const program = `
      const { Worker } = require('node:worker_threads');
      const claimed = new Int32Array(new SharedArrayBuffer(4));
      const workerData = { ...${JSON.stringify(data)}, claimed };
      new Worker(${JSON.stringify(path.join(home, 'dist/watchdog.js'))}, { workerData }).once('online', () =>
        setTimeout(() => { console.error('busy'); ${work} }, 300));
    `;
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', error: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.error += text;
      child.kill(signal);
    });
    const ended = await new Promise((resolve) => child.once('close', (...all) => resolve(all)));
    expect({ ended, said }).toEqual({ ended: [code, null], said: { out: '{}', error: 'busy\n' } });
  });
});
