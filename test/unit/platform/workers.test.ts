import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { finishTask } from '../../../pipeline/finish/tasks.ts';
import { noWorkers, workerPool } from '../../../pipeline/platform/workers.ts';
import { parseTask } from '../../../pipeline/source/tasks.ts';

const texts = Array.from({ length: 12 }, (_, index) => ({
  source: {
    name: `${index}.md`,
    path: `/pack/${index}.md`,
    shown: `pack/${index}.md`,
    lang: 'en',
    text: `# Chapter ${index}\n\n:::nonsense`,
  },
  isDeck: false,
  names: { words: [], values: [] },
}));
/** More than it takes to start a thread. */
const heavy = 10_000;

describe('threads', () => {
  const pool = workerPool(2);
  afterAll(() => pool.close());

  test('give what the caller’s own thread gives, in the order of the inputs, diagnostics included', async () => {
    expect(await pool.each(parseTask, texts, heavy)).toEqual(await noWorkers.each(parseTask, texts, heavy));
  });

  test('do single tasks beside each other', async () => {
    const [first] = texts;
    if (first === undefined) return expect.unreachable();
    const all = await Promise.all([1, 2, 3, 4].map(() => pool.run(parseTask, first, heavy)));
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  test('tell a error to whoever asked, and go on', async () => {
    const broken = pool.run(finishTask, { pdf: Buffer.from('not a PDF'), plan: {} as never }, heavy);
    await expect(broken).rejects.toThrow();
    expect(await pool.each(parseTask, texts.slice(0, 2), heavy)).toHaveLength(2);
  });
});

describe('a thread that', () => {
  const program = path.resolve(import.meta.dirname, '../../support/unreliable-worker.mjs');
  const named = (name: string) => ({ name, run: () => name });

  test.for(['throws', 'exits'])('%s fails its own task alone', async (how) => {
    const pool = workerPool(1, program);
    const [broken, ...sound] = await Promise.allSettled([how, 'sound', 'sound'].map((name) => pool.inThread(named(name), 0)));
    expect(broken).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching(/gone wrong|exit code 7/) } });
    expect(sound).toEqual([1, 2].map(() => ({ status: 'fulfilled', value: 'sound' })));
    await pool.close();
  });

  test('cannot start fails the task', async () => {
    const pool = workerPool(1, `${program}.none`);
    await expect(pool.inThread(named('sound'), 0)).rejects.toThrow('Cannot find module');
    await pool.close();
  });

  test('is busy when the pool closes is ended', async () => {
    const pool = workerPool(1, program);
    const busy = pool.inThread(named('waits'), 0);
    await pool.close();
    expect(await Promise.race([busy, 'pending'])).toBe('pending');
  });
});
