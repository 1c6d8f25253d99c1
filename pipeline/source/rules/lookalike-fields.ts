/** Fields of YAML that nobody here knows, and that may have been meant as rules. */
import { lookOfAttribute, type RuleNames } from './lookalike-attributes.ts';
import { isOfReaders } from './lookalike-readers.ts';

/** The rule's word that a field of another program looks like, or that one inside its value looks like. */
export function ruleWordInField(key: string, value: unknown, names: RuleNames, isInside = false): string | undefined {
  const text = Array.isArray(value) ? value.filter((one) => typeof one !== 'object').join(' ') : String(value ?? '');
  const look = lookOfAttribute(key, typeof value === 'object' && !Array.isArray(value) ? undefined : text, names);
  if (look) return look.word;
  if (!isInside && isOfReaders(key, text, names)) return 'audience';
  if (value === null || typeof value !== 'object') return undefined;
  for (const [inner, one] of Object.entries(value)) {
    const word = ruleWordInField(Array.isArray(value) ? '' : inner, one, names, true);
    if (word !== undefined) return word;
  }
  return undefined;
}
