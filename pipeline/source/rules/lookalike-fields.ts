/** Fields of YAML that nobody here knows, and that may have been meant as rules. */
import { lookOfAttribute, type RuleNames } from './lookalike-attributes.ts';
import { isNameOfReaders, isSwitchForReaders } from './lookalike-names.ts';
import { isOfReaders } from './lookalike-readers.ts';

interface Reading {
  /** The name in a key, without the signs that its program puts before it. */
  readonly nameOf?: (key: string) => string;
  /** The field is one in another's value: there a name of its own may be a reader's. */
  readonly isInside?: boolean;
}

/** The rule's word that a field of another program looks like, or that one inside its value looks like. */
export function ruleWordInField(key: string, value: unknown, names: RuleNames, reading: Reading = {}): string | undefined {
  const { nameOf = (all) => all, isInside = false } = reading;
  const text = Array.isArray(value) ? value.filter((one) => typeof one !== 'object').join(' ') : String(value ?? '');
  const look = lookOfAttribute(nameOf(key), typeof value === 'object' && !Array.isArray(value) ? undefined : text, names);
  if (look) return look.word;
  if (!isInside && saysWhoReads(nameOf(key), text, names)) return 'audience';
  if (value === null || typeof value !== 'object') return undefined;
  for (const [inner, one] of Object.entries(value)) {
    const word = ruleWordInField(Array.isArray(value) ? '' : inner, one, names, { nameOf, isInside: true });
    if (word !== undefined) return word;
  }
  return undefined;
}

/** `readers: desk`, `audience desk:`, `desk: only`, `visibility: desk`. */
const saysWhoReads = (name: string, value: string, names: RuleNames): boolean =>
  isOfReaders(name, value, names) ||
  isNameOfReaders(name, names) ||
  isNameOfReaders(`${name} ${value}`, names) ||
  isSwitchForReaders(name, value, names);
