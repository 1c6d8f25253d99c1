/** What a second build does: it prints no more than it must, and breaks nothing that stands. */
import { chmod, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { build } from '../../support/build.ts';
import { lines } from '../../support/cli.ts';
import { sha256, snapshot, soundPack, test, write } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';

const isRoot = process.getuid?.() === 0;
const isWindows = process.platform === 'win32';

describe('a second build', () => {
  test('prints again what changed, and only that', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    await build('pack', folder, {}, { cwd: folder });
    await write(path.join(folder, 'pack'), { '01-first.md': soundPack['01-first.md'].replace('- One point', '- Another point') });
    const { result } = await build('pack', folder, {}, { cwd: folder });
    expect(result.artifacts.map(({ kind, unchanged }) => [kind, unchanged])).toEqual([
      ['briefing', true],
      ['handout', false],
      ['slides', false],
    ]);
  });

  test('repeats the warnings of what it did not print again', async ({ folder }) => {
    await write(path.join(folder, 'pack'), {
      'pack.yaml': `${soundPack['pack.yaml']}kinds: [briefing]\n`,
      '01-first.md': 'No heading.\n',
      'templates/styles/extra.css': '.chapter__body p { font-family: fantasy; }\n',
    });
    const first = await build('pack', folder, {}, { cwd: folder });
    const second = await build('pack', folder, {}, { cwd: folder });
    expect(second.result.artifacts.map(({ unchanged }) => unchanged)).toEqual([true]);
    expect(lines(first.result)).toHaveLength(2);
    expect(second.result.diagnostics).toEqual(first.result.diagnostics);
  });

  test('prints again an artifact that somebody removed or changed', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const first = await build('pack', folder, { kinds: ['slides'] }, { cwd: folder });
    await writeFile(path.join(folder, 'out', first.result.artifacts[0]?.path ?? ''), 'not a PDF');
    const { result } = await build('pack', folder, { kinds: ['slides'] }, { cwd: folder });
    expect(result.artifacts).toMatchObject([{ unchanged: false, sha256: first.result.artifacts[0]?.sha256 }]);
  });
});

describe('the same source', () => {
  test('gives the same bytes, forced and whatever --jobs says', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const sums: string[][] = [];
    for (const jobs of [1, 2, 2]) {
      const { result } = await build('pack', folder, { force: true, jobs }, { cwd: folder });
      expect(result.artifacts.every(({ unchanged }) => !unchanged)).toBe(true);
      sums.push(result.artifacts.map(({ sha256: sum }) => sum));
    }
    expect(sums[0]).toHaveLength(3);
    expect(sums[1]).toEqual(sums[0]);
    expect(sums[2]).toEqual(sums[0]);
  });
});

