/** The brand's colours as values, for programs that know no custom properties. */
import { firstOwn } from '../../platform/own-fonts/families.ts';
import type { OwnFamily } from '../../platform/own-fonts/types.ts';
import { wholeBrand } from '../../source/brand/derive.ts';
import { tokensIn, tokenValue } from '../../source/config/tokens.ts';
import { withFaces } from '../../source/fonts/brand-faces.ts';
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
  /** A font of the pack's own that drawings are set in. */
  readonly face: OwnFamily | undefined;
}

/** The brand's colours in this edition. */
export async function paletteOf(env: Env): Promise<Palette> {
  const declared = await tokensIn(templateFolders(env.edition, env.context), env.context);
  const { options, fonts } = env.edition;
  const said = Object.entries(withFaces(wholeBrand(options.brand), fonts, env.edition.lang));
  const tokens = new Map([...declared, ...said.map(([name, value]) => [name, String(value)] as const)]);
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
    face: firstOwn(value('face-sans'), fonts),
    series: [1, 2, 3, 4, 5, 6].map((number) => value(`series-${number}`)),
  };
}

/** What a drawing's words are as wide as, for cache keys: nothing unless the pack has a font of its own for them. */
export const ownHashes = ({ face }: Palette): readonly string[] => face?.faces.map(({ hash }) => hash) ?? [];
