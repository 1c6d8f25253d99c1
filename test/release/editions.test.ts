/** Releases one after the other: what replaces what, what has changed, corrections, drafts, embargoes, and numbered copies. */
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { openEncrypted } from '../../pipeline/pdf/encryption/index.ts';
import { PdfDocument, type Ref, type Stream } from '../../pipeline/pdf/objects/index.ts';
import { release } from '../../pipeline/release/release.ts';
import type { ReleaseRequest } from '../../pipeline/release/types.ts';
import { sha256, test, write } from '../support/folders.ts';
import { openPdf } from '../support/pdf.ts';
import { askedOf, checkout, codes, commit, filesIn, repositoryWith } from '../support/release.ts';
import { verify } from '../support/verify.ts';

const yaml = 'title: Ports\ndate: 2026-03-04\nkinds: [briefing]\naudiences:\n  desk: { embargo: 2026-03-04T10:00+01:00 }\n  press: {}\n';
const chapter = '# Ports\n\nWords for all.\n\nThe harbour is late by two weeks.{audience=desk}\n\nThe ships are ready.\n';

const files = { 'content/ports/pack.yaml': yaml, 'content/ports/01-ports.md': chapter };

test('a release says what it replaces, corrects and changes, to each audience what it has had', async ({ folder }) => {
  const place = await repositoryWith(path.join(folder, 'repository'), files);
  const asked = (more: Partial<ReleaseRequest>) => askedOf(folder, place, ['content/ports'], more);
  const of = (...names: string[]) => path.join(place, 'release/ports', ...names);
  const draft = { 'content/ports/pack.yaml': `status: draft\n${yaml}` };
  await write(place, draft);
  const refused = await release(asked({ isDirtyAllowed: true }));
  expect(codes(refused)).toEqual(['RELEASE_DRAFT']);
  expect(refused.diagnostics[0]?.place).toMatchObject({ file: 'content/ports/pack.yaml', line: 1 });
  await write(place, { 'content/ports/pack.yaml': `version: "0.9"\n${yaml}` });
  expect(codes(await release(asked({ isDirtyAllowed: true })))).toEqual(['RELEASE_OTHER_VERSION']);
  await write(place, { 'content/ports/pack.yaml': yaml.replace(/ embargo: [^ ]+ /, '') });
  expect(codes(await release(asked({ isDirtyAllowed: true, isEmbargoLifted: true })))).toEqual(['RELEASE_EMBARGO']);
  await write(place, { 'content/ports/pack.yaml': yaml });
  expect(await readdir(place)).not.toContain('release');

  expect(codes(await release(asked({})))).toEqual([]);
  const first = JSON.parse(await readFile(of('1.0/press/manifest.json'), 'utf8'));
  expect(first.release.replaces).toBeUndefined();
  expect(await filesIn(of('1.0/press'))).not.toContain('CHANGES.md');

  await write(place, {
    'content/ports/01-ports.md': chapter.replace('two weeks', 'three weeks').replace('are ready', 'are not ready'),
    'content/ports/02-new.md': '# New\n\nFor the guild only.\n',
    'content/ports/pack.yaml': yaml.replace('press: {}', 'press: {}\n  guild: {}'),
  });
  commit(place);
  // A release that lost a file says nothing of what has changed.
  const lost = of('1.0/press/en/briefing.pdf');
  const bytes = await readFile(lost);
  await rm(lost);
  const broken = await release(asked({ version: '1.1' }));
  expect(broken.diagnostics[0]).toMatchObject({
    code: 'RELEASE_EARLIER',
    message: expect.stringContaining('press/en/briefing.pdf is missing'),
  });
  await writeFile(lost, bytes);
  expect(codes(await release(asked({ version: '1.1', corrects: { version: '0.5', notice: '' } })))).toEqual(['RELEASE_CORRECTS']);
  await write(folder, { 'fix.md': '# Correction\n\nThe ships were said to be ready.\n\nAsk the desk.{audience=desk}\n' });
  const notice = path.join(folder, 'fix.md');
  expect(codes(await release(asked({ version: '1.1', corrects: { version: '1.0', notice } })))).toEqual([]);

  const press = of('1.1/press');
  expect(await filesIn(press)).toEqual([
    'CHANGES.md',
    'CHANGES.pdf',
    'CORRECTION.pdf',
    'SHA256SUMS',
    'en/briefing.pdf',
    'manifest.json',
    'provenance.json',
    'sbom.cdx.json',
  ]);
  const changes = await readFile(path.join(press, 'CHANGES.md'), 'utf8');
  expect(changes).toContain('# Changes since version 1.0');
  expect(changes).toContain('The ships are <ins>not</ins> ready.');
  expect(changes).toContain('For the guild only.');
  expect(changes).not.toMatch(/weeks|late|Version/);
  expect(await readFile(of('1.1/desk/CHANGES.md'), 'utf8')).toContain('The harbour is late by <del>two</del> <ins>three</ins> weeks.');
  // Who has had nothing learns of nothing.
  expect(await filesIn(of('1.1/guild'))).not.toContain('CHANGES.md');
  const text = async (file: string) => {
    const pdf = await openPdf(file);
    const all = pdf.pages.join('\n').replace(/\s+/g, ' ');
    await pdf.close();
    return all;
  };
  expect(await text(path.join(press, 'CHANGES.pdf'))).toContain('The ships are not ready.');
  expect(await text(path.join(press, 'CORRECTION.pdf'))).toContain('The ships were said to be ready.');
  expect(await text(path.join(press, 'CORRECTION.pdf'))).not.toContain('Ask the desk');
  expect(await text(of('1.1/desk/CORRECTION.pdf'))).toContain('Ask the desk');
  expect((await text(path.join(press, 'CORRECTION.pdf'))).replaceAll(' ', '')).toContain(sha256(bytes));
  expect(await text(path.join(press, 'en/briefing.pdf'))).toContain('Version 1.1, corrects version 1.0');
  expect(await text(of('1.1/guild/en/briefing.pdf'))).not.toMatch(/1\.0|corrects/);
  const manifest = JSON.parse(await readFile(path.join(press, 'manifest.json'), 'utf8'));
  expect(manifest.release).toMatchObject({
    replaces: { ports: '1.0' },
    corrects: { version: '1.0', documents: [{ pack: 'ports', path: 'en/briefing.pdf', sha256: sha256(bytes) }] },
  });
  const again = await verify([], place, { folders: [press], rebuild: { repository: place, build: checkout(folder) } });
  expect([again.codes, again.result.rebuilt]).toEqual([['RELEASE_UNSIGNED'], 1]);

  // The same version without its embargo, for those who had one.
  expect(codes(await release(asked({ version: '1.1', isEmbargoLifted: true })))).toEqual([]);
  expect(await readdir(of('1.1+lifted'))).toEqual(['desk']);
  expect(await filesIn(of('1.1+lifted/desk'))).toContain('en/briefing.pdf');
  expect(await filesIn(of('1.1/desk'))).toContain('en/briefing-embargo-2026-03-04T1000+0100.pdf');
  expect(await text(of('1.1+lifted/desk/en/briefing.pdf'))).not.toContain('mbargo');
  // A manifest altered by a byte is found before anything is said of it.
  await cp(of('1.1/press/manifest.json'), path.join(folder, 'kept.json'));
  await writeFile(of('1.1/press/manifest.json'), JSON.stringify(manifest).replace('1.1', '1.2'));
  expect((await release(asked({ version: '1.2' }))).diagnostics[0]?.message).toContain(
    'press/manifest.json is not the file that was released',
  );
  expect(await readdir(of())).toEqual(['1.0', '1.1', '1.1+lifted']);
});