describe('a build with errors', () => {
  const config = 'title: Two editions\ndate: 2025-10-15\nkinds: [briefing]\naudiences: { insiders: {}, public: {} }\n';

  test('leaves the old artifact byte for byte, and rebuilds the other editions', async ({ folder }) => {
    const pack = path.join(folder, 'pack');
    await write(pack, { 'pack.yaml': config, '01-first.md': '# First\n\nOld text.\n' });
    await build('pack', folder, {}, { cwd: folder });
    const before = await snapshot(path.join(folder, 'out'));
    await write(pack, { '01-first.md': '# First\n\nNew text.\n\n:::only{audience="insiders"}\n![Missing](missing.png)\n:::\n' });
    const { code, result } = await build('pack', folder, { strict: true }, { cwd: folder });
    const after = await snapshot(path.join(folder, 'out'));
    expect(code).toBe(1);
    expect(result.failed).toEqual(['pack/insiders/en/briefing.pdf']);
    expect(after['pack/insiders/en/briefing.pdf']).toBe(before['pack/insiders/en/briefing.pdf']);
    expect(after['pack/public/en/briefing.pdf']).not.toBe(before['pack/public/en/briefing.pdf']);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    await expectManifest(path.join(folder, 'out'), ['pack/insiders/en/briefing.pdf', 'pack/public/en/briefing.pdf']);
  });

  test('leaves everything as it was when the configuration cannot be read', async ({ folder }) => {
    const pack = path.join(folder, 'pack');
    await write(pack, { 'pack.yaml': config, '01-first.md': '# First\n\nText.\n' });
    await build('pack', folder, {}, { cwd: folder });
    const before = await snapshot(path.join(folder, 'out'));
    await write(pack, { 'pack.yaml': `${config}nonsense: true\n` });
    expect((await build('pack', folder, {}, { cwd: folder })).code).toBe(1);
    expect(await snapshot(path.join(folder, 'out'))).toEqual(before);
  });

  test('builds the sound pack beside one that is broken', async ({ folder }) => {
    await write(path.join(folder, 'content/broken'), { 'pack.yaml': 'title: [\n' });
    await write(path.join(folder, 'content/sound'), soundPack);
    const { code, told } = await build(['content/broken', 'content/sound'], folder, {}, { cwd: folder });
    expect(code).toBe(1);
    expect(told).toContain('content/broken/pack.yaml:2:1 error YAML_SYNTAX');
    await expectManifest(
      path.join(folder, 'out'),
      ['briefing', 'handout', 'slides'].map((kind) => `sound/everyone/en/${kind}.pdf`),
    );
  });

  test.skipIf(isRoot || isWindows)('tells of a chapter that may not be read', async ({ folder }) => {
    await write(path.join(folder, 'pack'), soundPack);
    await chmod(path.join(folder, 'pack/01-first.md'), 0);
    const { code, result } = await build('pack', folder, {}, { cwd: folder });
    expect({ code, lines: lines(result) }).toEqual({ code: 1, lines: ['pack/01-first.md PACK_UNREADABLE'] });
  });

  test.skipIf(isWindows)('reads nothing through a symbolic link out of the pack', async ({ folder }) => {
    await write(folder, {
      'secret.csv': 'name\nThe secret of another folder\n',
      'secret.svg': '<svg viewBox="0 0 9 9"><text>The secret drawing</text></svg>',
      'secret.md': '# The secret chapter\n',
    });
    await write(path.join(folder, 'pack'), {
      'pack.yaml': `${soundPack['pack.yaml']}kinds: [briefing]\n`,
      '01-first.md': '# First\n\n![x](link.svg)\n\n::table[y]{data="link.csv"}\n',
    });
    for (const name of ['csv', 'svg']) await symlink(path.join(folder, `secret.${name}`), path.join(folder, `pack/link.${name}`));
    const { code, result } = await build('pack', folder, {}, { cwd: folder });
    expect({ code, lines: lines(result) }).toEqual({
      code: 1,
      lines: ['pack/01-first.md:3:1 IMAGE_OUTSIDE', 'pack/01-first.md:5:1 PATH_OUTSIDE'],
    });
  });

  test.skipIf(isWindows)('reads no chapter through a symbolic link out of the pack', async ({ folder }) => {
    await write(folder, { 'secret.md': '# The secret chapter\n' });
    await write(path.join(folder, 'pack'), {
      'pack.yaml': `${soundPack['pack.yaml']}kinds: [briefing]\n`,
      '01-first.md': '# First\n\nText.\n',
    });
    await symlink(path.join(folder, 'secret.md'), path.join(folder, 'pack/02-link.md'));
    const { code, result } = await build('pack', folder, {}, { cwd: folder });
    expect({ code, lines: lines(result) }).toEqual({ code: 1, lines: ['pack/02-link.md:1:1 PATH_OUTSIDE'] });
  });
});

describe('the manifest', () => {
  test('drops artifacts that the configuration no longer asks for, and keeps those of other packs', async ({ folder }) => {
    await write(path.join(folder, 'one'), soundPack);
    await write(path.join(folder, 'two'), soundPack);
    await build(['one', 'two'], folder, {}, { cwd: folder });
    await write(path.join(folder, 'one'), { 'pack.yaml': `${soundPack['pack.yaml']}kinds: [slides]\n` });
    await build('one', folder, {}, { cwd: folder });
    const two = ['briefing', 'handout', 'slides'].map((kind) => `two/everyone/en/${kind}.pdf`);
    await expectManifest(path.join(folder, 'out'), ['one/everyone/en/slides.pdf', ...two]);
  });
});

/** The manifest names exactly these artifacts, each as it is on disk, and nothing half-made stands beside them. */
async function expectManifest(out: string, paths: readonly string[]): Promise<void> {
  const { artifacts } = JSON.parse(await readFile(path.join(out, 'manifest.json'), 'utf8')) as { artifacts: Record<string, unknown>[] };
  expect(artifacts.map((artifact) => artifact['path'])).toEqual(paths);
  for (const artifact of artifacts) {
    const bytes = await readFile(path.join(out, String(artifact['path'])));
    const pdf = await openPdf(bytes);
    expect(artifact).toMatchObject({ bytes: bytes.length, sha256: sha256(bytes), pages: pdf.pages.length });
    await pdf.close();
  }
  expect((await readdir(out, { recursive: true })).filter((name) => name.includes('.part'))).toEqual([]);
}
