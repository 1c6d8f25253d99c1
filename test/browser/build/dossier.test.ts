/** The library: one Dossier for many builds, and the watch that is made of it. */
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { createDossier, type Dossier, type DossierOptions } from '../../../pipeline/build/dossier.ts';
import type { BuildResult } from '../../../pipeline/build/types.ts';
import { watchDossier } from '../../../pipeline/cli/watch.ts';
import { lines } from '../../support/cli.ts';
import { test as base, soundPack, write } from '../../support/folders.ts';
import { openPdf } from '../../support/pdf.ts';

/** `open` makes a Dossier over the test's folder, which is closed after the test. */
const test = base.extend<{ open: (options?: Partial<DossierOptions>) => Dossier }>({
  open: async ({ folder }, use) => {
    const opened: Dossier[] = [];
    await use((options) => {
      const dossier = createDossier({ cwd: folder, packs: ['pack'], cacheFolder: 'cache', ...options });
      opened.push(dossier);
      return dossier;
    });
    await Promise.all(opened.map((dossier) => dossier.close()));
  },
});

const printed = ({ artifacts }: BuildResult) =>
  artifacts.filter(({ unchanged }) => !unchanged).map(({ audience, lang, kind }) => `${audience} ${lang} ${kind}`);

async function textOf(folder: string, name: string): Promise<string> {
  const pdf = await openPdf(await readFile(path.join(folder, 'output', name)));
  const text = pdf.pages.join('\n');
  await pdf.close();
  return text;
}

describe('a pack of 3 audiences, 2 languages and 3 kinds', () => {
  const chapter = (word: string, extra = '') =>
    `# ${word}\n\nA paragraph of ${word}.\n\n:::only{audience="technical"}\nOnly engineers read ${word}.\n:::\n${extra}`;
  const pack = {
    'pack.yaml':
      'title: A pack of eighteen\ndate: 2025-10-15\nlanguages: [en, ja]\naudiences: { executive: {}, technical: {}, press: { chapters: [02-second.md] } }\n',
    'ja/pack.yaml': 'title: 十八の資料\n',
    '01-first.md': chapter('one'),
    '02-second.md': chapter('two'),
    'slides.md': '# The slide says this\n\n- A point\n',
    'ja/01-first.md': chapter('一'),
    'ja/02-second.md': chapter('二'),
    'ja/slides.md': '# スライド\n\n- 点\n',
  };

  test('prints only the artifacts that hold what changed', async ({ folder, open }) => {
    await write(path.join(folder, 'pack'), pack);
    const dossier = open();
    expect(printed(await dossier.build())).toHaveLength(18);
    const change = async (name: string, text: string) => {
      await write(path.join(folder, 'pack'), { [name]: text });
      return printed(await dossier.rebuild([`pack/${name}`]));
    };
    // The press does not print the first chapter.
    expect(await change('01-first.md', chapter('one', '\nA new paragraph.\n'))).toEqual(['executive en briefing', 'technical en briefing']);
    expect(await change('ja/02-second.md', pack['ja/02-second.md'].replace('Only engineers', 'Engineers'))).toEqual([
      'technical ja briefing',
    ]);
    expect(await change('slides.md', '# The slide says that\n\n- A point\n')).toEqual(
      ['executive', 'press', 'technical'].flatMap((audience) => [`${audience} en handout`, `${audience} en slides`]),
    );
    expect(await textOf(folder, 'pack/executive/en/briefing.pdf')).toContain('A new paragraph.');
    // A comment is printed nowhere.
    expect(await change('02-second.md', `${pack['02-second.md']}\n<!-- a thought -->\n`)).toEqual([]);
  });

  test('keeps from each audience what another may read, whatever was built before', async ({ folder, open }) => {
    await write(path.join(folder, 'pack'), pack);
    await open({ audiences: ['technical'], languages: ['en'], kinds: ['briefing'] }).build();
    const later = open({ audiences: ['executive'], languages: ['en'], kinds: ['briefing'] });
    await later.build();
    expect(await textOf(folder, 'pack/technical/en/briefing.pdf')).toContain('Only engineers');
    expect(await textOf(folder, 'pack/executive/en/briefing.pdf')).not.toContain('Only engineers');
  });
});

describe('an output folder that was emptied', () => {
  test('is filled again with the same bytes, and nothing is printed', async ({ folder, open }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const first = await open().build();
    await rm(path.join(folder, 'output'), { recursive: true });
    const states: string[] = [];
    const second = await open({ onProgress: ({ state }) => states.push(state) }).build();
    expect(states).toEqual(['built', 'built', 'built']);
    expect(second.artifacts.map(({ sha256 }) => sha256)).toEqual(first.artifacts.map(({ sha256 }) => sha256));
    expect(await textOf(folder, 'pack/everyone/en/briefing.pdf')).toContain('The first chapter says this.');
  });
});

