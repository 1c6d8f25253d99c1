/** What travels to workers and back: sources as one value, bytes by digest, results of many editions. */
import { link, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { together } from '../../../pipeline/build/remote/assemble.ts';
import { bundleOf } from '../../../pipeline/build/remote/bundle.ts';
import { collect } from '../../../pipeline/build/remote/collect.ts';
import { connect, isQueueAddress, shownAddress } from '../../../pipeline/build/remote/connection.ts';
import type { EditionResult, SubmissionResult } from '../../../pipeline/build/remote/types.ts';
import { sourcesOf } from '../../../pipeline/build/remote/unbundle.ts';
import { diagnostic, Stop } from '../../../pipeline/model/diagnostic.ts';
import { type BlobStore, blobStore, StoreError } from '../../../pipeline/platform/blob-store.ts';
import type { Context } from '../../../pipeline/platform/context.ts';
import { sha256 } from '../../../pipeline/platform/hash.ts';
import { projectOf } from '../../../pipeline/source/data/project.ts';
import { write } from '../../support/folders.ts';
import { blobServer, type Store } from '../../support/queue.ts';

let folder: string;
let server: Store;
let store: BlobStore;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'dossier-remote-'));
  server = await blobServer();
  store = blobStore({ address: server.address, env: { DOSSIER_CACHE_TOKEN: 'word' } });
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

const stopOf = async (work: Promise<unknown>): Promise<string> => {
  const cause = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return cause instanceof Stop
    ? `${cause.exitCode} ${cause.diagnostics.map(({ code, message }) => `${code} ${message}`).join()}`
    : String(cause);
};

describe('sources', () => {
  test('a worker finds files, links, other names of files and days of commits as they were, and nothing around them', async () => {
    const project = path.join(folder, 'project');
    await write(project, {
      '.git/HEAD': 'ref',
      'content/a/pack.yaml': 'title: A\n',
      'content/a/data.csv': 'a,b\n',
      'content/a/.hidden/note': 'no source',
      'pictures/one.svg': '<svg/>',
      'node_modules/x/index.js': 'no source',
      'output/old.pdf': 'no source',
    });
    await link(path.join(project, 'content/a/data.csv'), path.join(project, 'content/a/same.csv'));
    await symlink('../../pictures', path.join(project, 'content/a/pictures'));
    const folders = [path.join(project, 'content/a'), project];
    const request = { folders, made: [path.join(project, 'output')], base: project, days: { [folders[0] ?? '']: '2026-02-03' } };
    const bundle = await bundleOf(request);
    expect((await bundleOf(request)).digest).toBe(bundle.digest);

    const place = path.join(folder, 'worker');
    await write(folder, { 'package.json': '{}' });
    const digest = await store.put(bundle.bytes);
    const { cwd, files } = await sourcesOf(digest, place, store);
    expect(await files.tree(cwd)).toEqual([
      '.git',
      'content/a/data.csv',
      'content/a/pack.yaml',
      'content/a/pictures',
      'content/a/same.csv',
      'pictures/one.svg',
    ]);
    expect(await files.text(path.join(cwd, 'content/a/pictures/one.svg'))).toBe('<svg/>');
    const identity = await files.identity(path.join(cwd, 'content/a/data.csv'));
    expect(identity).toBeDefined();
    expect(await files.identity(path.join(cwd, 'content/a/same.csv'))).toBe(identity);
    expect(await files.committed(path.join(cwd, 'content/a'))).toBe('2026-02-03');
    expect(files.shown(path.join(cwd, 'content/a/pack.yaml'))).toBe('content/a/pack.yaml');
    expect(await projectOf(path.join(cwd, 'content/a'), files)).toBe(cwd);
    expect((await stat(place)).mode & 0o77).toBe(0);

    // A pack in no project is in none on a worker either, whatever is around its folder there.
    const alone = path.join(folder, 'alone/texts');
    await rm(path.join(folder, 'package.json'));
    await write(alone, { 'one.md': '# One\n' });
    const own = await bundleOf({ folders: [alone], made: [], base: alone, days: {} });
    await write(folder, { 'package.json': '{}' });
    const there = await sourcesOf(await store.put(own.bytes), place, store);
    expect(await projectOf(there.cwd, there.files)).toBe(there.cwd);
    // Messages have the paths of the machine that submitted.
    const far = await sourcesOf(await store.put((await bundleOf({ ...request, base: alone })).bytes), place, store);
    expect(far.files.shown(path.join(far.root, 'project/content/a/pack.yaml'))).toBe(path.join(project, 'content/a/pack.yaml'));
    expect(await stopOf(bundleOf({ ...request, most: 0.00001 }))).toContain('2 QUEUE_LARGE');
  });

  test('what is damaged, or names a file outside, is not unpacked', async () => {
    const digest = await store.put(Buffer.from('no sources'));
    await expect(sourcesOf(digest, path.join(folder, 'worker'), store)).rejects.toThrow();
  });
});

