/**
 * A setting: what a rule says, `audience` and `inner`, and how it may be spelt in braces, in YAML, in a table's heading. Some are
 * right; the others are what hurried or differently equipped writers make of them, and must not be taken for no rule.
 */

/** `braces`: `{audience="inner"}`; `inside`: the same without braces; `tag`: the same in a tag of HTML; `yaml`: `audience: inner`; `key`: the name alone, as in CSV. */
export type Style = 'braces' | 'inside' | 'tag' | 'yaml' | 'key';

export interface Setting {
  /** What is wrong with it; `well` for nothing. */
  readonly label: string;
  readonly isWell: boolean;
  /** The rule's word as it should be. */
  readonly word: string;
  readonly key: string;
  readonly value: string;
  readonly braces: string;
  readonly inside: string;
  readonly yaml: string;
}

type Text = string;
interface Parts {
  readonly open: Text;
  readonly close: Text;
  readonly equals: Text;
  readonly colon: Text;
  readonly quotes: readonly [Text, Text];
  readonly before: Text;
  readonly after: Text;
  readonly key: Text;
  readonly value: Text;
  readonly hasValue: boolean;
}

/** What is right for the reader who may read, and by which settings another is kept out. */
const well: readonly (readonly [key: string, value: string])[] = [
  ['audience', 'inner'],
  ['for', 'inner'],
  ['except', 'outer'],
  ['for', 'inner -outer'],
  ['for', 'clearance:secret'],
  ['clearance', 'secret'],
  ['need-to-know', 'inside'],
];
/** The same for `:except` and `:redact`, which name who may not read. */
const inverted: readonly (readonly [key: string, value: string])[] = [
  ['audience', 'outer'],
  ['for', 'outer'],
  ['for', 'outer -inner'],
];

const misspelt: Readonly<Record<string, readonly string[]>> = {
  audience: ['Audience', 'AUDIENCE', 'audiance', 'audence', 'audiences', 'audineces', 'аudience'],
  for: ['For', 'FOR', 'fro', 'foor', 'fo', 'fot'],
  except: ['Except', 'EXCEPT', 'excpet', 'exept', 'excepts'],
  clearance: ['Clearance', 'clearence', 'clearnace', 'clearances'],
  'need-to-know': ['need_to_know', 'Need-To-Know', 'needtoknow', 'need-to-now'],
};

interface Spoil {
  readonly label: string;
  readonly styles: readonly Style[];
  readonly change: (parts: Parts, pick: <T>(from: readonly T[]) => T) => Partial<Parts>;
}

const drawn: readonly Style[] = ['braces', 'inside'];
const marked: readonly Style[] = [...drawn, 'tag'];
const stated: readonly Style[] = [...marked, 'yaml'];
const spoils: readonly Spoil[] = [
  { label: 'misspelt', styles: [...stated, 'key'], change: ({ key }, pick) => ({ key: pick(misspelt[key] ?? [key]) }) },
  { label: 'only=', styles: stated, change: ({ value }) => ({ key: 'only', value }) },
  { label: 'value misspelt', styles: stated, change: ({ value }) => ({ value: value.replace(/\w$/, '') }) },
  { label: 'value in capitals', styles: stated, change: ({ value }) => ({ value: value.toUpperCase() }) },
  { label: 'no value', styles: marked, change: ({ key }) => (key === 'for' ? { key: 'audience', hasValue: false } : { hasValue: false }) },
  { label: 'empty value', styles: marked, change: () => ({ value: '' }) },
  { label: 'full-width equals', styles: drawn, change: () => ({ equals: '＝' }) },
  { label: 'full-width colon', styles: [...drawn, 'yaml'], change: () => ({ equals: '：', colon: '：', quotes: ['', ''] }) },
  { label: 'colon for equals', styles: marked, change: (_, pick) => ({ equals: pick([': ', ':']), quotes: ['', ''] }) },
  { label: 'equals for colon', styles: ['yaml'], change: (_, pick) => ({ colon: pick([' = ', '=']) }) },
  { label: 'no space', styles: ['yaml'], change: () => ({ colon: ':' }) },
  { label: 'spaces', styles: marked, change: () => ({ before: ' ', after: ' ', equals: ' = ' }) },
  { label: 'no-break spaces', styles: drawn, change: () => ({ before: '\u00a0', after: '\u00a0' }) },
  { label: 'zero-width', styles: drawn, change: () => ({ before: '\u200b' }) },
  { label: 'curly quotes', styles: marked, change: () => ({ quotes: ['“', '”'] }) },
  { label: 'twice', styles: marked, change: ({ key }, pick) => ({ after: ` ${key}="${pick(['outer', 'inner outer'])}"` }) },
  { label: 'full-width braces', styles: ['braces'], change: () => ({ open: '｛', close: '｝' }) },
  { label: 'full-width opening brace', styles: ['braces'], change: () => ({ open: '｛' }) },
  { label: 'unclosed braces', styles: ['braces'], change: () => ({ close: '' }) },
  { label: 'spaces around', styles: ['key'], change: ({ key }, pick) => ({ key: pick([` ${key}`, `${key} `]) }) },
];

function write(label: string, word: string, parts: Parts): Setting {
  const { open, close, equals, colon, quotes, before, after, key, value, hasValue } = parts;
  const inside = `${before}${key}${hasValue ? `${equals}${quotes[0]}${value}${quotes[1]}` : ''}${after}`;
  return { label, isWell: label === 'well', word, key, value, inside, braces: `${open}${inside}${close}`, yaml: `${key}${colon}${value}` };
}

const plain = (key: string, value: string): Parts => ({
  ...{ open: '{', close: '}', equals: '=', colon: ': ', quotes: ['"', '"'], before: '', after: '' },
  ...{ key, value, hasValue: true },
});

export interface Wish {
  readonly style: Style;
  readonly isInverted?: boolean | undefined;
  readonly words?: readonly string[] | undefined;
}

/** Every setting that is right where a rule of this style is wanted. */
function rightOnes({ isInverted, words }: Wish): Parts[] {
  const all = (isInverted ? inverted : well).filter(([key]) => words?.includes(key) ?? true);
  return all.map(([key, value]) => plain(key, value));
}

/** A setting as it should be, by chance one of several. */
export function rightSetting(wish: Wish, pick: <T>(from: readonly T[]) => T): Setting {
  const parts = pick(rightOnes(wish));
  const isBare = !/\s/.test(parts.value) && wish.style !== 'yaml' && pick([true, false, false]);
  const quotes = pick([['"', '"'] as const, ['"', '"'] as const, ["'", "'"] as const]);
  return write('well', parts.key, { ...parts, quotes: isBare ? ['', ''] : quotes });
}

/** A setting that is nearly right. */
export function nearSetting(wish: Wish, pick: <T>(from: readonly T[]) => T): Setting {
  const { label, change } = pick(spoils.filter(({ styles }) => styles.includes(wish.style)));
  const parts = pick(rightOnes(wish));
  return write(label, parts.key, { ...parts, ...change(parts, pick) });
}

/** No rule at all: what a construct says by itself. */
export const noSetting: Setting = { label: 'none', isWell: true, word: '', key: '', value: '', braces: '', inside: '', yaml: '' };
