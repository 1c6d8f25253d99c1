/** Whether a brand's colours can be read on each other, where the author says them himself: what follows from `accent` always can. */
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import type { PackConfig } from '../config/schema.ts';
import { type Tokens, tokenValue } from '../config/tokens.ts';
import type { YamlText } from '../config/yaml.ts';
import { lineageOf } from '../rules/audiences.ts';
import { contrast, hexOf, readableRatio, readColour } from './colours.ts';
import { type Brand, wholeBrand } from './derive.ts';

/** Words and the ground that they are on. */
const pairs: readonly (readonly [words: string, ground: string])[] = [
  ['ink', 'ground'],
  ['ink', 'accent-soft'],
  ['muted', 'ground'],
  ['accent-deep', 'ground'],
  ['accent-2', 'ground'],
  ['on-accent', 'accent-fill'],
  ['on-deep', 'accent-deep'],
  ['code-comment', 'accent-soft'],
  ['code-string', 'accent-soft'],
  ['code-number', 'accent-soft'],
  ['code-keyword', 'accent-soft'],
  ['code-name', 'accent-soft'],
];

/** Looks at the pack's brand, then at each audience's with all that it inherits; each problem is reported where it was said. */
export function checkBrand(config: PackConfig, tokens: Tokens, at: YamlText['at']): Diagnostic[] {
  const ofAudiences = Object.entries(config.audiences).map(([name, { brand = {} }]) => {
    const inherited = [...lineageOf(config, name)].reverse().map((one) => config.audiences[one]?.brand ?? {});
    return { brand, all: Object.assign({}, config.brand, ...inherited) as Brand, path: ['audiences', name, 'brand'] };
  });
  return [{ brand: config.brand, all: config.brand, path: ['brand'] }, ...ofAudiences].flatMap(({ brand, all, path }) => {
    const values: Tokens = new Map([...tokens, ...Object.entries(wholeBrand(all)).map(([name, value]) => [name, String(value)] as const)]);
    const said = (name: string) => Object.hasOwn(brand, name);
    const problems = pairs.flatMap(([words, ground]) => {
      const name = said(words) ? words : ground;
      const [one, other] = [words, ground].map((token) => colourOf(token, values));
      if (!said(name) || !one || !other) return [];
      const ratio = contrast(hexOf(one), hexOf(other));
      if (ratio >= readableRatio) return [];
      const parameters = { words, ground, from: hexOf(one), to: hexOf(other), ratio: shown(ratio) };
      return [diagnostic('CONTRAST', parameters, at([...path, name], true))];
    });
    return [...darkened(brand, all, at([...path, 'accent'], true)), ...problems];
  });
}

const colourOf = (token: string, values: Tokens) =>
  readColour(tokenValue(values, token) ?? '') ?? (token === 'accent-fill' ? readColour(tokenValue(values, 'accent') ?? '') : undefined);

/** Words in the brand's colour that are printed darker than it is. */
function darkened(brand: Brand, all: Brand, place: ReturnType<YamlText['at']>): Diagnostic[] {
  const [said, printed] = [brand['accent'], wholeBrand(all)['accent']];
  const colour = said === undefined ? undefined : readColour(String(said));
  const ground = readColour(String(all['ground'] ?? '#ffffff'));
  if (said === printed || colour === undefined || ground === undefined) return [];
  const [from, on] = [hexOf(colour), hexOf(ground)];
  return [diagnostic('BRAND_DARKENED', { from, to: String(printed), ground: on, ratio: shown(contrast(from, on)) }, place)];
}

/** Rounded down, so that none is called enough that is not. */
const shown = (ratio: number): string => (Math.floor(ratio * 10) / 10).toFixed(1);
