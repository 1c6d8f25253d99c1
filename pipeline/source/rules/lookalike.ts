/**
 * What looks like a rule: the one place that decides it. A rule that its author meant and that is not read shows a secret, so
 * what is nearly one is taken for one: other braces, another case, a letter too many, a colon for an equals sign. Code, what a
 * backslash makes plain, attributes of other tools and prose are none.
 */
import { shortened } from '../../model/shortened.ts';
import type { Vocabulary } from './audiences.ts';
import { lookOfAttribute, namesReaders, ofOtherKinds, type RuleNames } from './lookalike-attributes.ts';
import { conditionLines } from './lookalike-conditions.ts';
import { withSigns } from './lookalike-entities.ts';
import { folded, lettersOf, withoutUnseen } from './lookalike-letters.ts';
import { classOfReaders, isNameOfReaders, isSwitchForReaders } from './lookalike-names.ts';
import { isOfReaders, isReadersOnly, loneFields } from './lookalike-readers.ts';
import { ruleWordsOf } from './rules.ts';

export { type AttributeLook, lookOfAttribute, namesReaders, type RuleNames } from './lookalike-attributes.ts';
export { isNear } from './lookalike-letters.ts';

/** A place in a text that has the shape of a rule, well written or nearly so. */
export interface RuleShape {
  /** Where it begins in the text. */
  readonly offset: number;
  readonly length: number;
  /** The text itself, shortened. */
  readonly text: string;
  /** The rule's word that it looks like: `audience`, or the name of a directive. */
  readonly word: string;
}

/** What the rules of a pack are made of. */
export function ruleNamesOf({ lineages, properties }: Pick<Vocabulary, 'lineages' | 'properties'>): RuleNames {
  const values = [...properties].filter(([name]) => name !== 'lang').flatMap(([, property]) => property.values);
  return { words: ruleWordsOf(properties.keys()), values: [...new Set([...lineages.keys(), ...values])], audiences: [...lineages.keys()] };
}

/**
 * Every place of a plain text that has the shape of a rule, in their order.
 * @param text what is no prose in it (code, addresses) may be replaced by `\uFFFC`, so that offsets stay
 */
export function ruleShapes(text: string, names: RuleNames): RuleShape[] {
  // Nearly all texts have none of the signs, and are many.
  if (!/[{}<:=｛｝﹛﹜❴❵⦃⦄：﹕＜＝]|[&@%\\#[!?]/.test(text)) return [];
  const plain = withSigns(folded(text));
  const found = [
    ...inBraces(plain, names),
    ...inOtherBrackets(plain, names),
    ...directives(plain),
    ...inMarkup(plain, names),
    ...loneFields(plain, names),
    ...conditionLines(plain, names),
    ...atTheEnd(plain, names),
  ].sort((a, b) => a.offset - b.offset);
  let end = 0;
  return found.flatMap(({ offset, length, word }) => {
    if (offset < end) return [];
    end = offset + length;
    const written = text.slice(offset, end).trim().replace(/\s+/g, ' ');
    return [{ offset, length, word, text: shortened(written) }];
  });
}

type Found = Omit<RuleShape, 'text'>;

/** A part between two braces, of which the first opens. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly inside: string;
  /** It is all that the braces hold. */
  readonly isWhole: boolean;
  readonly isClosed: boolean;
  /** Nothing follows in its line. */
  readonly isLast: boolean;
  /** They are right behind brackets: `[words]{desk}`. */
  readonly isOfSpan: boolean;
  /** They belong to a command of TeX: `\\begin{audience}`. */
  readonly isOfCommand: boolean;
  /** The braces are double, as those of variables. */
  readonly isDouble: boolean;
}

function partsOf(text: string): Part[] {
  const braces = [...text.matchAll(/\\*[{}]/g)]
    .filter(([sign]) => sign.length % 2 === 1)
    .map(({ 0: sign, index }) => ({ at: index + sign.length - 1, opens: sign.endsWith('{') }));
  const parts: Part[] = [];
  let depth = 0;
  for (const [index, { at, opens }] of braces.entries()) {
    depth = Math.max(0, depth + (opens ? 1 : -1));
    if (depth === 0) continue;
    const next = braces[index + 1];
    const end = next?.at ?? text.length;
    const isClosed = next !== undefined;
    const isWhole = opens && next?.opens === false;
    const isDouble = isWhole && text[at - 1] === '{' && text[end + 1] === '}';
    const isLast = /^[}\s]*$/.test(/^[^\n]*/.exec(text.slice(end + 1, end + 81))?.[0] ?? '');
    const isOfCommand = /\\[A-Za-z]+$/.test(text.slice(Math.max(0, at - 30), at));
    parts.push({
      start: at,
      end,
      inside: text.slice(at + 1, end),
      isWhole,
      isClosed,
      isLast,
      isOfSpan: text[at - 1] === ']',
      isOfCommand,
      isDouble,
    });
  }
  return parts;
}

