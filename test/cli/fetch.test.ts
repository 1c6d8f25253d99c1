/** `dossier fetch`: what comes into a pack, and what never does. */
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, test as plain } from 'vitest';
import { type FetchOptions, fetchPack } from '../../pipeline/build/fetch/fetch.ts';
import { rawAddress } from '../../pipeline/build/fetch/image.ts';
import { openContext } from '../../pipeline/build/open.ts';
import { addressPolicy } from '../../pipeline/platform/network/addresses.ts';
import { dossier } from '../support/cli.ts';
import { test, write } from '../support/folders.ts';
import { withServer } from '../support/image-server.ts';
import { documentsOf, reported } from '../support/trust.ts';

const head = 'title: P\ndate: 2025-10-15\nkinds: [briefing]\n';
const png = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#a84a22' } })
  .png()
  .toBuffer();
const located = await sharp(png)
  .withExif({ IFD0: { Make: 'Brambleworth' } })
  .jpeg()
  .toBuffer();
const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20"><rect width="90" height="20"/></svg>';

/** Fetches with the library, in the folder of the pack. */
async function fetched(folder: string, options: FetchOptions = { isLocalAllowed: true }) {
  const context = openContext({ cwd: folder, env: {}, cacheFolder: path.join(folder, '../cache'), note: () => {} });
  try {
    const result = await fetchPack(folder, options, context);
    return {
      ...result,
      states: result.images.map(({ address, state, why }) => [address.replace(/^.*:\d+/, ''), state, why].filter(Boolean).join(' ')),
    };
  } finally {
    await context.close();
  }
}

const lockOf = async (folder: string) =>
  JSON.parse(await readFile(path.join(folder, 'fetch.lock.json'), 'utf8')) as { images: Record<string, unknown>[] };
const addresses = (html: string) => [...html.matchAll(/<img[^>]*src="([^"]*)"/g)].map(([, src]) => src);

test('images in all their forms are fetched once; then builds need no server', async ({ folder }) => {
  const pack = path.join(folder, 'p');
  const routes = {
    '/photo.jpg': (answer: import('node:http').ServerResponse) => answer.end(located),
    '/badge': (answer: import('node:http').ServerResponse) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(svg)),
    '/moved': (answer: import('node:http').ServerResponse) => answer.writeHead(302, { location: '/photo.jpg' }).end(),
    '/bg.png': (answer: import('node:http').ServerResponse) => answer.end(png),
    '/logo.png': (answer: import('node:http').ServerResponse) => answer.end(png),
    '/html.png': (answer: import('node:http').ServerResponse) => answer.end(png),
  };
  await withServer(routes, async ({ at, asked }) => {
    const text = `# A\n\n[![Build](${at}/badge?style=flat)](https://example.org) ![Photo](${at}/photo.jpg)\n\n![Moved][m]\n\n<img src="${at}/html.png" alt="HTML">\n\n\`![Code](${at}/code.png)\`\n\n<!-- ![No](${at}/comment.png) -->\n\n[link](${at}/link.png)\n\n[m]: ${at}/moved\n[n]: ${at}/unused.png\n`;
    await write(pack, {
      'pack.yaml': `${head}logo: ${at}/logo.png\nhtml: true\naudiences:\n  desk: { label: Desk }\n  press: { label: Press }\n`,
      'a.md': text,
      'slides.md': `# S\n\n---\n\n![bg](${at}/bg.png)\n\n## Two {audience=desk}\n`,
    });
    const planned = await fetched(pack, { isDry: true });
    expect(planned.images.every(({ state }) => state === 'planned')).toBe(true);
    expect(asked).toEqual([]);
    const first = await fetched(pack);
    const names = ['/logo.png', '/badge?style=flat', '/photo.jpg', '/moved', '/html.png', '/bg.png'];
    expect(first.states.sort()).toEqual(names.map((name) => `${name} fetched`).sort());
    expect(first.diagnostics).toEqual([]);
    expect((await fetched(pack)).images.every(({ state }) => state === 'present')).toBe(true);
    expect(asked.length).toBe(7);
  });
  const lock = await lockOf(pack);
  expect(lock.images.map(({ type }) => type).sort()).toEqual([
    'image/jpeg',
    'image/jpeg',
    'image/png',
    'image/png',
    'image/png',
    'image/svg+xml',
  ]);
  expect((await readdir(path.join(pack, 'images/remote'))).length).toBe(6);
  const { documents, diagnostics } = await documentsOf(pack);
  expect(diagnostics.filter(({ code }) => /IMAGE|REMOTE|FETCH/.test(code))).toEqual([]);
  const html = documents.find(({ audience }) => audience === 'desk')?.html ?? '';
  expect(addresses(html)).toEqual([
    expect.stringMatching(/logo-/),
    expect.stringMatching(/\/pack\/images\/remote\/photo-\w{8}\.jpg/),
    expect.stringMatching(/moved-/),
    expect.stringMatching(/html-/),
  ]);
  expect(html).toMatch(/<svg[^>]*class="drawing drawing--inline"/);
  expect(html).not.toContain('class="image-frame');
});

