/** Which files are a pack, and what is known of them before anything is parsed. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';
import { findPacks } from '../../../pipeline/cli/packs.ts';
import { impliedConfig } from '../../../pipeline/source/config/implied.ts';
import { chapterFiles } from '../../../pipeline/source/files/chapter-files.ts';
import { looksLikeDeck } from '../../../pipeline/source/files/deck-signs.ts';
import { guessLanguage } from '../../../pipeline/source/files/guess-language.ts';
import { looseMatter } from '../../../pipeline/source/files/loose-matter.ts';
import { looseTexts } from '../../../pipeline/source/files/loose-texts.ts';
import { naturalOrder } from '../../../pipeline/source/files/natural-order.ts';
import { packPlace } from '../../../pipeline/source/files/pack-place.ts';
import { testContext } from '../../support/context.ts';
import { test as it, write } from '../../support/folders.ts';

async function chaptersOf(
  folder: string,
  files: Readonly<Record<string, string>>,
  asked: { listed?: string[]; isConfigured?: boolean; languages?: string[] } = {},
) {
  await write(folder, files);
  const wanted = { listed: undefined, languages: [], isConfigured: false, ...asked };
  return chapterFiles(folder, wanted, testContext(folder).context.files);
}

describe('a pack', () => {
  it('is a folder, or a file that gives it its name', () => {
    expect(packPlace('/a/energy')).toEqual({ pack: 'energy', folder: '/a/energy' });
    expect(packPlace('/a/talk.md')).toEqual({ pack: 'talk', folder: '/a', only: 'talk.md' });
    expect(packPlace('/a/paper.qmd')).toEqual({ pack: 'paper', folder: '/a', only: 'paper.qmd' });
    expect(packPlace('/a/town-hall/index.md').pack).toBe('town-hall');
  });
});

describe('numbers in names', () => {
  it('are compared as numbers', () => {
    expect(['10-b', '2-a', '1', '2-a-2', 'x'].sort(naturalOrder)).toEqual(['1', '2-a', '2-a-2', '10-b', 'x']);
  });
});

describe('the chapters of a folder', () => {
  const nested = {
    'README.md': '',
    '2-b/index.md': '',
    '2-b/x.markdown': '',
    '10-a/a.md': '',
    'LICENSE.md': '',
    'node_modules/p/README.md': '',
  };

  it('lie in subfolders too, README and index first', async ({ folder }) => {
    expect((await chaptersOf(folder, nested)).names).toEqual(['README.md', '2-b/index.md', '2-b/x.markdown', '10-a/a.md']);
  });

  it('are those at the top where a pack.yaml says nothing; what is below is named', async ({ folder }) => {
    const found = await chaptersOf(
      folder,
      { 'b.md': '', 'a.md': '', 'README.md': '', 'more/c.md': '', 'fr/a.md': '' },
      { isConfigured: true, languages: ['fr'] },
    );
    expect(found.names).toEqual(['a.md', 'b.md']);
    expect(found.leftOut).toEqual(['more/c.md']);
  });

  it('are those below where there are none at the top, and a README that is alone', async ({ folder }) => {
    expect((await chaptersOf(path.join(folder, 'nested'), { 'part-1/intro.md': '' }, { isConfigured: true })).names).toEqual([
      'part-1/intro.md',
    ]);
    expect((await chaptersOf(path.join(folder, 'alone'), { 'README.md': '' }, { isConfigured: true })).names).toEqual(['README.md']);
  });

  it('may be listed, with texts of other endings', async ({ folder }) => {
    const found = await chaptersOf(folder, { 'a.md': '', 'notes.txt': '' }, { isConfigured: true, listed: ['notes.txt'] });
    expect([found.names, found.texts]).toEqual([['notes.txt'], ['notes.txt']]);
  });

  it.for([
    [
      'SUMMARY.md',
      '# Summary\n\n[Preface](preface.md)\n\n- [B](b.md)\n  - [A](sub/a.md#x)\n- [Web](https://example.org/c.md)\n',
      ['preface.md', 'b.md', 'sub/a.md'],
    ],
    ['src/SUMMARY.md', '- [B](b.md)\n- [A](./a.md)\n', ['src/b.md', 'src/a.md']],
    [
      '_quarto.yml',
      'book:\n  title: The book\n  chapters:\n    - index.qmd\n    - part: One\n      chapters: [b.qmd, a.qmd]\n',
      ['index.qmd', 'b.qmd', 'a.qmd'],
    ],
    [
      'mkdocs.yml',
      'site_name: Site\nnav:\n  - Home: index.md\n  - Guide:\n      - Start: guide/start.md\n',
      ['docs/index.md', 'docs/guide/start.md'],
    ],
    ['_sidebar.md', '* [B](b.md)\n* [A](/a.md)\n', ['b.md', 'a.md']],
  ] as const)('follow %s', async ([name, text, expected], { folder }) => {
    const found = await chaptersOf(folder, { [name]: text, 'z.md': '' });
    expect(found.names).toEqual(expected);
    expect(found.order?.from).toBe(name);
    expect(found.leftOut).toEqual(['z.md']);
  });
});

describe('a deck', () => {
  it.each([
    ['talk.md', '---\nmarp: true\n---\n# A\n'],
    ['talk.md', '---\nheader: **bold**\npaginate: true\n---\n# A\n'],
    ['slides.md', '# A\n'],
    ['talk.md', '# A\n\n---\n\n## B\n\nText\n\n---\n\n## C\n\n---\n\n# D\n'],
    ['talk.md', `# A\n\nText.\n\n${'---\n\n#### Above\n\n## Title\n\nText.\n\n'.repeat(5)}`],
  ])('%s is one: %j', (name, text) => expect(looksLikeDeck(name, text)).toBe(true));

  it.each([
    ['a.md', '---\ntitle: A\n---\n\n# A\n\nText.\n'],
    ['a.md', `# A\n\n${'Text. '.repeat(400)}\n\n---\n\n## B\n\n${'Text. '.repeat(400)}\n\n---\n\nEnd.\n`],
    ['a.md', `# A\n\n${'#### name\n\n---\n\nA setting.\n\n'.repeat(9)}`],
    ['a.md', `# A\n\n${'## Section\n\nText.\n\n---\n\n#### `one`\n\nText.\n\n---\n\n#### `two`\n\nText.\n\n'.repeat(4)}`],
    ['a.md', '# A\n\nWhat is it?\n\n???\n\nSection\n---\n\nText.\n'],
    ['a.md', '# A\n\n[page]\n---\ntitle: Home\n---\n[/page]\n'],
    ['a.md', `# A\n\n${'```\n---\n```\n\n## B\n\n'.repeat(6)}`],
  ])('%s is none', (name, text) => expect(looksLikeDeck(name, text)).toBe(false));
});

describe('a folder with decks', () => {
  const deck = '---\nmarp: true\n---\n\n# A\n';
  const named = async (folder: string) => (await findPacks([folder])).map((one) => path.relative(folder, one));

  it('has a pack for each beside the texts, which may be deep below', async ({ folder }) => {
    await write(folder, { 'talk.md': deck, 'a/b/c/d/text.md': '# Text\n' });
    expect(await named(folder)).toEqual(['', 'talk.md']);
  });

  it('is none itself where only its decks are texts', async ({ folder }) => {
    await write(folder, { 'talk.md': deck, 'dist/text.md': '# Text\n' });
    expect(await named(folder)).toEqual(['talk.md']);
  });

  it('names decks of subfolders among what is not printed', async ({ folder }) => {
    await write(folder, { 'text.md': '# Text\n', 'talk.md': deck, 'more/other.md': deck });
    const { texts, decks, leftOut } = await looseTexts({ pack: 'x', folder }, testContext(folder).context.files);
    expect([texts.map(({ name }) => name), decks, leftOut]).toEqual([['text.md'], ['talk.md'], ['more/other.md']]);
  });
});

describe('the configuration of a pack without pack.yaml', () => {
  const implied = async (folder: string, text: string, isDeck = false) => {
    await write(folder, { 'a.md': text });
    const asked = { texts: [{ path: path.join(folder, 'a.md'), text }], isDeck, name: 'Name', title: undefined };
    return parse(await impliedConfig(asked, testContext(folder).context.files)) as Record<string, unknown>;
  };

  it('comes from front matter', async ({ folder }) => {
    const text =
      '---\ntitle: "The *plan*"\nauthor:\n  - name: Ann\n  - Bo\ndate: 2026-03-04T10:00:00Z\nlang: pt_BR\nkeywords: [a, b]\n---\n# Other\n';
    expect(await implied(folder, text)).toMatchObject({
      title: 'The plan',
      authors: ['Ann', 'Bo'],
      date: '2026-03-04',
      languages: ['pt-BR'],
      keywords: ['a', 'b'],
      kinds: ['briefing'],
    });
  });

  it('has the first heading as its title, no date that nobody gave, and the language of its letters', async ({ folder }) => {
    const config = await implied(folder, '> ## Bericht<br>2026 {#top}\n\n결과를 보고합니다. 이 문서는 한국어로 쓰여 있습니다.\n', true);
    expect(config).toMatchObject({ title: 'Bericht 2026', languages: ['ko'], kinds: ['slides', 'handout'] });
    expect(config).not.toHaveProperty('date');
  });

  it('has the day of the last commit, never that of the file', async ({ folder, skip }) => {
    const git = (...args: string[]) => spawnSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], commit);
    const commit = { cwd: folder, env: { ...process.env, GIT_COMMITTER_DATE: '2024-05-06T07:08:09Z' } };
    if (git('init', '--quiet').error) skip();
    expect(await implied(folder, '# Plan\n')).not.toHaveProperty('date');
    git('add', '.');
    git('commit', '--quiet', '--no-gpg-sign', '-m', 'One');
    expect(await implied(folder, '# Plan\n')).toMatchObject({ date: '2024-05-06' });
    expect(await implied(folder, '---\ndate: 2023-01-02\n---\n# Plan\n')).toMatchObject({ date: '2023-01-02' });
  });

  it('keeps what looks like a rule in a title, so that it is refused', async ({ folder }) => {
    expect((await implied(folder, '# Plan {audience="board"}\n'))['title']).toContain('{audience="board"}');
  });

  it('reads settings that are no YAML', () => {
    expect(looseMatter('---\nheader: **A**\ntitle: "T"\n---\n')).toEqual({ header: '**A**', title: 'T' });
  });

  it('knows a language by its letters only', () => {
    expect(guessLanguage('日本語の文書です。これは長い文です。')).toBe('ja');
    expect(guessLanguage('这是一个中文文档。内容很长很长。')).toBe('zh');
    expect(guessLanguage('An English text that names 日本語 once.')).toBeUndefined();
    const said = {
      de: 'Jeder hat nach dem Gesetz einen Anspruch auf Zugang zu den Akten. Die Behörde kann Auskunft erteilen oder die Einsicht in der Stelle geben, und das ist für die Antragsteller nicht mit Kosten verbunden.',
      fr: 'Le présent guide explique les règles qui sont dans la loi et qui valent pour les services. Il est écrit pour les agents, et ne dit pas plus que ce que la loi dit sur une demande.',
      es: 'La ley dice que el acceso a los datos es para todos, y que las oficinas no deben pedir más que lo que es necesario para una solicitud por el interesado.',
      pl: 'Ustawa mówi, że dostęp do danych jest dla wszystkich i że urząd nie może żądać więcej, niż to jest konieczne, oraz że to się dzieje przez urząd na wniosek, który jest złożony w urzędzie lub za granicą.',
      ru: 'Закон говорит, что доступ к данным открыт для всех и что это не зависит от места, из которого пришёл запрос, а также что за это не берут денег, и не только в городе, но и на селе.',
    };
    for (const [lang, text] of Object.entries(said)) expect(guessLanguage(text), lang).toBe(lang);
    expect(
      guessLanguage(
        'The law says that access to the data is for all, and that an office may not ask for more than it needs for a request of the person.',
      ),
    ).toBeUndefined();
    expect(
      ['یہ اردو کا جملہ ہے، جس میں ٹھیک حروف ہیں', 'این گزارش برای همه پژوهشگران چاپ می‌شود', 'هذه الفقرة مكتوبة من اليمين'].map(
        guessLanguage,
      ),
    ).toEqual(['ur', 'fa', 'ar']);
    // Too short, or two languages alike.
    expect(guessLanguage('Der Bericht der Stelle und das Ende')).toBeUndefined();
  });
});