describe('what is remembered', () => {
  test('may be damaged at any place: the build gives the same', async ({ folder, open }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const first = await open().build();
    for (const name of await readdir(path.join(folder, 'cache'), { recursive: true, withFileTypes: true })) {
      if (name.isFile()) await writeFile(path.join(name.parentPath, name.name), 'damaged');
    }
    await rm(path.join(folder, 'output'), { recursive: true });
    const second = await open().build();
    expect(second.artifacts.map(({ sha256 }) => sha256)).toEqual(first.artifacts.map(({ sha256 }) => sha256));
    expect(printed(second)).toHaveLength(3);
  });

  test('is shared by builds that run at once', async ({ folder, open }) => {
    await write(path.join(folder, 'pack'), soundPack);
    const results = await Promise.all(['a', 'b', 'c'].map((output) => open({ output }).build()));
    const sums = results.map(({ artifacts }) => artifacts.map(({ sha256 }) => sha256));
    expect(sums[1]).toEqual(sums[0]);
    expect(sums[2]).toEqual(sums[0]);
    expect(printed(await open({ output: 'a' }).build())).toEqual([]);
  });
});

describe('watching', () => {
  /** Changes files and waits for the build that follows. */
  async function watching(folder: string, dossier: Dossier) {
    const built: BuildResult[] = [];
    const problems: Error[] = [];
    const watch = await watchDossier(dossier, {
      roots: [path.join(folder, 'pack')],
      ignored: [path.join(folder, 'output')],
      onChanged: () => {},
      onBuilt: (result) => built.push(result),
      onError: (cause) => problems.push(cause),
    });
    const builtBy = async (change: () => Promise<unknown>): Promise<BuildResult> => {
      const before = built.length;
      await change();
      await expect.poll(() => built.length, { timeout: 20_000 }).toBeGreaterThan(before);
      return built.at(-1) as BuildResult;
    };
    return { watch, built, problems, builtBy };
  }

  test('builds what a save touches, and goes on after problems', async ({ folder, open }) => {
    const pack = path.join(folder, 'pack');
    await write(pack, soundPack);
    const dossier = open();
    await dossier.build();
    const { watch, builtBy, problems } = await watching(folder, dossier);
    const saved = await builtBy(() => write(pack, { '01-first.md': soundPack['01-first.md'].replace('says this', 'says something else') }));
    expect(printed(saved)).toEqual(['everyone en briefing', 'everyone en handout']);
    expect(await textOf(folder, 'pack/everyone/en/briefing.pdf')).toContain('says something else');

    const invalid = await builtBy(() => write(pack, { 'pack.yaml': `${soundPack['pack.yaml']}nonsense: 1\n` }));
    expect(lines(invalid)).toEqual(['pack/pack.yaml:3:1 CONFIG_UNKNOWN_KEY']);
    const mended = await builtBy(() => write(pack, { 'pack.yaml': soundPack['pack.yaml'].replace('sound', 'mended') }));
    expect(lines(mended)).toEqual([]);
    expect(await textOf(folder, 'pack/everyone/en/briefing.pdf')).toContain('A mended pack');

    const added = await builtBy(() => write(pack, { '02-second.md': '# Second chapter\n\nIt is new.\n' }));
    expect(added.artifacts.find(({ kind }) => kind === 'briefing')?.unchanged).toBe(false);
    expect(await textOf(folder, 'pack/everyone/en/briefing.pdf')).toContain('It is new.');
    await builtBy(() => rm(path.join(pack, '02-second.md')));
    expect(await textOf(folder, 'pack/everyone/en/briefing.pdf')).not.toContain('It is new.');

    // As many editors save: another file takes the name.
    await builtBy(async () => {
      await writeFile(path.join(pack, '.01-first.md.swp'), '# Renamed\n\nSaved by renaming.\n');
      await rename(path.join(pack, '.01-first.md.swp'), path.join(pack, '01-first.md'));
    });
    expect(await textOf(folder, 'pack/everyone/en/briefing.pdf')).toContain('Saved by renaming.');
    expect(problems).toEqual([]);
    await watch.close();
  });

  test('does not build for what editors leave beside a file, nor for what it has written itself', async ({ folder, open }) => {
    const pack = path.join(folder, 'pack');
    await write(pack, soundPack);
    const dossier = open({ output: 'pack/output' });
    await dossier.build();
    const built: (readonly string[])[] = [];
    const watch = await watchDossier(dossier, {
      roots: [pack],
      ignored: [path.join(pack, 'output')],
      onChanged: (changed) => built.push(changed),
      onBuilt: () => {},
      onError: () => {},
    });
    await write(pack, { '.01-first.md.swp': 'x', '01-first.md~': 'x', 'output/x.pdf': 'x' });
    await write(pack, { '01-first.md': '# Last\n' });
    await expect.poll(() => built.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect(built.flat()).toEqual([path.join(pack, '01-first.md')]);
    await watch.close();
  });
});
