/** Releases as their readers get them: made of a repository, verified, and what verification finds in altered ones. */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { lazySigner } from '../../pipeline/finish/signer.ts';
import type { RebuildRequest } from '../../pipeline/release/rebuild.ts';
import { release } from '../../pipeline/release/release.ts';
import type { ReleaseRequest } from '../../pipeline/release/types.ts';
import { home } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';
import { askedOf, checkout, codes, filesIn, git, releaseKey, repositoryWith, signing } from '../support/release.ts';
import { verify } from '../support/verify.ts';

/** A repository with a pack for two audiences. */
const repository = (folder: string): Promise<string> =>
  repositoryWith(path.join(folder, 'repository'), {
    'content/ports/pack.yaml': 'title: Ports\ndate: 2026-03-04\nkinds: [briefing, handout]\naudiences: { desk: {}, press: {} }\n',
    'content/ports/01-ports.md': '# Ports\n\nWords for all.\n\nThe harbour is late.{audience=desk}\n\n:::slide[Late]\n- Words\n:::\n',
  });

const asked = (folder: string, place: string, more: Partial<ReleaseRequest> = {}) => askedOf(folder, place, ['content/ports'], more);

test('an audience has a folder with nothing of another; what was altered later is found', async ({ folder }) => {
  const place = await repository(folder);
  const commit = git(place, 'rev-parse', 'HEAD');
  const signer = lazySigner({ key: releaseKey, passphrase: signing.DOSSIER_SIGN_PASSPHRASE, shown: 'ec.p12' });
  const result = await release(asked(folder, place, { attest: (bytes) => signer.attest(bytes) }));
  expect(codes(result)).toEqual([]);
  expect(result).toMatchObject({ place: path.join(place, 'release/ports/1.0'), commit });
  const press = path.join(place, 'release/ports/1.0/press');
  const names = [
    'SHA256SUMS',
    'en/briefing.pdf',
    'en/handout.pdf',
    'manifest.json',
    'provenance.intoto.jsonl',
    'provenance.pem',
    'sbom.cdx.json',
  ];
  expect(await filesIn(path.join(place, 'release'))).toEqual(
    ['desk', 'press'].flatMap((one) => names.map((name) => `ports/1.0/${one}/${name}`)),
  );
  for (const name of await filesIn(press)) {
    const bytes = await readFile(path.join(press, name), 'latin1');
    const text = name.endsWith('.jsonl')
      ? Buffer.from((JSON.parse(bytes.split('\n')[0] ?? '') as { payload: string }).payload, 'base64').toString()
      : bytes;
    expect(text, name).not.toContain('desk');
  }
  // A key of this machine leaves no trace: the sums are those of every other machine.
  expect(JSON.parse(await readFile(path.join(press, 'manifest.json'), 'utf8')).artifacts[0].proof).toEqual({
    strings: { text: { count: 1 } },
    rules: expect.any(Number),
    images: 0,
    permitted: 0,
    short: 0,
  });

  const root = path.join(home, 'test/keys/root.pem');
  const whole = await verify([], place, { folders: [path.join(place, 'release')], trust: [root], isSignatureWanted: true });
  expect(whole.codes).toEqual([]);
  expect(whole.result.releases.map(({ folder: at, isTrusted, version, commit: from }) => ({ at, isTrusted, version, from }))).toEqual(
    ['desk', 'press'].map((one) => ({ at: `release/ports/1.0/${one}`, isTrusted: true, version: '1.0', from: commit })),
  );
  expect((await verify([], place, { folders: [press] })).codes).toContain('RELEASE_UNCHECKED');
  const other = path.join(home, 'test/keys/stamp.pem');
  expect((await verify([], place, { folders: [press], trust: [other] })).codes).toContain('RELEASE_UNTRUSTED');

  const rebuilt = await verify([], place, { folders: [press], trust: [root], rebuild: { repository: place, build: checkout(folder) } });
  expect(rebuilt.codes).toEqual(['REBUILD_UNCOMPARED', 'REBUILD_UNCOMPARED']);

  const altered = async (change: (copy: string) => Promise<unknown>) => {
    const copy = path.join(folder, 'copy');
    await rm(copy, { recursive: true, force: true });
    await cp(path.join(place, 'release/ports/1.0'), copy, { recursive: true });
    await change(copy);
    const { result } = await verify([], folder, { folders: [path.join(copy, 'press')], trust: [root] });
    return result.diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n');
  };
  const edit = (file: string, from: string, to: string) => async (copy: string) => {
    const at = path.join(copy, 'press', file);
    const text = await readFile(at, 'latin1');
    expect(text).toContain(from);
    await writeFile(at, text.replace(from, to), 'latin1');
  };
  const swapped = async (copy: string) => {
    await cp(path.join(copy, 'desk/en/briefing.pdf'), path.join(copy, 'press/en/briefing.pdf'));
    return copy;
  };
  expect(await altered((copy) => rm(path.join(copy, 'press/en/handout.pdf')))).toContain('RELEASE_MISSING en/handout.pdf');
  expect(await altered((copy) => writeFile(path.join(copy, 'press/more.txt'), ''))).toContain('RELEASE_UNLISTED more.txt');
  expect(await altered(edit('manifest.json', '"pages": 3', '"pages": 4'))).toContain('RELEASE_DIFFERS manifest.json');
  expect(await altered(edit('SHA256SUMS', '  en/briefing.pdf', '  ../desk/en/briefing.pdf'))).toMatch(
    /RELEASE_SUMS .*line 1 leads out of the folder/,
  );
  expect(await altered(swapped)).toContain('RELEASE_DIFFERS en/briefing.pdf');
  // Who can write the list of checksums, too, is found out by the statement that is signed.
  const [desk = '', own = ''] = await Promise.all(
    ['desk', 'press'].map(async (one) => (await readFile(path.join(place, 'release/ports/1.0', one, 'SHA256SUMS'), 'utf8')).slice(0, 64)),
  );
  expect(await altered(async (copy) => edit('SHA256SUMS', own, desk)(await swapped(copy)))).toContain(
    'RELEASE_STATED the statement of origin does not fit en/briefing.pdf: it states another SHA-256',
  );
  expect(await altered(edit('provenance.intoto.jsonl', '"payload":"ey', '"payload":"eyA'))).toContain('RELEASE_STATEMENT');
});

