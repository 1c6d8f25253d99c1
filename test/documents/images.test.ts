/** Images from where people have them, and what is printed in the place of one that cannot be. */
import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { fromHtml } from 'hast-util-from-html';
import { toString as textOf } from 'hast-util-to-string';
import sharp from 'sharp';
import { visit } from 'unist-util-visit';
import { describe, expect } from 'vitest';
import { build } from '../support/build.ts';
import { computed } from '../support/computed.ts';
import { test, write } from '../support/folders.ts';
import { holds, openPdf, prints } from '../support/pdf.ts';
import { documentsOf, reported } from '../support/trust.ts';

const head = 'title: P\ndate: 2025-10-15\n';
const briefing = `${head}kinds: [briefing]\n`;
const readers = `${briefing}audiences:\n  desk: { label: Desk }\n  press: { label: Press }\n`;
const png = (background: string, width = 40) =>
  sharp({ create: { width, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
const [red, green, blue] = await Promise.all(['#a84a22', '#4f9a94', '#16437e'].map((colour) => png(colour)));
const files = (all: Readonly<Record<string, string | Buffer | undefined>>) => all as Record<string, string | Buffer>;

/** The addresses of the images of the first document's page, and the words of its frames. */
async function shown(pack: string) {
  const outcome = await documentsOf(pack);
  const html = outcome.documents[0]?.html ?? '';
  const frames: string[] = [];
  visit(fromHtml(html), 'element', (node) => {
    const [, sort] = /image-frame--(\w+)/.exec(String(node.properties['className'] ?? '')) ?? [];
    if (sort) frames.push(`${sort}: ${textOf(node).replaceAll('\u200b', '')}`);
  });
  return {
    outcome,
    html,
    codes: outcome.diagnostics.map(({ code, severity, place }) => `${place.line} ${severity} ${code}`),
    images: [...html.matchAll(/<img[^>]*src="([^"]*)"/g)].map(([, src = '']) => decodeURIComponent(src)),
    frames,
  };
}

describe('images of the project', () => {
  test.for([
    ['with content/', 'content/p', {}],
    ['with a package.json', 'docs/decks/p', { 'package.json': '{}' }],
    ['that is a Git repository', 'decks/p', { '.git/HEAD': 'ref: refs/heads/main\n' }],
    ['that is a worktree', 'decks/p', { '.git': 'gitdir: elsewhere\n' }],
  ] as const)('a project %s', async ([, pack, marks], { folder }) => {
    const top = path.join(folder, 'project');
    const up = '../'.repeat(pack.split('/').length);
    const text = `# A\n\n![1](${up}images/red.png)\n\n![2](/images/red.png)\n\n![3](/images/own.png)\n\n![4](${up}../outside.png)\n`;
    await write(folder, files({ 'outside.png': blue, 'project/images/red.png': red, [`project/${pack}/images/own.png`]: green }));
    await write(top, { ...marks, [`${pack}/pack.yaml`]: briefing, [`${pack}/a.md`]: text });
    const { images, codes, frames } = await shown(path.join(top, pack));
    expect(images).toEqual(['/project/images/red.png', '/project/images/red.png', '/pack/images/own.png']);
    expect(codes).toEqual(['9 warning IMAGE_OUTSIDE']);
    expect(frames).toEqual([`block: 4 ${up}../outside.png`]);
  });

  test('in all spellings, never through a link to elsewhere; a pack without project is alone', async ({ folder }) => {
    const names = [
      '../images/chart.png',
      '/images/chart.png',
      './images/chart.png?raw=true',
      'images\\\\chart.png#only-light',
      '/photo.png',
      '/quay%20%C3%BC.png',
      'images/no-ending',
      'images/jpeg.png',
      '../other/logo.png',
      'link.png',
      '../CHART.png',
      'images/%E9.png',
      'C:\\\\images\\\\chart.png',
      'file:///etc/passwd',
    ];
    const text = `# A\n\n${names.map((name) => `![A](<${name}>)`).join('\n\n')}\n`;
    const jpeg = await sharp(red).jpeg().toBuffer();
    await write(folder, files({ 'other/logo.png': blue, 'outside.png': blue }));
    const own = {
      'images/chart.png': red,
      'public/photo.png': green,
      'static/quay ü.png': green,
      'images/no-ending': red,
      'images/jpeg.png': jpeg,
    };
    const pack = await write(path.join(folder, 'p'), files({ 'pack.yaml': briefing, 'a.md': text, ...own }));
    await symlink('../outside.png', path.join(pack, 'link.png'));
    const { images, codes, html, outcome } = await shown(pack);
    expect(images).toEqual([
      ...Array<string>(4).fill('/pack/images/chart.png'),
      '/pack/public/photo.png',
      '/pack/static/quay ü.png',
      '/pack/images/no-ending',
      '/pack/images/jpeg.png',
    ]);
    expect(codes).toEqual([
      '3 warning IMAGE_ELSEWHERE',
      '19 warning IMAGE_OUTSIDE',
      '21 warning IMAGE_OUTSIDE',
      '23 warning IMAGE_OUTSIDE',
      '25 warning IMAGE_MISSING',
      '27 warning IMAGE_OUTSIDE',
      '29 warning IMAGE_OUTSIDE',
    ]);
    expect(outcome.diagnostics[0]?.message).toContain('"images/chart.png" of the pack is printed instead');
    expect(html.match(/class="image-frame /g)?.length).toBe(6);
  });

  test('a logo of the project; a missing one is a frame', async ({ folder }) => {
    const config = `${briefing}logo: ../brand/logo.png\n`;
    await write(folder, files({ 'package.json': '{}', 'brand/logo.png': blue, 'p/pack.yaml': config, 'p/a.md': '# A\n\nWords.\n' }));
    expect(await shown(path.join(folder, 'p'))).toMatchObject({ images: ['/project/brand/logo.png'], codes: [] });
    await write(folder, { 'p/pack.yaml': config.replace('brand', 'brands') });
    expect(await shown(path.join(folder, 'p'))).toMatchObject({
      images: [],
      codes: ['4 warning IMAGE_MISSING'],
      frames: ['inline: ../brands/logo.png'],
    });
  });
});

describe('rules of images belong to files', () => {
  const rule = (key: string) => `${readers}data: { "${key}": { audience: desk } }\n`;
  test('of the project, in each spelling', async ({ folder }) => {
    const names = ['../images/quay.png', '/images/quay.png', './/../images/./quay.png', '../alias.png', '../images/quay.png?raw=true'];
    await write(folder, files({ 'package.json': '{}', 'images/quay.png': red, 'p/pack.yaml': rule('../alias.png') }));
    await symlink('images/quay.png', path.join(folder, 'alias.png'));
    await write(folder, { 'p/a.md': `# A\n\nWords.\n\n${names.map((name) => `![Quay](${name})`).join('\n\n')}\n` });
    const outcome = await documentsOf(path.join(folder, 'p'));
    const of = (audience: string) => outcome.documents.find((one) => one.audience === audience)?.html ?? '';
    expect(of('desk').match(/<img/g)?.length, reported(outcome)).toBe(5);
    expect(of('press')).not.toMatch(/<img|quay|alias/i);
    expect(outcome.documents.length).toBe(2);
  });
  test('by reference, or of another pack: an error, and nothing is shown', async ({ folder }) => {
    const other = `${briefing}audiences: { desk: { label: Desk } }\ndata: { quay.png: { audience: desk } }\n`;
    await write(
      folder,
      files({ 'package.json': '{}', 'images/quay.png': red, 'q/quay.png': red, 'q/pack.yaml': other, 'q/open.png': red }),
    );
    await write(folder, { 'p/pack.yaml': rule('../images/quay.png'), 'p/a.md': '# A\n\n![Quay][q]\n\n[q]: ../images/quay.png\n' });
    const byReference = await documentsOf(path.join(folder, 'p'));
    expect(byReference.diagnostics).toContainEqual(expect.objectContaining({ code: 'IMAGE_WITHHELD', severity: 'error' }));
    expect(byReference.documents.find(({ audience }) => audience === 'press')?.html ?? '').not.toMatch(/quay/i);
    await write(folder, { 'p/pack.yaml': readers, 'p/a.md': '# A\n\n![Quay](../q/quay.png)\n\n![Open](../q/open.png)\n' });
    const ofOther = await documentsOf(path.join(folder, 'p'));
    expect(ofOther.diagnostics).toContainEqual(expect.objectContaining({ code: 'IMAGE_RULED', severity: 'error' }));
    expect(ofOther.documents.map(({ html }) => html).join()).not.toMatch(/quay/i);
    expect(ofOther.documents[0]?.html).toContain('/project/q/open.png');
  });
});

describe('frames', () => {
  test('say what was meant to be there: among words, alone, in figures, tables and links', async ({ folder }) => {
    const badge = 'https://img.example.org/badge/build-passing-brightgreen.svg?style=flat-square&logo=ci';
    const text = [
      '# A',
      `[![Build](${badge})](https://example.org/builds) [![](${badge})](https://example.org)`,
      'A line ![icon](icon.png) of words.',
      '![Harbour](https://example.org/h.png)',
      ':::figure[The harbour]\n![From above](//example.org/above.jpg)\n:::',
      '| A | B |\n| --- | --- |\n| 1 | ![Quay](q.png) |',
      '![Broken](broken.png)',
      '![Scan](scan.tif)',
      '![Data](data:image/svg+xml;base64,PHA+)',
    ].join('\n\n');
    const pack = await write(folder, { 'pack.yaml': briefing, 'a.md': text, 'broken.png': 'no image', 'scan.tif': 'II*\0' });
    const { frames, codes, html } = await shown(pack);
    expect(frames).toEqual([
      'inline: Build',
      'inline: img.example.org/…/build-passing-brightgreen.svg',
      'inline: icon icon.png',
      'block: Harbour https://example.org/h.png',
      'block: From above //example.org/above.jpg',
      'inline: Quay q.png',
      'block: Broken broken.png',
      'block: Scan scan.tif',
      'block: Data data:image/svg+xml',
    ]);
    expect(codes.map((code) => code.split(' ')[2])).toEqual([
      ...['REMOTE_BLOCKED', 'REMOTE_BLOCKED', 'IMAGE_MISSING', 'REMOTE_BLOCKED', 'REMOTE_BLOCKED', 'IMAGE_MISSING'],
      ...['IMAGE_BROKEN', 'IMAGE_TYPE', 'IMAGE_BROKEN'],
    ]);
    expect(codes.every((code) => code.includes('warning'))).toBe(true);
    expect(html).toMatch(/<a href="https:\/\/example\.org\/builds"><span class="image-frame/);
    expect(html).toContain('href="https://example.org/above.jpg"');
  });

  test('are printed, on slides too; a changed image of the project is printed again', async ({ folder }) => {
    const deck =
      '# Start\n\n---\n\n## From the folder above\n\n![Logo](../images/logo.png)\n\n---\n\n## Half\n\n![bg right](https://example.org/half.jpg)\n\n- One\n\n---\n\n## Cut\n\n![Cut short](cut.png)\n';
    await write(folder, files({ '.git/HEAD': 'ref: refs/heads/main\n', 'images/logo.png': red, 'p/cut.png': red?.subarray(0, 50) }));
    await write(folder, { 'p/pack.yaml': `${head}kinds: [slides]\n`, 'p/slides.md': deck });
    const print = () => build('p', folder, {}, { cwd: folder });
    const first = await print();
    expect(first.result.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning REMOTE_BLOCKED',
      'warning IMAGE_BROKEN',
    ]);
    expect(first.code).toBe(0);
    const pdf = await openPdf(path.join(folder, 'out', first.result.artifacts[0]?.path ?? ''));
    expect(prints(pdf, 'https://example.org/half.jpg', 3)).toBe(true);
    expect(prints(pdf, 'Cut short', 4)).toBe(true);
    expect(prints(pdf, 'cut.png', 4)).toBe(true);
    expect(holds(pdf, folder)).toBe(false);
    await pdf.close();
    expect((await print()).result.artifacts[0]?.unchanged).toBe(true);
    await write(folder, files({ 'images/logo.png': blue }));
    expect((await print()).result.artifacts[0]).toMatchObject({ unchanged: false, pages: 4 });
  });
});

test('an image alone in its paragraph has the whole width, also where paragraphs begin with an indent', async ({ folder }) => {
  const text = '# 港\n\n船が入る。\n\n![長い岸壁](quay.png)\n';
  const pack = await write(folder, files({ 'pack.yaml': `${briefing}languages: [ja]\n`, 'a.md': text, 'quay.png': red }));
  const [words, image, width] = await computed((await shown(pack)).html, [
    ['.chapter__body > p', 'text-indent'],
    ['.chapter__body > p:has(> img)', 'text-indent'],
    ['.chapter__body > p > img', 'max-width'],
  ]);
  expect([image, width]).toEqual(['0px', '100%']);
  expect(words).toMatch(/^[1-9]/);
});
