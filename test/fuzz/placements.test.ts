import { describe } from 'vitest';
import { test } from '../support/folders.ts';
import { containers } from './placements/constructs/containers.ts';
import { ruledDirectives } from './placements/constructs/directives.ts';
import { fields } from './placements/constructs/fields.ts';
import { homes } from './placements/constructs/homes.ts';
import { inWords } from './placements/constructs/words.ts';
import { judge } from './placements/judge.ts';
import { sharedContext } from './placements/product.ts';
import { allBlocks, type Placement, ruledFiles } from './placements/sample.ts';
import { noSetting } from './placements/settings.ts';

describe('x', () => {
  test('y', async ({ folder }) => {
    const context = sharedContext(folder);
    const words = { name: 'bare', write: (s: string) => s };
    const base = { secret: 'Kwyjbcdfg42b', rule: { words }, setting: noSetting, containers: [], home: homes[0] } as Placement;
    const paragraph = allBlocks[0];
    const all: [string, Placement, boolean][] = [
      ...inWords.map(
        (one) => [`words ${one.name}`, { ...base, inWords: one, block: paragraph }, !!one.isSilent] as [string, Placement, boolean],
      ),
      ...allBlocks.map((one) => [`block ${one.name}`, { ...base, block: one }, !!one.isSilent] as [string, Placement, boolean]),
      ...containers.map(
        (one) =>
          [`container ${one.name}`, { ...base, block: paragraph, containers: [one] }, !!one.isSilent] as [string, Placement, boolean],
      ),
      ...homes.map((one) => [`home ${one.name}`, { ...base, block: paragraph, home: one }, !!one.isSilent] as [string, Placement, boolean]),
      ...fields.map((one) => [`field ${one.name}`, { ...base, home: one }, !!one.isSilent] as [string, Placement, boolean]),
      ...ruledDirectives.map(
        (one) => [`ruled ${one.name}`, { ...base, rule: { ruled: one } }, !!one.isSilent] as [string, Placement, boolean],
      ),
      ...[...new Set(ruledFiles.flat())].map(
        (one) => [`ruled ${one.name}`, { ...base, rule: { ruled: one }, home: undefined }, !!one.isSilent] as [string, Placement, boolean],
      ),
    ];
    for (const [name, p, silent] of all) {
      const v = await judge(p, 'outer', folder, context, true);
      if ((v.outcome !== 'shown' && !silent) || v.errors.length) console.log(name, JSON.stringify(v));
    }
    console.log(all.length);
  });
});
