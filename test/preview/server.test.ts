/** Who may ask the preview’s server what, and what it does about trouble. No browser looks. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPreview } from '../../pipeline/preview/server.ts';
import type { View } from '../../pipeline/preview/types.ts';
import { testContext } from '../support/context.ts';
import { soundPack } from '../support/folders.ts';
import { type RunningPreview, runPreview } from '../support/preview.ts';

let preview: RunningPreview;
beforeAll(async () => {
  const pack = (name: string) => Object.fromEntries(Object.entries(soundPack).map(([file, text]) => [`${name}/${file}`, text]));
  preview = await runPreview({ ...pack('one'), ...pack('two'), 'secret.txt': 'key' }, ['one', 'two']);
});
afterAll(() => preview.close());

/** A request with headers that `fetch` would not send. */
const raw = (target: string, headers: Readonly<Record<string, string>>, method = 'GET') =>
  new Promise<{ readonly status: number; readonly text: string; readonly headers: http.IncomingHttpHeaders }>((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port: preview.port, path: target, method, headers }, (answer) => {
      let text = '';
      answer.on('data', (part) => {
        text += part;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }));
    });
    request.on('error', reject);
    request.end();
  });

describe('the guard', () => {
  const own = () => ({ 'x-dossier-token': preview.token });

  test('answers nothing without the token', async () => {
    for (const target of ['/', '/?token=wrong', '/_/asset/app.js', '/_/events', '/_/flow'])
      expect((await raw(target, {})).status).toBe(403);
    const cookie = `dossier-preview-${preview.port}=${preview.token.slice(0, -1)}x`;
    expect((await raw('/', { cookie })).status).toBe(403);
  });

  test('gives a cookie for the token, which no script and no other site gets', async () => {
    const { status, headers } = await raw(`/?token=${preview.token}&view=flow`, {});
    expect([status, headers.location]).toEqual([302, '/?view=flow']);
    const both = await raw(`/?audience=a&token=${preview.token}&audience=b`, {});
    expect(both.headers.location).toBe('/?audience=a&audience=b');
    expect(headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const page = await raw('/', { cookie });
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'self'/);
    expect(page.headers['cache-control']).toBe('no-store');
  });

  test('refuses names that lead here by somebody else’s doing, and other sites', async () => {
    expect((await raw('/', { ...own(), host: `attacker.example:${preview.port}` })).status).toBe(403);
    expect((await raw('/', { ...own(), host: '127.0.0.1:1' })).status).toBe(403);
    expect((await raw('/', { ...own(), origin: 'http://attacker.example' })).status).toBe(403);
    expect((await raw('/', { ...own(), origin: preview.base })).status).toBe(200);
    expect((await raw('/', { ...own(), host: `localhost:${preview.port}` })).status).toBe(200);
  });

  test('changes nothing for a cookie alone', async () => {
    const cookie = `dossier-preview-${preview.port}=${preview.token}`;
    for (const target of ['/at', '/_/open', '/_/tokens']) expect((await raw(target, { cookie }, 'POST')).status).toBe(403);
  });

  test('leads to no file outside of the packs', async () => {
    const out = ['../secret.txt', '..%2fsecret.txt', '%2e%2e/secret.txt', '../../../../etc/hostname', 'one/../../secret.txt'];
    for (const name of out)
      for (const base of ['/_/asset/', '/_/pdf/0/', '/_/file/x/', '/']) {
        const { status, text } = await raw(base + name, own());
        expect([base + name, status === 200 ? text : '']).toEqual([base + name, '']);
      }
    for (const file of ['secret.txt', 'one/../secret.txt', '/etc/hostname', path.join(preview.folder, 'secret.txt')])
      expect((await preview.ask('/_/open', { method: 'POST', body: JSON.stringify({ file }) })).status).toBe(422);
    expect(await preview.opened()).toBe('');
  });
});

