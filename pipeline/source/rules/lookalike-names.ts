/** Names that say who reads, where other tools hide by name: `only-desk`, `no-press`, `clearance-hidden`; classes and switches. */
import type { RuleNames } from './lookalike-attributes.ts';
import { lettersOf } from './lookalike-letters.ts';

/** What is beside a reader in such a name. */
const conditions = new Set(
  `only for not no non if ifdef ifndef unless except without with when is has in to by from hide hides hidden show shows shown visible
  invisible visibility view viewer viewers reader readers role audience audiences begin end start private restricted confidential
  exclude excluded include included internal-only content profile target`.split(/\s+/),
);

/** `onlyDesk` and `only_desk` are `-only-desk-`. */
const asParts = (name: string): string =>
  `-${name
    .replace(/(\p{Ll})(?=\p{Lu})/gu, '$1-')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .join('-')}-`;

/** Whether a name has a reader among nothing but words of conditions, or is a property with its value. */
export function isNameOfReaders(name: string, { words, values, audiences = [] }: RuleNames): boolean {
  // A class with a colon is a name as any other: `.md:hidden`, `.for:press`.
  if (/^\.[^:]*:/.test(name)) return false;
  const parts = asParts(name);
  if (words.some((word) => parts.startsWith(asParts(word)) && values.some((value) => parts === asParts(word) + asParts(value).slice(1))))
    return true;
  let rest = parts;
  for (const audience of [...audiences].sort((a, b) => b.length - a.length)) rest = rest.replace(asParts(audience), '-');
  const others = rest.split('-').filter((part) => part !== '');
  return rest !== parts && others.length > 0 && others.every((part) => conditions.has(part) || words.includes(part));
}

/** Values of the property that every pack has, which are common words. */
const common = ['summary', 'full'];

/** Whether one of several classes is a reader or the value of a property, or says who reads. */
export function classOfReaders(classes: string, names: RuleNames): string | undefined {
  const all = [...(names.audiences ?? []), ...names.values.filter((value) => !common.includes(value))].map(lettersOf);
  return classes.split(/\s+/).find((one) => one !== '' && (all.includes(lettersOf(one)) || isNameOfReaders(one, names)));
}

/** Attributes of other tools that show or hide; they say nothing of readers unless their value does. */
const switches = new Set(
  `hide hidden show shown visible visibility exclude include condition if unless when profile content-visible content-hidden when-profile
  unless-profile when-meta unless-meta v-if v-else-if v-show x-if x-show ng-if ng-show ng-hide *ngif data-if data-show data-hide`.split(
    /\s+/,
  ),
);

/** Whether an attribute shows or hides, and its value has a reader in it: `hide="press"`, `v-if="audience === 'desk'"`. */
export function isSwitchForReaders(name: string, value: string, names: RuleNames): boolean {
  if (!switches.has(name.toLowerCase())) return false;
  return value
    .split(/[^\p{L}\p{N}_-]+/u)
    .some((word) => word !== '' && (classOfReaders(word, names) !== undefined || names.words.some((one) => one !== 'for' && one === word)));
}

const access =
  /^(?:readers?|viewers?|(?:visible|shown?|restricted|limited|available|disclosed?|released?|open|readable|viewable)[_ -]?(?:to|for|by)|(?:hidden?|hide|withheld|withhold|concealed)[_ -]?(?:from|to|for)|(?:who[_ -])?(?:may|can)[_ -]?(?:read|see|view)|(?:only|not)[_ -]?for|access|visibility|permissions?|permitted|allowed)$/i;

/** Whether a field or column is called after who may read: `readers`, `visible_to`. */
export const isAccessName = (name: string): boolean => access.test(name.trim());
