/** Plans of `dossier init`: files by their paths, nothing written. */
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { parse } from 'yaml';
import { planFrom } from '../../../pipeline/init/from/from.ts';
import { planStarter } from '../../../pipeline/init/init.ts';
import { firstPack } from '../../../pipeline/init/starter.ts';
import { InitError, type InitPlan } from '../../../pipeline/init/types.ts';
import { inTheWay, writeNew } from '../../../pipeline/init/write-files.ts';
import { test, write } from '../../support/folders.ts';

const date = '2026-03-04';

/** Texts by path, relative to a folder. */
function texts({ files }: InitPlan, folder: string): Record<string, string> {
  return Object.fromEntries(
    files.map(({ path: file, content }) => [path.relative(folder, file).split(path.sep).join('/'), String(content)]),
  );
}
const config = (plan: InitPlan, folder: string, name = 'pack.yaml') => parse(texts(plan, folder)[name] ?? '') as Record<string, unknown>;
const from = (folder: string, source: string, more: object = {}) =>
  planFrom({ source: path.join(folder, source), folder: undefined, ci: undefined, date, ...more });

describe('a starting point', () => {
  test('has the answers, and a schema for editors', async ({ folder }) => {
    const answers = { title: 'A: "new" *one*', kinds: ['briefing'], audiences: ['Board members', 'Press'], lang: 'de', date };
    const plan = await planStarter(folder, firstPack, answers, undefined);
    const all = texts(plan, folder);
    expect(Object.keys(all).sort()).toEqual([
      '.gitignore',
      '.vscode/extensions.json',
      '.vscode/pack.schema.json',
      '.vscode/settings.json',
      '01-first-chapter.md',
      'data/loans.csv',
      'pack.yaml',
    ]);
    expect(all['pack.yaml']).toMatch(/^# yaml-language-server: \$schema=\.vscode\/pack\.schema\.json\n/);
    expect(config(plan, folder)).toMatchObject({ title: 'A: "new" *one*', date, languages: ['de'], kinds: ['briefing'] });
    expect(config(plan, folder)['audiences']).toEqual({
      'board-members': { label: 'Board members', speakerNotes: true },
      press: { label: 'Press', speakerNotes: false },
    });
    expect(all['01-first-chapter.md']).toContain('{audience="board-members"}');
    expect(JSON.parse(all['.vscode/pack.schema.json'] ?? '')).toHaveProperty('properties.audiences');
  });

  test('keeps what a project has, and puts a workflow at its top', async ({ folder }) => {
    await write(folder, { 'package.json': '{}', '.gitignore': 'node_modules/\n' });
    const plan = await planStarter(path.join(folder, 'texts/report'), 'minutes', { date }, 'github');
    const all = texts(plan, folder);
    expect(all['texts/report/pack.yaml']).toContain('$schema=../../.vscode/pack.schema.json');
    expect(all['.gitignore']).toBeUndefined();
    expect(plan.notes.join()).toContain('.gitignore');
    const workflow = all['.github/workflows/dossier.yml'] ?? '';
    expect(parse(workflow)).toHaveProperty('jobs.build.steps');
    expect(workflow).toContain('npx --no-install dossier build texts/report --strict');
    expect(workflow).not.toMatch(/secrets\.|password|token/i);
  });

  test('for GitLab keeps the documents from everybody', async ({ folder }) => {
    const { '.gitlab-ci.yml': workflow = '' } = texts(await planStarter(folder, 'deck', { date }, 'gitlab'), folder);
    expect(parse(workflow)).toHaveProperty('documents.artifacts.access', 'developer');
  });

  test('refuses kinds that it has no text for', async ({ folder }) => {
    await expect(planStarter(folder, 'minutes', { date, kinds: ['slides'] }, undefined)).rejects.toThrow(InitError);
  });
});

test('no file is overwritten: not through links, and not where a folder has to be', async ({ folder }) => {
  await write(folder, { 'a.md': 'mine', b: 'mine' });
  await symlink(path.join(folder, 'nowhere'), path.join(folder, 'c.md'));
  await mkdir(path.join(folder, 'd.md'));
  const wanted = ['a.md', 'b/x.md', 'c.md', 'd.md', 'e.md'].map((name) => path.join(folder, name));
  expect((await inTheWay(wanted)).map((file) => path.relative(folder, file))).toEqual(['a.md', 'b', 'c.md', 'd.md']);
  await expect(writeNew([{ path: path.join(folder, 'a.md'), content: 'other' }])).rejects.toThrow('EEXIST');
  expect(await readFile(path.join(folder, 'a.md'), 'utf8')).toBe('mine');
});

describe('Markdown of other programs', () => {
  test('a deck of Marp stays where it is', async ({ folder }) => {
    await write(folder, {
      'talk.md': '---\nmarp: true\ntitle: The talk\nauthor: Ann\n---\n\n# The talk\n\n---\n\n## Two\n',
      'README.md': '# No\n',
    });
    const plan = await from(folder, 'talk.md');
    expect(config(plan, folder)).toEqual({
      title: 'The talk',
      date,
      authors: ['Ann'],
      languages: ['en'],
      kinds: ['slides', 'handout'],
      slides: 'talk.md',
      chapters: [],
    });
    expect(plan.files.every(({ path: file }) => /pack\.yaml$|\.gitignore$|\.vscode/.test(file))).toBe(true);
    expect(await readdir(folder)).toEqual(['README.md', 'talk.md']);
  });

  test('MkDocs says order, title, language and colour from the folder around the texts', async ({ folder }) => {
    await write(folder, {
      'mkdocs.yml': 'site_name: The site\ntheme:\n  language: de\n  palette: { primary: teal }\nnav:\n  - Two: two.md\n  - One: one.md\n',
      'docs/one.md': '# One\n',
      'docs/two.md': '# Two\n',
    });
    const docs = path.join(folder, 'docs');
    const plan = await from(folder, 'docs');
    expect(config(plan, docs)).toMatchObject({
      title: 'The site',
      languages: ['de'],
      chapters: ['two.md', 'one.md'],
      brand: { accent: expect.any(String) },
    });
  });

  test('an order that Dossier reads itself is not copied', async ({ folder }) => {
    await write(folder, {
      'SUMMARY.md': '- [B](b.md)\n- [A](a.md)\n',
      'book.toml': '[book]\ntitle = "The book"\nlanguage = "fr"\n',
      'a.md': '# A\n',
      'b.md': '# B\n',
    });
    const plan = await from(folder, '.');
    expect(config(plan, folder)).toEqual({ title: 'The book', date, languages: ['fr'], kinds: ['briefing'] });
  });

  test('positions of Docusaurus, and no drafts', async ({ folder }) => {
    await write(folder, {
      'docs/z.md': '---\nsidebar_position: 1\n---\n# Z\n',
      'docs/a/one.md': '# One\n',
      'docs/a/_category_.json': '{ "position": 2 }',
      'docs/b.md': '---\nsidebar_position: 3\n---\n# B\n',
      'docs/c.md': '---\ndraft: true\n---\n# Not yet\n',
      'docusaurus.config.js': "module.exports = {\n  title: 'The site',\n};\n",
      'src/css/custom.css': ':root { --ifm-color-primary: #ffcc00; }',
    });
    const plan = await from(folder, 'docs');
    expect(config(plan, path.join(folder, 'docs'))).toMatchObject({ title: 'The site', chapters: ['z.md', 'a/one.md', 'b.md'] });
    expect(plan.lost.join()).toContain('c.md');
    expect(plan.notes.join()).toContain('too light');
  });

  test('audiences get names that pack.yaml takes, each its own', async ({ folder }) => {
    await write(folder, { 'one.md': '# One\n' });
    const plan = await from(folder, 'one.md', { audiences: ['Board members', '委員会', '報道', 'board-members'] });
    expect(config(plan, folder)['audiences']).toEqual({
      'board-members': { label: 'Board members' },
      'audience-2': { label: '委員会' },
      'audience-3': { label: '報道' },
      'board-members-4': { label: 'board-members' },
    });
  });

  test('a pack above the texts names them from there; one beside them cannot read them', async ({ folder }) => {
    await write(folder, { 'texts/one.md': '# One\n' });
    expect(config(await from(folder, 'texts', { folder }), folder)['chapters']).toEqual(['texts/one.md']);
    await expect(from(folder, 'texts', { folder: path.join(folder, 'other') })).rejects.toThrow(/outside of its folder/);
    await expect(from(folder, 'nothing')).rejects.toThrow(/no file or folder/);
    await write(folder, { 'old.doc': 'x' });
    await expect(from(folder, 'old.doc')).rejects.toThrow(/\.docx/);
  });
});
