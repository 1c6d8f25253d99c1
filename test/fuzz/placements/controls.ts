/** Every construct once, with words and no rule: whatever is wrong with it is not the rule's doing. */
import { containers } from './constructs/containers.ts';
import { ruledDirectives } from './constructs/directives.ts';
import { fields } from './constructs/fields.ts';
import { homes } from './constructs/homes.ts';
import { inWords } from './constructs/words.ts';
import type { Construct, Home } from './grammar.ts';
import { allBlocks, allHomes, type Placement, ruledFiles } from './sample.ts';
import { noSetting } from './settings.ts';

export interface Control {
  readonly name: string;
  readonly placement: Placement;
  readonly isSilent: boolean;
  readonly isOdd: boolean;
}

export function everyConstruct(): Control[] {
  const words = { name: 'nothing', write: (secret: string) => secret };
  const block = allBlocks[0] as Construct;
  const base: Placement = { secret: 'Kwyjbcdfg42b', rule: { words }, setting: noSetting, containers: [], home: homes[0] as Home };
  const each = <T extends Pick<Construct, 'name' | 'isSilent' | 'isOdd'>>(all: readonly T[], place: (one: T) => Placement) =>
    [...new Set(all)].map((one) => ({ name: one.name, placement: place(one), isSilent: one.isSilent === true, isOdd: one.isOdd === true }));
  return [
    ...each(inWords, (one) => ({ ...base, inWords: one, block })),
    ...each(allBlocks, (one) => ({ ...base, block: one })),
    ...each(containers, (one) => ({ ...base, block, containers: [one] })),
    ...each(allHomes, (home) => ({ ...base, block, home })),
    ...each(fields, (home) => ({ ...base, home })),
    ...each(ruledDirectives, (ruled) => ({ ...base, rule: { ruled } })),
    ...each(ruledFiles.flat(), (ruled) => ({ ...base, rule: { ruled }, home: undefined })),
  ];
}