test('what is no image, too large, changed, or of the local network does not come in', async ({ folder }) => {
  const pack = path.join(folder, 'p');
  let image = png;
  let location = '';
  const routes: Parameters<typeof withServer>[0] = {
    '/ok.png': (answer) => answer.end(image),
    '/page.png': (answer) => answer.writeHead(200, { 'content-type': 'image/png' }).end('<!doctype html><p>Sign in'),
    '/text.svg': (answer) => answer.end('not a drawing <svg>'),
    '/broken.png': (answer) => answer.end(png.subarray(0, 20)),
    '/declared.png': (answer) => answer.writeHead(200, { 'content-length': '9000' }).end(Buffer.alloc(9000)),
    '/endless.png': (answer) => {
      const more = () => answer.destroyed || answer.write(png, () => setImmediate(more));
      more();
    },
    '/bomb.png': (answer) => answer.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1e6))),
    '/busy.png': (answer) => answer.writeHead(503).end(),
    '/silent.png': () => {},
    '/circle.png': (answer) => answer.writeHead(301, { location: '/circle.png' }).end(),
    '/file.png': (answer) => answer.writeHead(301, { location: 'file:///etc/passwd' }).end(),
    '/away.png': (answer) => answer.writeHead(307, { location }).end(),
  };
  await withServer(routes, async ({ at, port, asked }) => {
    const only = (...names: string[]) =>
      write(pack, {
        'pack.yaml': head,
        'a.md': `# A\n\n${names.map((name) => `![A](${name.startsWith('/') ? at + name : name})`).join('\n\n')}\n`,
      });
    // As if this server were on the internet, and all else is where it is.
    const isAllowed = (address: string) => address === '127.0.0.1' || addressPolicy(false)(address);
    const limits = { isAllowed, maxBytes: 5000, idleTimeout: 300 };
    await only(
      ...Object.keys(routes).filter((name) => name !== '/away.png' && name !== '/ok.png'),
      '/none.png',
      `http://user:word@127.0.0.1:${port}/ok.png`,
      'http://nowhere.invalid/x.png',
    );
    const { states, diagnostics } = await fetched(pack, limits);
    expect(states).toEqual([
      '/page.png refused it is a web page, not an image',
      '/text.svg refused it is no PNG, JPEG, GIF, WebP, AVIF or SVG image',
      '/broken.png refused the image cannot be decoded',
      ...['/declared.png', '/endless.png', '/bomb.png'].map((name) => `${name} refused it is larger than 0 MB`),
      '/busy.png failed the server answered 503 Service Unavailable',
      '/silent.png failed no data for 0.3 s',
      '/circle.png refused it is redirected more than 5 times',
      '/file.png refused the protocol file is not supported',
      '/none.png refused the server answered 404 Not Found',
      '/ok.png refused the address contains a password',
      expect.stringMatching(/^http:\/\/nowhere\.invalid\/x\.png failed /),
    ]);
    expect(new Set(diagnostics.map(({ severity }) => severity))).toEqual(new Set(['warning']));
    expect(diagnostics.length).toBe(states.length);
    expect(
      diagnostics.flatMap(({ code, message }) => (code === 'FETCH_FAILED' ? [/\/(?=[\w.]+")([\w.]+)/.exec(message)?.[1]] : [])).sort(),
    ).toEqual(['busy.png', 'silent.png', 'x.png']);
    await expect(readdir(path.join(pack, 'images'))).rejects.toThrow('ENOENT');

    await only('/away.png');
    for (const host of [
      '127.0.0.2',
      'localhost',
      '[::1]',
      '[::ffff:127.0.0.3]',
      '169.254.169.254',
      '0.0.0.0',
      '10.0.0.1',
      '2130706434',
      '0x7f.2',
    ]) {
      location = `http://${host}:${port}/ok.png`;
      // Where `localhost` has one address only, it is the allowed one.
      if (host === 'localhost') continue;
      expect((await fetched(pack, limits)).states, host).toEqual([expect.stringMatching(/^\/away\.png refused .*local network/)]);
    }
    expect(asked).not.toContain('/ok.png');

    await only('/ok.png');
    expect((await fetched(pack)).states).toEqual(['/ok.png fetched']);
    image = located;
    const [entry] = (await lockOf(pack)).images;
    await rm(path.join(pack, String(entry?.['file'])));
    expect((await fetched(pack)).states).toEqual([expect.stringMatching(/^\/ok\.png refused the server has another image now/)]);
    expect((await fetched(pack, { isLocalAllowed: true, isUpdate: true })).states).toEqual(['/ok.png fetched']);
    expect((await lockOf(pack)).images).toEqual([expect.objectContaining({ type: 'image/jpeg', bytes: located.length })]);

    // A copy that was changed by hand is not what the lock file promises.
    await writeFile(path.join(pack, String((await lockOf(pack)).images[0]?.['file'])), png);
    const changed = await documentsOf(pack);
    expect(changed.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning IMAGE_CHANGED']);
    expect(changed.documents[0]?.html).toContain('image-frame--block');
    expect((await fetched(pack)).states).toEqual(['/ok.png fetched']);
    expect((await documentsOf(pack)).diagnostics).toEqual([]);

    await only();
    expect((await fetched(pack)).states).toEqual(['/ok.png unused']);
    expect((await fetched(pack, { isPruning: true })).states).toEqual(['/ok.png removed']);
    expect([await readdir(path.join(pack, 'images/remote')), (await lockOf(pack)).images]).toEqual([[], []]);
  });
});

test('a rule holds for what is fetched, whatever names it; nothing is written outside of the pack', async ({ folder }) => {
  const pack = path.join(folder, 'p');
  const readers = `${head}audiences:\n  desk: { label: Desk }\n  press: { label: Press }\n`;
  await withServer({ '/quay.png': (answer) => answer.end(png) }, async ({ at }) => {
    await write(pack, { 'pack.yaml': readers, 'a.md': `# A\n\nWords.\n\n:::for{audience="desk"}\n![Quay](${at}/quay.png)\n:::\n` });
    await fetched(pack);
    const file = String((await lockOf(pack)).images[0]?.['file']);
    const of = async () => {
      const outcome = await documentsOf(pack);
      return ['desk', 'press'].map((one) =>
        addresses(outcome.documents.find(({ audience }) => audience === one)?.html ?? reported(outcome)),
      );
    };
    expect(await of()).toEqual([[`/pack/${file}`], []]);
    await write(pack, {
      'pack.yaml': `${readers}data: { "${file}": { audience: desk } }\n`,
      'a.md': `# A\n\nWords.\n\n![Quay](${at}/quay.png)\n`,
    });
    expect(await of()).toEqual([[`/pack/${file}`], []]);
    await rm(path.join(pack, 'images'), { recursive: true });
    await rm(path.join(pack, 'fetch.lock.json'));
    await write(pack, { 'pack.yaml': readers, '../elsewhere/keep.txt': '' });
    await symlink('../elsewhere', path.join(pack, 'images'));
    expect((await fetched(pack)).states).toEqual([expect.stringMatching(/^\/quay\.png refused images\/remote\/.*leads out of the pack/)]);
    expect(await readdir(path.join(folder, 'elsewhere'))).toEqual(['keep.txt']);
    // A lock file that names what is outside is no way there.
    await write(folder, { 'outside.png': png });
    await write(pack, {
      'fetch.lock.json': JSON.stringify({
        images: [{ address: `${at}/quay.png`, file: '../outside.png', sha256: '', type: 'image/png', bytes: 1 }],
      }),
    });
    expect(await of()).toEqual([[], []]);
  });
});

test('a lock file that is none is reported, left as it is, and frames stand in the places of images', async ({ folder }) => {
  const conflict = '<<<<<<< ours\n{}\n>>>>>>> theirs\n';
  await write(folder, { 'pack.yaml': head, 'a.md': '# A\n\n![A](https://example.org/a.png)\n', 'fetch.lock.json': conflict });
  const result = await fetched(folder, { isDry: true });
  expect(result.diagnostics.map(({ code, place }) => `${code} ${place.file}`)).toEqual(['FETCH_LOCK fetch.lock.json']);
  expect(await readFile(path.join(folder, 'fetch.lock.json'), 'utf8')).toBe(conflict);
  const outcome = await documentsOf(folder);
  expect(outcome.diagnostics.map(({ severity, code }) => `${severity} ${code}`).sort()).toEqual([
    'warning FETCH_LOCK',
    'warning REMOTE_BLOCKED',
  ]);
  expect(outcome.documents[0]?.html).toContain('image-frame');
});

describe('addresses', () => {
  plain.each(['8.8.8.8', '1.1.1.1', '2606:4700:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is on the internet', (address) => {
    expect(addressPolicy(false)(address)).toBe(true);
  });
  plain.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '100.64.0.1',
      '::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::a00:1',
      '::7f00:1',
    ],
  ])('%s is local: it needs --allow-local', (address) => {
    expect([addressPolicy(false)(address), addressPolicy(true)(address)]).toEqual([false, true]);
  });
  plain.each([
    ...[
      '0.0.0.0',
      '169.254.169.254',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      'fe80::1',
      'fe80::1%eth0',
      'ff02::1',
      '::ffff:169.254.169.254',
      '2002:7f00:1::',
      '2001:0:1::',
      'localhost',
      '',
    ],
  ])('"%s" is never asked', (address) => {
    expect([addressPolicy(false)(address), addressPolicy(true)(address)]).toEqual([false, false]);
  });
  plain('GitHub’s page about a file becomes the file', () => {
    expect(rawAddress('https://github.com/o/r/blob/main/a.png')).toBe('https://github.com/o/r/raw/main/a.png');
    expect(rawAddress('https://example.org/o/r/blob/a.png')).toBe('https://example.org/o/r/blob/a.png');
  });
});

test('the command fetches, says what it does, and ends with a code; build --fetch does both', async ({ folder }) => {
  await withServer({ '/a.png': (answer) => answer.end(png) }, async ({ at }) => {
    await write(folder, { 'content/p/pack.yaml': head, 'content/p/a.md': `# A\n\n![A](${at}/a.png)\n` });
    const local = await dossier(['fetch'], { cwd: folder });
    expect(local).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('FETCH_REFUSED') });
    const built = await dossier(['build', '--fetch', '--allow-local'], { cwd: folder });
    expect(built.stderr).toMatch(/\[1\/1\] fetched {3}http:.*images\/remote\/a-\w{8}\.png, 1 kB\n/);
    expect(built).toMatchObject({ code: 0 });
    expect(built.stderr).not.toContain('warning');
    const again = await dossier(['fetch', 'p', '--reporter', 'json'], { cwd: folder });
    expect(JSON.parse(again.stdout)).toMatchObject({ images: [{ pack: 'p', state: 'present' }], diagnostics: [] });
    expect(again.code).toBe(0);
  });
});