test('numbered copies have the name of their recipient on every page, and a password of their own', async ({ folder }) => {
  const place = await repositoryWith(path.join(folder, 'repository'), {
    ...files,
    'content/ports/pack.yaml': yaml.replace('press: {}', 'press: { conformance: [ua-1, a-2a] }'),
  });
  await write(folder, {
    'board.csv':
      'number,name,audience,password\n7,Jane Doe,desk,DESK_7\n8,山田 太郎 & Co,press,\n9,"=Formula, Inc.",press,\n10,عمر الشريف,press,\n',
  });
  const env = { DESK_7: 'harbour' };
  const copies = { recipients: path.join(folder, 'board.csv') };
  const make = (at: string) => release(askedOf(folder, place, ['content/ports'], { copies, folder: path.join(folder, at) }, env));
  const result = await make('one');
  expect([codes(result), result.copies]).toEqual([[], 4]);
  const own = path.join(folder, 'one/ports/1.0');
  const names = await filesIn(path.join(own, '_copies'));
  expect(names).toContain('desk/7/en/briefing-embargo-2026-03-04T1000+0100-copy-7.pdf');
  expect(names).toContain('press/8/en/briefing-copy-8.pdf');
  const locked = await readFile(path.join(own, '_copies/desk/7/en/briefing-embargo-2026-03-04T1000+0100-copy-7.pdf'));
  expect(() => openEncrypted(locked)).toThrow('no password was given');
  expect(openEncrypted(locked, 'harbour').pages().length).toBeGreaterThan(1);
  const pdf = await openPdf(path.join(own, '_copies/press/8/en/briefing-copy-8.pdf'));
  for (const page of pdf.pages) expect(page).toContain('Copy 8, 山田 太郎 & Co');
  // It is decoration, and nothing that is read aloud.
  for (const page of pdf.reading) expect(page).not.toContain('Copy 8');
  expect(pdf.info).toMatchObject({ Custom: { Copy: '8', Recipient: '山田 太郎 & Co' } });
  expect(Buffer.from(pdf.bytes).toString('utf8')).toContain('<xmp:Nickname>8, 山田 太郎 &#38; Co</xmp:Nickname>');
  await pdf.close();
  // It is faint: what is drawn sets no opacity of its own; and it is in Dossier's own faces.
  const document = PdfDocument.read(pdf.bytes);
  const [page] = document.pages();
  const forms = document.dict(document.dict(document.inherited(page as Ref, 'Resources'))?.get('XObject'));
  const drawing = document.stream(forms?.get('DossierMark')) as Stream;
  expect(Buffer.from(document.data(drawing)).toString('latin1')).toMatch(/T[jJ]/);
  expect(Buffer.from(document.data(drawing)).toString('latin1')).not.toMatch(/\bgs\b/);
  const arabic = await openPdf(path.join(own, '_copies/press/10/en/briefing-copy-10.pdf'));
  const faces = (await arabic.fonts()).map(({ name }) => name);
  expect(faces.some((name) => name.startsWith('Amiri'))).toBe(true);
  expect(faces.filter((name) => !/^(?:Amiri|Source|Noto|IBM)/.test(name))).toEqual([]);
  await arabic.close();
  const checked = await verify([], own, { folders: [own] });
  expect(new Set(checked.codes)).toEqual(new Set(['RELEASE_UNSIGNED', 'PDF_UNREADABLE']));
  expect(checked.result.files.find(({ file }) => file.includes('copy-8'))?.claims).toEqual(['PDF/UA-1', 'PDF/A-2a']);
  // Nobody's folder, and no manifest, has the name of another.
  for (const name of await filesIn(own)) {
    const text = await readFile(path.join(own, name), 'utf8');
    if (name !== '_copies/ledger.csv' && !name.startsWith('_copies/press/9/')) expect(text, name).not.toContain('Formula');
    if (name.endsWith('.json')) expect(text, name).not.toMatch(/Jane|山田/);
  }
  expect((await readFile(path.join(own, '_copies/ledger.csv'), 'utf8')).split('\n')[3]).toMatch(
    /^9,"'=Formula, Inc\.",press,press\/9\/en\/briefing-copy-9\.pdf,[0-9a-f]{64},no$/,
  );
  await make('two');
  for (const name of names) {
    const [one, two] = await Promise.all(['one', 'two'].map((at) => readFile(path.join(folder, at, 'ports/1.0/_copies', name))));
    expect(one?.equals(two as Buffer), name).toBe(true);
  }
  expect(codes(await release(askedOf(folder, place, ['content/ports'], { copies, folder: path.join(folder, 'three') })))).toEqual([
    'COPIES_PASSWORD',
  ]);
});