/** `name="value"`, `name: value`, and what is written for them; without a sign, a mere name. */
const item =
  /(?<![\p{L}\p{N}_-])([\p{L}_][\p{L}\p{N}_-]*)(?:["']?\s*(=>|={1,3}|!={1,2}|[<>]=|≠|:=|:|->|→|~)\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"';{}]+)?))?/gu;

/** `{% for author in authors %}` of Jinja and Liquid repeats what follows, and says nothing about readers unless it names one. */
const isLoop = (inside: string, names: RuleNames): boolean =>
  /^%-?\s*for\s+\w+(?:\s*,\s*\w+)*\s+in\s/.test(inside) &&
  !(inside.match(/[\p{L}\p{N}_-]{3,}/gu) ?? []).some((word) => word !== 'for' && namesReaders(word, names));

function inBraces(text: string, names: RuleNames): Found[] {
  return partsOf(text).flatMap((part) => {
    if (!/\p{L}{2}/u.test(part.inside) || isLoop(part.inside, names)) return [];
    const inside = withoutUnseen(part.inside);
    const word = part.isClosed ? wordIn(inside, part, names) : wordIn(/^[^\n]{0,200}/.exec(inside)?.[0] ?? '', part, names);
    const end = part.isClosed ? part.end + 1 : part.start + 1 + (/^[^\n]{0,200}/.exec(part.inside)?.[0] ?? '').length;
    return word === undefined ? [] : [{ offset: part.start, length: end - part.start, word }];
  });
}

function wordIn(
  inside: string,
  { isWhole, isClosed, isLast, isOfSpan, isOfCommand, isDouble }: Part,
  names: RuleNames,
): string | undefined {
  const items = [...inside.matchAll(item)];
  for (const [index, { 0: all, 1: name = '', 2: sign, 3: double, 4: single, 5: bare, index: at }] of items.entries()) {
    // Identifiers and classes may have any name: `{#for:a}`.
    if (sign === undefined || (!sign.startsWith('=') && /[#.@/]/.test(inside[at - 1] ?? ''))) continue;
    // Without a closing brace, only what follows the opening one at once.
    if (!isClosed && (index > 0 || inside.slice(0, at).trim() !== '')) return undefined;
    const rest = inside.slice(at, items[index + 1]?.[2] === undefined ? undefined : items[index + 1]?.index);
    const value = double ?? single ?? (sign.startsWith('=') ? bare : rest.slice(rest.indexOf(sign) + sign.length).trim()) ?? '';
    const look = lookOfAttribute(name, value, names);
    if (look && (sign.startsWith('=') || isMeant(look.word, value, all === inside.trim() && isWhole, names))) return look.word;
    if (!look && sign.includes('=') && (isOfReaders(name, value, names) || isSwitchForReaders(name, value, names))) return 'audience';
  }
  if (isOfCommand) return undefined;
  if (isWhole && !isDouble && hasNameOfReaders(inside, isLast, names)) return 'audience';
  if (isWhole && (!isDouble || inside.startsWith('#')) && isReadersOnly(inside, isLast || isOfSpan, names)) return 'audience';
  return isWhole && !isDouble ? bareWord(inside, items, names) : undefined;
}

/** Whether braces hold a class or a name that says who reads: `{.only-desk}`, `{no-press}`; at the end of a line, `{.desk .big}`. */
function hasNameOfReaders(inside: string, isLast: boolean, names: RuleNames): boolean {
  const rest = inside.replace(/=\s*(?:"[^"]*"?|'[^']*'?|\S+)/g, '=');
  return rest.split(/\s+/).some((one) => {
    if (!/^[.-]?[\p{L}_][^="'#]*$/u.test(one)) return false;
    return isLast && one.startsWith('.') ? classOfReaders(one.slice(1), names) !== undefined : isNameOfReaders(one, names);
  });
}

/** Whether a colon stands for an equals sign; otherwise it is one of prose. */
const isMeant = (word: string, value: string, isAlone: boolean, names: RuleNames) =>
  word === 'audience' ||
  word === 'except' ||
  namesReaders(value, names) ||
  (isAlone && /^[\p{L}][\p{L}\p{N}:_-]*$/u.test(value) && !ofOtherKinds.test(value));

/** `{audience}` among what else braces may hold, or `{audience press}`. */
function bareWord(inside: string, items: readonly RegExpMatchArray[], names: RuleNames): string | undefined {
  const others = inside.replace(item, (all, _, sign) => (sign?.startsWith('=') ? ' ' : all)).replace(/[#.][^\s{}]+/g, ' ');
  const words = others.trim().split(/[\s,|/]+/);
  const isWord = (name: string) => names.words.find((word) => lettersOf(word) === lettersOf(name));
  const [first = '', ...rest] = words;
  const found = isWord(first) ?? (lettersOf(first) === 'only' && rest.length > 0 ? 'for' : undefined);
  if (found !== undefined) return rest.length === 0 || namesReaders(rest.join(' '), names) ? found : undefined;
  return words.length < items.length || words.length === 1 ? words.map(isWord).find((word) => word !== undefined) : undefined;
}

/** `(audience="press")`, `[for=press]`: who writes other brackets and names readers means a rule. */
function inOtherBrackets(text: string, names: RuleNames): Found[] {
  if (!text.includes('=')) return [];
  const attribute =
    /(?<![\\\p{L}\p{N}])[[(<]\s*([\p{L}_][\p{L}\p{N}_-]*)\s*=\s*("[^"\n]{1,99}"|'[^'\n]{1,99}'|[^\s"'()[\]<>]{1,99})\s*[\])>]/gu;
  return [...text.matchAll(attribute)].flatMap(({ 0: all, 1: name = '', 2: value = '', index }) => {
    const look = lookOfAttribute(name, value, names);
    return look && namesReaders(value, names) ? [{ offset: index, length: all.length, word: look.word }] : [];
  });
}

/** What is behind all words and has lost its braces, or one of them: `words audience="desk"}`. */
function atTheEnd(text: string, names: RuleNames): Found[] {
  if (!text.includes('=')) return [];
  const last =
    /(?<![\p{L}\p{N}_{&?/.-])([\p{L}_][\p{L}\p{N}_-]*)\s?=\s?("[^"\n]{1,99}"|'[^'\n]{1,99}'|[\p{L}\p{N}:_-]{1,99})[ \t]*[\])}]?[ \t]*$/gmu;
  return [...text.matchAll(last)].flatMap(({ 0: all, 1: name = '', 2: value = '', index }) => {
    const isQuoted = /^["']/.test(value);
    const hasLostOne =
      /[\])}]\s*$/.test(all) && !isClosing(text.slice(text.lastIndexOf('\n', index) + 1, index), all.trimEnd().at(-1) ?? '');
    const isMeantSo = names.words.includes(name) && (isQuoted || hasLostOne || name !== 'for') && namesReaders(value, names);
    return isMeantSo ? [{ offset: index, length: all.length, word: name }] : [];
  });
}

const pairs: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Whether a bracket closes one that is open in the line before it: `call(x, for=press)`. */
function isClosing(before: string, bracket: string): boolean {
  const opening = pairs[bracket] ?? '';
  return before.split(opening).length > before.split(bracket).length;
}

const wrapper = '(for|only|except|otherwise|redact)';
/** `:for[`, with any number of colons; ` :for`, whatever follows; and at the start of a line `: : : for`. */
const directive = new RegExp(
  [
    String.raw`(?<![\\:]):+${wrapper}\[(?:[^\]\n]{0,300}\](?:\{[^{}]{0,300}\})?)?`,
    String.raw`(?<![\\:\p{L}\p{N}]):+${wrapper}(?![\p{L}\p{N}_:-])(?:\s?[[({][^\])}\n]{0,300}[\])}])?`,
    String.raw`^[ \t>]*:[: \t]*:[ \t]*${wrapper}\b(?:\{[^{}]{0,300}\})?`,
  ].join('|'),
  'gimu',
);

const directives = (text: string): Found[] =>
  [...text.matchAll(directive)].map(({ 0: all, 1: labelled, 2: bare, 3: ofBlock, index }) => ({
    offset: index,
    length: all.length,
    word: (labelled ?? bare ?? ofBlock ?? '').toLowerCase(),
  }));

/** Comments that begin with a rule, and tags with one among their attributes. */
function inMarkup(text: string, names: RuleNames): Found[] {
  const comments = [...text.matchAll(/<!--[\s{]*_?([\p{L}_][\p{L}\p{N}_-]*)\s*[:=]\s*([^\n]*?)\s*(?:-->|$)/gmu)].flatMap(
    ({ 0: all, 1: name = '', 2: value = '', index }) => {
      const look = lookOfAttribute(name, value, names);
      return look && isMeant(look.word, value, true, names) ? [{ offset: index, length: all.length, word: look.word }] : [];
    },
  );
  const tags = [...text.matchAll(/<([A-Za-z][\w-]*)(\s[^<>]*)>?/g)].flatMap(({ 0: all, 1: tag = '', 2: attributes = '', index }) => {
    for (const { 1: name = '', 2: sign, 3: double, 4: single, 5: bare } of attributes.matchAll(item)) {
      const value = double ?? single ?? bare ?? '';
      if (sign === undefined ? !all.endsWith('>') || name === 'for' : sign !== '=' && !namesReaders(value, names)) continue;
      if (name === 'for' && /^(?:label|output)$/i.test(tag)) continue;
      const look = lookOfAttribute(name, sign === undefined ? undefined : value, names);
      if (look) return [{ offset: index, length: all.length, word: look.word }];
    }
    return [];
  });
  return [...comments, ...tags];
}

/** Rule words that one set of attributes has twice, of which only the last would count. */
export function twiceIn(inside: string, { words }: RuleNames): string | undefined {
  const stated = [...folded(inside).matchAll(item)].filter(([, , sign]) => sign === '=').map(([, name = '']) => name);
  return stated.find((name, index) => words.includes(name) && stated.indexOf(name) < index);
}