describe('trouble', () => {
  /** Views as the server sends them, until one is as wanted. */
  const until = async (query: string, isWanted: (view: View) => boolean, act = async () => {}): Promise<View[]> => {
    const stop = new AbortController();
    const answer = await preview.ask(`/_/events?${query}`, { signal: stop.signal });
    const views: View[] = [];
    let text = '';
    const acted = act();
    for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(part).toString('utf8');
      const events = text.split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data) views.push(JSON.parse(data) as View);
      }
      if (views.some(isWanted)) break;
    }
    stop.abort();
    await acted;
    return views;
  };
  /** A preview of a pack that nobody else looks at. */
  const unused = (folder: string) => ({
    packs: [path.join(folder, 'two')],
    cwd: folder,
    host: '127.0.0.1',
    port: 0,
    jobs: 1,
    ignored: [],
    onError: () => {},
  });
  const isBuilt = ({ files, work }: View) => files.length === 1 && work === null;

  test('a port in use: the next one is taken', async () => {
    const other = await runPreview({ 'one/pack.yaml': soundPack['pack.yaml'], 'one/01.md': '# A\n\nText.\n' }, ['one'], preview.port);
    expect(other.port).toBeGreaterThan(preview.port);
    await other.close();
  });

  test('a pack that is deleted is named; it is shown again when it is back', async () => {
    await until('pack=1&kind=briefing', isBuilt);
    const [folder, away] = [path.join(preview.folder, 'two'), path.join(preview.folder, 'away')];
    const views = await until(
      'pack=1&kind=briefing',
      ({ packs }) => packs[1]?.isGone === true,
      async () => rename(folder, away),
    );
    expect(views.at(-1)?.files[0]?.url).toMatch(/briefing\.pdf/);
    // Nobody moves it back at once: what reports changes still takes leave of its files.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await until(
      'pack=1&kind=briefing',
      (view) => view.packs[1]?.isGone === false && isBuilt(view),
      async () => rename(away, folder),
    );
  });

  test('a folder of templates that is made later is watched, and used', async () => {
    await until('pack=0&kind=briefing', isBuilt);
    const folder = path.join(preview.folder, 'templates');
    const text = async () => (await preview.ask('/_/flow?pack=0&kind=briefing')).text();
    expect(await text()).not.toContain('late-words');
    const make = async () => {
      await mkdir(path.join(folder, 'styles'), { recursive: true });
      await writeFile(path.join(folder, 'styles', 'extra.css'), '.late-words { color: red; }');
    };
    let first: number | undefined;
    await until(
      'pack=0&kind=briefing',
      ({ edits, work }) => {
        first ??= edits;
        return edits > first && work === null;
      },
      make,
    );
    await expect.poll(text, { timeout: 20_000 }).toContain('late-words');
    await rm(folder, { recursive: true });
  });

  test('a port that nobody may listen at leaves no folder behind', async () => {
    const folders = async () => (await readdir(os.tmpdir())).filter((name) => name.startsWith('dossier-preview-'));
    const before = await folders();
    await expect(startPreview({ ...unused(preview.folder), host: '203.0.113.7' }, testContext(preview.folder).context)).rejects.toThrow(
      /EADDRNOTAVAIL/,
    );
    expect((await folders()).filter((name) => !before.includes(name))).toEqual([]);
  });

  test('a browser that is gone is said; the flow needs none', async () => {
    const { context } = testContext(preview.folder);
    const other = await startPreview(unused(preview.folder), context);
    const ask = (name: string) => fetch(`http://127.0.0.1:${other.port}${name}`, { headers: { 'x-dossier-token': other.token } });
    const events = await ask('/_/events?kind=briefing');
    const decoder = new TextDecoder();
    let text = '';
    for await (const part of events.body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(part, { stream: true });
      if (text.includes('this test has no browser')) break;
    }
    expect(text).toContain('"severity":"error"');
    expect((await ask('/_/flow?kind=briefing')).status).toBe(200);
    await other.close();
  });

  test('a pack.yaml with errors is reported, and fixed', async () => {
    const file = path.join(preview.folder, 'one', 'pack.yaml');
    const hasError = ({ diagnostics }: View) => diagnostics.some(({ severity }) => severity === 'error');
    await until('pack=0&kind=briefing', hasError, () => writeFile(file, 'title: [\n'));
    await until(
      'pack=0&kind=briefing',
      (view) => !hasError(view) && isBuilt(view),
      () => writeFile(file, soundPack['pack.yaml']),
    );
  });

  test('a thousand files of a checkout are one rebuild', async () => {
    await until('pack=0&kind=briefing', isBuilt);
    const folder = path.join(preview.folder, 'one', 'notes');
    const save = async () => {
      await mkdir(folder);
      for (let index = 0; index < 1000; index += 1) await writeFile(path.join(folder, `${index}.txt`), 'x');
    };
    let first: number | undefined;
    const views = await until(
      'pack=0&kind=briefing',
      ({ revision, work, edits }) => {
        first ??= revision;
        return edits > 0 && revision > first && work === null;
      },
      save,
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    const [last] = (await until('pack=0&kind=briefing', isBuilt)).slice(-1);
    expect((last?.revision ?? 0) - (views[0]?.revision ?? 0)).toBeLessThanOrEqual(2);
  });
});
