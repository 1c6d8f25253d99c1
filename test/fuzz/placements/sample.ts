/** Placements by chance: a rule, right or nearly so, in constructs, two deep, in a file. */
import type { Random } from '../random.ts';
import { blockRules } from './block-rules.ts';
import { blocks } from './constructs/blocks.ts';
import { containers } from './constructs/containers.ts';
import { dataRules } from './constructs/data.ts';
import { deckComments } from './constructs/deck-comments.ts';
import { dialectHomes, ruledDialects } from './constructs/deck-dialects.ts';
import { ruledDecks, ruledSettings } from './constructs/deck-settings.ts';
import { directiveBlocks, ruledDirectives, ruledSlides } from './constructs/directives.ts';
import { entries } from './constructs/entries.ts';
import { fields } from './constructs/fields.ts';
import { frontMatter } from './constructs/front-matter.ts';
import { homes } from './constructs/homes.ts';
import { translations } from './constructs/translations.ts';
import { inWords } from './constructs/words.ts';
import { type BlockRule, type Construct, Draft, type Home, type Pack, type Ruled, type WordRule } from './grammar.ts';
import { dresses, wordRules } from './rules.ts';
import { nearSetting, noSetting, rightSetting, type Setting } from './settings.ts';

export const allBlocks: readonly Construct[] = [...blocks, ...directiveBlocks];
export const allHomes: readonly Home[] = [...homes, ...dialectHomes];
export const ruledFiles: readonly (readonly Ruled[])[] = [
  frontMatter,
  frontMatter,
  deckComments,
  deckComments,
  ruledSettings,
  ruledDecks,
  ruledDialects,
  entries,
  dataRules,
  dataRules,
  translations,
  ruledSlides,
];

/** How a secret and its rule are placed. Each part can be left out for a smaller one. */
export interface Placement {
  readonly secret: string;
  readonly dress?: (typeof dresses)[number] | undefined;
  readonly rule: { readonly words: WordRule } | { readonly blocks: BlockRule } | { readonly ruled: Ruled };
  readonly setting: Setting;
  readonly inWords?: Construct | undefined;
  readonly block?: Construct | undefined;
  readonly containers: readonly Construct[];
  /** Undefined for what writes files itself. */
  readonly home?: Home | undefined;
}

const basics: Readonly<Record<string, string>> = {
  title: 'Open pack',
  date: '2025-10-15',
  kinds: '[briefing]',
  properties: '\n  clearance: { levels: [public, secret] }\n  need-to-know: { values: [inside, outside] }',
  audiences:
    '\n  inner: { label: For inner, properties: { clearance: secret, need-to-know: inside } }\n  outer: { label: For outer, properties: { clearance: public, need-to-know: outside } }',
};
const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>\n';

/** The pack of a placement; `isBare` writes the secret without any rule. */
export function packOf(placement: Placement, isBare = false): Pack {
  const { dress, rule, inWords: around, block, containers: outer, home } = placement;
  const draft = new Draft(basics);
  draft.file('f.svg', drawing);
  const setting = isBare ? noSetting : placement.setting;
  const secret = dress?.write(placement.secret) ?? placement.secret;
  let text: string | undefined;
  if ('ruled' in rule) text = rule.ruled.write(secret, setting, draft);
  else if ('blocks' in rule) {
    const inner = block?.write(secret, draft) ?? secret;
    text = isBare ? inner : rule.blocks.write(inner, setting);
  } else {
    const words = isBare ? secret : rule.words.write(secret, setting);
    const inner = around?.write(words, draft) ?? words;
    text = block?.write(inner, draft) ?? inner;
  }
  for (const one of text === undefined ? [] : outer) text = one.write(text as string, draft);
  if (text !== undefined && home) home.write(text, draft);
  if (text?.includes('<') && !('html' in draft.options) && placement.secret.charCodeAt(placement.secret.length - 1) % 4 === 0)
    draft.option('html', 'false');
  return draft.pack();
}

/** A word that is nowhere else, and no syllables of which hyphenation or a smaller word could be taken for it. */
function secretOf(random: Random): string {
  const digits = Array.from({ length: 5 }, () => random.pick([...'bcdfghjkmnpqrstvwxz']));
  return `Kwyj${digits.join('')}${random.below(90) + 10}${random.pick([...'bdfghk'])}`;
}