describe('a store of bytes', () => {
  test('tries again while it may help, and says why when it does not', async () => {
    server.faults.rate = 0.3;
    const all = Array.from({ length: 8 }, (_, index) => Buffer.from(`value ${index}`));
    const digests: string[] = [];
    for (const one of all) digests.push(await store.put(one).catch(() => store.put(one)));
    expect(digests).toEqual(all.map((one) => sha256(one)));
    expect(server.failed).toBeGreaterThan(0);
    server.faults.rate = 0;
    expect(Buffer.from(await store.get(digests[3] ?? '')).toString()).toBe('value 3');
    await expect(store.get(sha256('nothing'))).rejects.toThrow(/does not have it/);
    server.faults.status = 507;
    await expect(store.put(Buffer.from('more'))).rejects.toThrow(/full \(507\)/);
    const stranger = blobStore({ address: server.address, env: {} });
    await expect(stranger.get(digests[0] ?? '')).rejects.toBeInstanceOf(StoreError);
    await expect(stranger.get(digests[0] ?? '')).rejects.toThrow(/credentials \(401\)/);
    for (const [name, bytes] of server.blobs) server.blobs.set(name, Buffer.concat([bytes, bytes]));
    await expect(blobStore({ address: server.address, env: { DOSSIER_CACHE_TOKEN: 'word' } }).get(digests[0] ?? '')).rejects.toThrow(
      /other bytes/,
    );
  });
});

test('results are put together in the order of names, whoever was first', () => {
  const result = (name: string, browser: string): EditionResult => {
    const [pack = '', audience = '', lang = ''] = name.split('/');
    const artifact = { pack, audience, lang, kind: 'deck', path: `${name}/deck.pdf`, pages: 1, bytes: 1, sha256: '', claims: [] };
    const same = diagnostic('QUEUE_UNKNOWN', { name: 'same' }, { file: 'same' });
    return { name, browser, milliseconds: 1, artifacts: [artifact] as never, files: [], failed: [], kept: [], diagnostics: [same] };
  };
  const why = diagnostic('QUEUE_EDITION', { name: 'c/x/en', why: 'no memory' }, { file: 'c/x/en' });
  const whole = together([result('b/x/en', 'one'), result('a/x/en', 'two')], [{ name: 'c/x/en', documents: ['c/x/en/deck.pdf'], why }]);
  expect(whole.artifacts.map((one) => one.path)).toEqual(['a/x/en/deck.pdf', 'b/x/en/deck.pdf']);
  expect(whole.failed).toEqual(['c/x/en']);
  expect(whole.kept).toEqual(['c/x/en/deck.pdf']);
  expect(whole.diagnostics.map(({ code }) => code)).toEqual(['QUEUE_UNKNOWN', 'QUEUE_EDITION', 'QUEUE_BROWSERS']);
});

test('a queue is named without its password, and its packages are asked for', async () => {
  expect(shownAddress('redis://user:secret@host:6379/2?x=secret')).toBe('redis://host:6379/2');
  expect(['valkey://a', 'rediss://a', 'postgresql://a', 'http://a', 'redis'].map(isQueueAddress)).toEqual([true, true, true, false, false]);
  const options = { version: 'v', from: [path.join(folder, 'package.json')], onError: () => {} };
  expect(await stopOf(connect({ ...options, address: 'redis://127.0.0.1:1' }))).toMatch(/^2 QUEUE_MISSING .*bullmq and ioredis/);
  expect(await stopOf(connect({ ...options, address: 'postgres://127.0.0.1:1' }))).toMatch(/^2 QUEUE_MISSING .*bullmq and pg/);
  const here = { ...options, from: [import.meta.url] };
  expect(await stopOf(connect({ ...here, address: 'redis://127.0.0.1:1' }))).toMatch(/^3 QUEUE_FAILED .*ECONNREFUSED/);
  expect(await stopOf(connect({ ...here, address: 'postgres://u:secret@127.0.0.1:1/x' }))).toMatch(
    /^3 QUEUE_FAILED .*127\.0\.0\.1:1\/x.*ECONNREFUSED/,
  );
});

test('documents of a submission are written into the output folder or not at all', async () => {
  const sum = await store.put(Buffer.from('bytes'));
  const artifact = { path: '../../away/briefing.pdf', pack: '..', audience: '..', lang: 'away', kind: 'briefing', sha256: sum };
  const result = { artifacts: [artifact], files: [], failed: [], kept: [], diagnostics: [] } as unknown as SubmissionResult;
  const request = { output: path.join(folder, 'out/put'), store, packs: ['p'], filters: {}, keepOutdated: false };
  expect(await stopOf(collect(result, request, {} as Context))).toContain('3 STORE_FAILED');
  await expect(stat(path.join(folder, 'away'))).rejects.toThrow('ENOENT');
});
