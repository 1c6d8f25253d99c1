import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect } from 'vitest';
import { diskCache, readOnly } from '../../../pipeline/platform/cache.ts';
import { test, write } from '../../support/folders.ts';

/** Every file of a folder, with what it holds. */
async function files(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const all = names.map((name) => path.join(folder, name));
  const isFile = await Promise.all(all.map(async (file) => (await stat(file)).isFile()));
  return all.filter((_, index) => isFile[index]).sort();
}
const entriesOf = async (folder: string) => (await files(folder)).filter((file) => path.basename(file) !== 'pruned');
const bytes = (text: string) => Promise.resolve(Buffer.from(text));

describe('the cache', () => {
  test('gives back what was put in, to another process too', async ({ folder }) => {
    await diskCache(folder).set('a key / with: anything', { value: [1, 2] });
    expect(await diskCache(folder).get('a key / with: anything')).toEqual({ value: [1, 2] });
    expect(await diskCache(folder).get('another key')).toBeUndefined();
  });

  test('gives nothing for an entry that was damaged, whatever the damage', async ({ folder }) => {
    const cache = diskCache(folder);
    await cache.set('key', { text: 'Paragraph one' });
    const [file = ''] = await files(folder);
    const whole = await readFile(file, 'utf8');
    for (const damaged of [whole.slice(0, -3), whole.replace('one', 'two'), '', 'null', whole.slice(10)]) {
      await writeFile(file, damaged);
      expect(await cache.get('key')).toBeUndefined();
    }
    await cache.set('key', { text: 'Paragraph one' });
    expect(await cache.get('key')).toEqual({ text: 'Paragraph one' });
  });

  test('makes a file once, and again when its bytes are not those that were made', async ({ folder }) => {
    let made = 0;
    const make = () => {
      made += 1;
      return bytes('the picture');
    };
    const first = await diskCache(folder).file('picture', '.png', make);
    expect(await diskCache(folder).file('picture', '.png', make)).toBe(first);
    expect(made).toBe(1);
    await writeFile(first ?? '', 'the pixture');
    expect(await diskCache(folder).file('picture', '.png', make)).toBe(first);
    expect({ made, text: await readFile(first ?? '', 'utf8') }).toEqual({ made: 2, text: 'the picture' });
  });

  test('that cannot be written is none, and no problem', async ({ folder }) => {
    await write(folder, { file: '' });
    const cache = diskCache(path.join(folder, 'file'));
    await cache.set('key', 1);
    expect(await cache.get('key')).toBeUndefined();
    expect(await cache.file('key', '.png', () => bytes('x'))).toBeUndefined();
    await cache.close();
  });

  test('is written on when somebody has removed its folder meanwhile', async ({ folder }) => {
    const cache = diskCache(path.join(folder, 'cache'));
    await cache.set('key', 1);
    await rm(path.join(folder, 'cache'), { recursive: true });
    expect(await cache.get('key')).toBeUndefined();
    await cache.set('key', 2);
    expect(await cache.get('key')).toBe(2);
  });

  test('holds whole entries while many write the same keys at once', async ({ folder }) => {
    const caches = Array.from({ length: 8 }, () => diskCache(folder));
    const value = (key: number) => ({ key, text: 'x'.repeat(20_000) });
    await Promise.all(
      caches.map(async (cache) => {
        for (let key = 0; key < 10; key += 1) {
          await cache.set(`key ${key}`, value(key));
          expect(await cache.get(`key ${key}`)).toEqual(value(key));
        }
      }),
    );
    expect((await files(folder)).filter((file) => file.endsWith('.part'))).toEqual([]);
    expect(await entriesOf(folder)).toHaveLength(10);
  });

  test('that is read only gives what is there and writes nothing', async ({ folder }) => {
    await diskCache(folder).file('picture', '.png', () => bytes('x'));
    const before = await files(folder);
    const cache = readOnly(diskCache(folder));
    await cache.set('key', 1);
    expect(await cache.file('other', '.png', () => bytes('y'))).toBeUndefined();
    expect(await cache.file('picture', '.png', () => bytes('z'))).toBeDefined();
    expect(await files(folder)).toEqual(before);
  });
});

describe('the size of the cache', () => {
  const longAgo = (days: number) => new Date(Date.now() - days * 24 * 3_600_000);

  test('stays within its limit: what was used last stays', async ({ folder }) => {
    const cache = diskCache(folder, { limit: 30_000 });
    for (let index = 0; index < 10; index += 1) {
      await cache.set(`key ${index}`, 'x'.repeat(8_000));
      for (const file of await entriesOf(folder)) {
        const { mtimeMs } = await stat(file);
        // Each is a day older than the one that follows it.
        await utimes(file, new Date(mtimeMs - 24 * 3_600_000), new Date(mtimeMs - 24 * 3_600_000));
      }
    }
    await cache.close();
    const sizes = await Promise.all((await entriesOf(folder)).map(async (file) => (await stat(file)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(30_000);
    expect(await diskCache(folder).get('key 9')).toBeDefined();
    expect(await diskCache(folder).get('key 0')).toBeUndefined();
  });

  test('loses what nobody has used for a month, and keeps what a build still uses', async ({ folder }) => {
    await diskCache(folder).set('forgotten', 1);
    await diskCache(folder).set('used', 2);
    for (const file of await entriesOf(folder)) await utimes(file, longAgo(40), longAgo(40));
    const cache = diskCache(folder);
    await cache.get('used');
    await expect
      .poll(
        async () =>
          (await Promise.all((await entriesOf(folder)).map((file) => stat(file)))).filter(({ mtime }) => mtime > longAgo(1)).length,
      )
      .toBe(1);
    await cache.set('new', 3);
    await cache.close();
    expect([await diskCache(folder).get('forgotten'), await diskCache(folder).get('used')]).toEqual([undefined, 2]);
  });

  test('is not looked at by a build that wrote nothing', async ({ folder }) => {
    await diskCache(folder).set('key', 1);
    const before = await files(folder);
    const cache = diskCache(folder);
    await cache.get('key');
    await cache.close();
    expect(await files(folder)).toEqual(before);
  });
});
