/**
 * Secrets with a rule, well written or nearly so, in every construct: each is nowhere in the documents of whom it is not for, or
 * an error says why there is none. `FUZZ_SEED`, `FUZZ_PLACEMENTS`, `FUZZ_LITERALS` and `FUZZ_PLACEMENT_PRINTS` ask for others and
 * for more (`npm run fuzz`); `FUZZ_REPORT` names a file for all kinds of failures, each as small as it can be.
 */
import { writeFile } from 'node:fs/promises';
import { afterAll, describe, expect } from 'vitest';
import { realBrowser, testContext } from '../support/context.ts';
import { test } from '../support/folders.ts';
import { everyConstruct } from './placements/controls.ts';
import { isGood, judge } from './placements/judge.ts';
import { randomLiteral } from './placements/literals.ts';
import { printed } from './placements/prints.ts';
import { sharedContext } from './placements/product.ts';
import { type Failure, kindsReport, reproduction, table } from './placements/report.ts';
import { isWell, type Placement, randomPlacement } from './placements/sample.ts';
import { Shrinker } from './placements/shrink.ts';
import { Random } from './random.ts';

const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const seed = number('FUZZ_SEED', 1);
const wanted = number('FUZZ_PLACEMENTS', 300);
const literals = number('FUZZ_LITERALS', 60);
const prints = number('FUZZ_PLACEMENT_PRINTS', 15);

const browser = realBrowser();
afterAll(() => browser.close());

/** What is said of failures: how many, of what kinds, and the first of them as small as they can be. */
async function told(failures: readonly Failure[], judged: number, shrinker: Shrinker): Promise<string> {
  const small = new Set<string>();
  for (const { placement, verdict } of failures.slice(0, 40)) {
    if (small.size < 10) small.add(reproduction(await shrinker.shrink(placement, verdict)).replaceAll(placement.secret, 'Kwyjibo'));
  }
  return `seed ${seed}: ${failures.length} of ${judged} placements failed\n\n${table(failures)}\n\n${[...small].join('\n\n')}`;
}

describe('placements', () => {
  test('every construct prints its words where they stand under no rule', async ({ folder }) => {
    const context = sharedContext(folder);
    const silent: string[] = [];
    // A third of them with few placements, all of them with many.
    const controls = everyConstruct().filter((_, index) => wanted >= 1000 || index % 3 === seed % 3);
    for (const { name, placement, isSilent, isOdd } of controls) {
      const { outcome, errors, why } = await judge(placement, 'outer', folder, context, true);
      const isAsMeant = outcome === 'shown' || (isSilent && outcome === 'held') || (isOdd && outcome === 'refused');
      if (!isAsMeant) silent.push(`${name}: ${outcome} ${errors} ${why}`);
    }
    expect(silent).toEqual([]);
  });

  test('of secrets with rules show none, or are errors', async ({ folder }) => {
    const random = new Random(seed);
    const context = sharedContext(folder);
    const failures: Failure[] = [];
    const counts = { held: 0, refused: 0, shown: 0, crashed: 0, bare: 0, sound: 0, well: 0, read: 0 };
    for (let index = 0; index < wanted; index += 1) {
      const placement = randomPlacement(random);
      const verdict = await judge(placement, 'outer', folder, context);
      counts[verdict.outcome] += 1;
      if (!isGood(verdict)) failures.push({ placement, verdict });
      // Controls: without its rule most would be printed, and whoever may read a secret gets it.
      if (index % 12 === 0) {
        counts.bare += 1;
        if ((await judge(placement, 'outer', folder, context, true)).outcome === 'shown') counts.sound += 1;
      }
      if (isWell(placement)) {
        counts.well += 1;
        if ((await judge(placement, 'inner', folder, context)).outcome === 'shown') counts.read += 1;
      }
    }
    console.log(`seed ${seed}: ${JSON.stringify(counts)}`);
    const shrinker = new Shrinker((placement) => judge(placement, 'outer', folder, context));
    const report = process.env['FUZZ_REPORT'];
    if (report) await writeFile(report, await kindsReport(failures, wanted, shrinker));
    expect.soft(counts.sound / counts.bare, 'share that would be printed without a rule').toBeGreaterThan(0.7);
    expect.soft(counts.read / counts.well, 'share of well-written rules whose reader gets the secret').toBeGreaterThan(0.9);
    if (failures.length > 0) expect.fail(await told(failures, wanted, shrinker));
  });

  test('of texts that only show rules are no errors', async ({ folder }) => {
    const random = new Random(seed);
    const context = sharedContext(folder);
    const alarms: string[] = [];
    let sound = 0;
    for (let index = 0; index < literals; index += 1) {
      const placement = randomLiteral(random);
      const verdict = await judge(placement, 'outer', folder, context);
      const { errors, outcome } = verdict;
      if (errors.length === 0 && outcome !== 'crashed') {
        sound += 1;
        continue;
      }
      // Only what the text itself brings about: some constructs cannot be in some others.
      const bare = await judge(placement, 'outer', folder, context, true);
      const own = errors.filter((code) => !bare.errors.includes(code));
      if (own.length > 0 || outcome === 'crashed') alarms.push(reproduction({ placement, verdict }));
    }
    expect(sound).toBeGreaterThan(literals * 0.6);
    if (alarms.length > 0) expect.fail(`seed ${seed}: ${alarms.length} of ${literals}\n\n${alarms.slice(0, 10).join('\n\n')}`);
  });

  test('that hold up to the HTML hold in print', async ({ folder }) => {
    const random = new Random(seed + 1_000_000);
    const shared = sharedContext(folder);
    const { context } = testContext(folder, browser);
    const leaks: string[] = [];
    let files = 0;
    let ready: Placement[] = [];
    for (let count = 0; count < prints; ) {
      const placement = randomPlacement(random);
      const verdict = await judge(placement, 'outer', folder, shared);
      if (verdict.outcome === 'held' && verdict.documents > 0) ready.push(placement);
      if (ready.length < Math.min(15, prints - count)) continue;
      for (const one of await printed(ready, 'outer', folder, context)) {
        files += one.files;
        if (one.found.length > 0)
          leaks.push(reproduction({ placement: one.placement, verdict: { ...verdict, why: one.found.join('; ') } }));
      }
      count += ready.length;
      ready = [];
    }
    console.log(`seed ${seed}: ${prints} placements printed, ${files} files`);
    expect(files).toBeGreaterThan(prints * 0.8);
    if (leaks.length > 0) expect.fail(`seed ${seed}\n\n${leaks.slice(0, 10).join('\n\n')}`);
  });
});