test('what is in no commit, exists or has no name is not released, and nothing is written', async ({ folder }) => {
  const place = await repository(folder);
  const refused = async (more: Partial<ReleaseRequest>) => codes(await release(asked(folder, place, more)));
  expect(await refused({ version: '../2' })).toEqual(['RELEASE_VERSION']);
  expect(await refused({ names: '{pack}-{what}.pdf' })).toEqual(['RELEASE_NAME']);
  expect(await refused({ names: '../{kind}.pdf' })).toEqual(['RELEASE_NAME']);
  expect(await refused({ names: '{pack}.pdf' })).toEqual(['RELEASE_NAME']);
  expect(await refused({ build: async () => ({ artifacts: [], failed: [], diagnostics: [] }) })).toEqual(['RELEASE_EMPTY']);
  await write(place, { 'content/ports/02-more.md': '# More\n\nWords [gone](gone.md).\n' });
  const dirty = await release(asked(folder, place));
  expect(codes(dirty)).toEqual(['RELEASE_DIRTY']);
  expect(dirty.diagnostics[0]?.message).toContain('content/ports/02-more.md');
  // Warnings are errors here.
  expect(await refused({ isDirtyAllowed: true })).toEqual(['LINK_FILE']);
  expect(await readdir(place)).not.toContain('release');
  await rm(path.join(place, 'content/ports/02-more.md'));
  expect(await refused({ isDryRun: true })).toEqual([]);
  expect(await readdir(place)).not.toContain('release');
  const named = await release(asked(folder, place, { names: '{pack}-{kind}-{lang}-{version}.pdf' }));
  expect(named.audiences[1]?.files).toEqual([
    'SHA256SUMS',
    'manifest.json',
    'ports-briefing-en-1.0.pdf',
    'ports-handout-en-1.0.pdf',
    'provenance.json',
    'sbom.cdx.json',
  ]);
  expect((await verify([], place, { folders: [path.join(place, 'release')] })).codes).toEqual(['RELEASE_UNSIGNED', 'RELEASE_UNSIGNED']);
  const again = (more: Partial<RebuildRequest> = {}) =>
    verify([], place, { folders: [path.join(place, 'release')], rebuild: { repository: place, build: checkout(folder), ...more } });
  expect((await again()).result).toMatchObject({ rebuilt: 4, isSound: true });
  const elsewhere = await again({ build: async (...args) => ({ ...(await checkout(folder)(...args)), artifacts: [] }) });
  expect(elsewhere.codes).toContain('REBUILD_DIFFERS');
  expect(elsewhere.messages).toContain('ports-briefing-en-1.0.pdf is not what its source gives: this commit makes no such document');
  expect((await again({ repository: folder })).codes).toContain('REBUILD_IMPOSSIBLE');
  expect(git(place, 'worktree', 'list').split('\n')).toHaveLength(1);
  expect(await refused({})).toEqual(['RELEASE_EXISTS']);
  expect(await refused({ isZip: true })).toEqual(['RELEASE_EXISTS']);
  await write(folder, { 'loose/pack.yaml': 'title: Loose\n' });
  expect(await refused({ packs: [path.join(folder, 'loose')] })).toEqual(['RELEASE_UNVERSIONED']);
  const second = await repository(path.join(folder, 'second'));
  expect(await refused({ packs: [path.join(place, 'content/ports'), path.join(second, 'content/ports')], version: '2' })).toEqual([
    'RELEASE_SEVERAL_SOURCES',
  ]);
});

test('the same source gives the same bytes, as a ZIP file too', async ({ folder }) => {
  const place = await repository(folder);
  const zip = async (version: string) => {
    const { place: at } = await release(asked(folder, place, { version, isZip: true, folder: path.join(folder, 'release') }));
    return readFile(at ?? '');
  };
  const first = await zip('1.0');
  await rm(path.join(folder, 'release'), { recursive: true });
  await rm(path.join(folder, 'cache'), { recursive: true });
  expect((await zip('1.0')).equals(first)).toBe(true);
  const { unzipInto } = await import('../../pipeline/release/zip.ts');
  await unzipInto(path.join(folder, 'release/ports/1.0.zip'), path.join(folder, 'whole'));
  expect(await readdir(path.join(folder, 'whole'))).toEqual(['desk', 'press']);
});
