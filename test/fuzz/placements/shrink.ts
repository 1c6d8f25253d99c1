/** The smallest placement that fails in the same way. */
import { blockRules } from './block-rules.ts';
import { homes } from './constructs/homes.ts';
import type { Home } from './grammar.ts';
import type { Verdict } from './judge.ts';
import { wordRules } from './rules.ts';
import { allBlocks, kindOf, type Placement } from './sample.ts';
import { rightSetting } from './settings.ts';

const first = <T>(from: readonly T[]): T => from[0] as T;

/** Placements with one part less, or one that is plainer. */
function* smaller(placement: Placement): Generator<Placement> {
  const { dress, inWords, block, containers, home, rule, setting } = placement;
  const isField = block === undefined && 'words' in rule;
  if (dress) yield { ...placement, dress: undefined };
  if (inWords) yield { ...placement, inWords: undefined };
  if (containers.length > 0) yield { ...placement, containers: [] };
  if (home && !isField && home !== first(homes)) yield { ...placement, home: first<Home>(homes) };
  const plainest = 'blocks' in rule ? undefined : first(allBlocks);
  if (block && block !== plainest) yield { ...placement, block: plainest };
  const wish = 'ruled' in rule ? rule.ruled : 'words' in rule ? rule.words : rule.blocks;
  const style = wish.style ?? 'braces';
  if (!setting.isWell) yield { ...placement, setting: rightSetting({ ...wish, style }, first) };
  const plain = rightSetting({ style: 'braces' }, first);
  if ('words' in rule && rule.words !== first(wordRules)) yield { ...placement, rule: { words: first(wordRules) }, setting: plain };
  if ('blocks' in rule && rule.blocks !== first(blockRules)) yield { ...placement, rule: { blocks: first(blockRules) }, setting: plain };
}

/** Shrinks placements. Kinds that were judged once are not judged again. */
export class Shrinker {
  readonly #judge: (placement: Placement) => Promise<Verdict>;
  readonly #known = new Map<string, Promise<Verdict>>();

  constructor(judge: (placement: Placement) => Promise<Verdict>) {
    this.#judge = judge;
  }

  async shrink(placement: Placement, verdict: Verdict): Promise<{ placement: Placement; verdict: Verdict }> {
    for (const one of smaller(placement)) {
      const next = await this.#verdict(one);
      if (next.outcome === verdict.outcome) return this.shrink(one, next);
    }
    return { placement, verdict };
  }

  #verdict(placement: Placement): Promise<Verdict> {
    const { construct, rule } = kindOf(placement);
    const key = [construct, rule, placement.dress?.name, placement.setting.inside].join('\n');
    const known = this.#known.get(key) ?? this.#judge(placement);
    this.#known.set(key, known);
    return known;
  }
}
