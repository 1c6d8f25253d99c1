/** The brand's colours as values, for programs that know no custom properties. */
import { firstOwn } from '../../platform/own-fonts/families.ts';
import type { OwnFamily } from '../../platform/own-fonts/types.ts';
import { withFaces } from '../../source/fonts/brand-faces.ts';
import { lookup, templateFolders } from '../../source/locale/lookup.ts';
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

const declaration = /--([a-z][a-z0-9-]*)\s*:\s*([^;}]+)/g;

export async function paletteOf(env: Env): Promise<Palette> {
  const file = await lookup('styles/tokens.css', templateFolders(env.edition, env.context), env.context);
  const css = file === undefined ? '' : (await env.context.files.text(file)).replace(/\/\*[\s\S]*?\*\//g, '');
  const tokens = new Map([...css.matchAll(declaration)].map(([, name = '', value = '']) => [name, value.trim()]));
  const { options, fonts } = env.edition;
  for (const [name, value] of Object.entries(withFaces(options.brand, fonts, env.edition.lang))) tokens.set(name, String(value));
  const value = (name: string, depth = 0): string => {
    const found = tokens.get(name) ?? '#444444';
    const other = /^var\(\s*--([a-z0-9-]+)\s*\)$/.exec(found)?.[1];
    return other !== undefined && depth < 5 ? value(other, depth + 1) : found;
  };
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
