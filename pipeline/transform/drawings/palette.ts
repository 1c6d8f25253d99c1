/** The brand's colours as values, for programs that know no custom properties. */
import { wholeBrand } from '../../source/brand/derive.ts';
import { tokensIn, tokenValue } from '../../source/config/tokens.ts';
import { templateFolders } from '../../source/locale/lookup.ts';
import type { Env } from '../env.ts';

export interface Palette {
  readonly accent: string;
  readonly accentDeep: string;
  readonly accentSoft: string;
  readonly accent2: string;
  readonly onAccent: string;
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly ground: string;
  readonly series: readonly string[];
}

/** The brand's colours in this edition. */
export async function paletteOf(env: Env): Promise<Palette> {
  const declared = await tokensIn(templateFolders(env.edition, env.context), env.context);
  const brand = Object.entries(wholeBrand(env.edition.options.brand)).map(([name, value]) => [name, String(value)] as const);
  const tokens = new Map([...declared, ...brand]);
  const value = (name: string) => tokenValue(tokens, name) ?? '#444444';
  return {
    accent: value('accent'),
    accentDeep: value('accent-deep'),
    accentSoft: value('accent-soft'),
    accent2: value('accent-2'),
    onAccent: value('on-accent'),
    ink: value('ink'),
    muted: value('muted'),
    rule: value('rule'),
    ground: value('ground'),
    series: [1, 2, 3, 4, 5, 6].map((number) => value(`series-${number}`)),
  };
}