/** A placement by chance. */
export function randomPlacement(random: Random): Placement {
  const secret = secretOf(random);
  const sort = random.next();
  const pick = <T>(from: readonly T[]) => random.pick(from);
  const settingFor = (wish: Parameters<typeof rightSetting>[0]) =>
    random.chance(0.5) ? rightSetting(wish, pick) : nearSetting(wish, pick);
  if (sort < 0.3) {
    const ruled = random.pick(random.pick(ruledFiles));
    return { secret, rule: { ruled }, setting: settingFor(ruled), containers: [] };
  }
  const dressed = random.chance(0.25) ? random.pick(dresses) : undefined;
  if (sort < 0.36) {
    const ruled = random.pick(ruledDirectives);
    return { secret, rule: { ruled }, setting: settingFor(ruled), ...surroundings(random) };
  }
  if (sort < 0.56) {
    const rule = random.pick(blockRules);
    const isCode = /code|dot|tildes|HTML|<|formula|image/.test(rule.name);
    const block = isWrapper(rule) && random.chance(0.5) ? random.pick(blocks) : undefined;
    return {
      ...{ secret, dress: isCode || block?.isPlain ? undefined : dressed, rule: { blocks: rule }, block, ...surroundings(random) },
      setting: settingFor({ style: rule.style ?? 'braces', isInverted: rule.isInverted }),
    };
  }
  const rule = random.pick(wordRules);
  const setting = settingFor({ style: rule.style ?? 'braces', isInverted: rule.isInverted });
  if (sort < 0.7) {
    const home = random.pick(fields);
    return { secret, dress: home.isPlain ? undefined : dressed, rule: { words: rule }, setting, containers: [], home };
  }
  const around = random.chance(0.5) ? random.pick(inWords) : undefined;
  const block = random.pick(allBlocks);
  const isPlain = around?.isPlain || block.isPlain;
  // Words in plain text cannot hold what has lines or marks of its own.
  if (isPlain && around && block.isPlain) return { secret, rule: { words: rule }, setting, block, ...surroundings(random) };
  return { secret, dress: isPlain ? undefined : dressed, rule: { words: rule }, setting, inWords: around, block, ...surroundings(random) };
}

/** Whether it may hold any blocks. */
const isWrapper = ({ name }: BlockRule) => /^(?!.*(code|tildes|formula|list|quote|table|definition)).*:::/.test(name);

function surroundings(random: Random): Pick<Placement, 'containers' | 'home'> {
  const picked = [0.4, 0.15].filter((share) => random.chance(share)).map(() => random.pick(containers));
  // Footnotes and numbered items hold no definitions: what is indented for one is code there, which is not under its rule.
  const isCode = picked[0]?.name === 'in a definition' && /^in a (?:footnote|numbered item)$/.test(picked[1]?.name ?? '');
  return { containers: isCode ? picked.slice(1) : picked, home: random.pick(allHomes) };
}

/** Whether the rule is one that the guide promises to honour there. */
export function isWell({ rule, setting, inWords: around, block, containers: outer, home }: Placement): boolean {
  const isOpen = outer.length === 0 && home?.isSilent !== true && block?.isPlain !== true && block?.isOdd !== true;
  if (!setting.isWell || !isOpen) return false;
  if ('ruled' in rule) return rule.ruled.isWell === true;
  if ('blocks' in rule) return rule.blocks.isWell === true;
  return rule.words.isWell === true && around === undefined && home?.isPlain !== true;
}

/** What a placement is, for a table: the innermost constructs and the rule. */
export function kindOf({ rule, setting, inWords: around, block, containers: outer, home }: Placement): { construct: string; rule: string } {
  const label = setting.label === 'well' ? '' : `, ${setting.label}`;
  const where = [around?.name, block?.name, ...outer.map(({ name }) => name), home?.name].filter((name) => name !== undefined);
  if ('ruled' in rule) return { construct: [rule.ruled.name, ...where].join(' / '), rule: `field${label}` };
  const { name } = 'words' in rule ? rule.words : rule.blocks;
  return { construct: where.join(' / '), rule: `${name}${label}` };
}
