/** Places that name audiences where a rule would, without a rule's word that could be known: `{readers="press"}`, `{!press}`. */
import { shortened } from '../../model/shortened.ts';
import { lookOfAttribute, type RuleNames } from './lookalike-attributes.ts';
import { lettersOf } from './lookalike-letters.ts';
import { isAccessName } from './lookalike-names.ts';
import { otherAttributes } from './other-attributes.ts';

/** Whether a value is nothing but names of audiences, letter by letter. */
export function namesAudiences(value: string, { audiences = [] }: RuleNames): boolean {
  const terms = value
    .split(/[\s,;|[\]"']+/)
    .map((term) => term.replace(/^[-!+.]+/, ''))
    .filter((term) => term !== '');
  return terms.length > 0 && terms.every((term) => audiences.some((one) => lettersOf(one) === lettersOf(term)));
}

/** An attribute that nobody knows, and that is said to be an audience: `readers="press"`. */
export const isOfReaders = (name: string, value: string, names: RuleNames): boolean =>
  !otherAttributes.has(name.toLowerCase()) && namesAudiences(value, names);

/** Words that make a rule of an audience's name: `{press only}`, `{% if press %}`. */
const conditions =
  /(?<![\p{L}\p{N}_-])(?:only|for|not|no|if|unless|except|without|hide|show|when|begin|start|end|stop)(?![\p{L}\p{N}_-])/giu;

/**
 * Whether all that two braces hold is names of audiences.
 * @param isLast nothing follows in its line; elsewhere a mere name may be a word of prose
 */
export function isReadersOnly(inside: string, isLast: boolean, names: RuleNames): boolean {
  const rest = inside.replace(/^[%#]|%$/g, '').replace(conditions, ' ');
  const isCondition = rest !== inside || /^\s*!/.test(inside);
  return (isLast || isCondition) && namesAudiences(rest, names);
}

/** Values are only looked at, because one may hold a field itself: `values: [{ audience: press }]`. */
const field =
  /(?<![\p{L}\p{N}_.-])["']?([\p{L}_][\p{L}\p{N}_-]*)["']?[ \t]*(?::=|=>|[:=])[ \t]*(?=("[^"\n]*"|'[^'\n]*'|\[[^\][{}\n]*\]|[\p{L}\p{N}_:-]+))/gu;

/** A place where a field of a rule names readers: `"audience": "press"`, `% for: press`. */
export interface ReaderField {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
  readonly word: string;
}

/** Every field of a rule that names readers, in code or a drawing. */
export function readerFields(text: string, names: RuleNames): ReaderField[] {
  return [...text.matchAll(field)].flatMap(({ 0: all, 1: name = '', 2: value = '', index }) => {
    const word = lookOfAttribute(name, value, names)?.word ?? (isAccessName(name) ? 'audience' : undefined);
    const said = value.replace(/["'[\],]+/g, ' ').trim();
    if (word === undefined || !(namesAudiences(said, names) || (names.words.includes(name) && names.values.includes(said)))) return [];
    const written = all + value;
    return [{ offset: index, length: written.length, text: shortened(written), word }];
  });
}

/** Lines that are nothing but such a field, and those between signs of other tools: `[[audience:press]]`, `%%for: press%%`. */
export function loneFields(text: string, names: RuleNames): ReaderField[] {
  if (!/[:=]/.test(text)) return [];
  return readerFields(text, names).filter(({ offset, length, text: written }) => {
    const before = text.slice(Math.max(offset - 80, 0), offset).replace(/^[\s\S]*\n/, '');
    const after = /^[^\n]*/.exec(text.slice(offset + length, offset + length + 80))?.[0] ?? '';
    if (!names.words.includes(/[\p{L}_-]+/u.exec(written)?.[0] ?? '')) return false;
    return (
      (/^[ \t#+%@*]*$/.test(before) && /^[ \t%*]*$/.test(after)) || (/(?:\[\[|%%)[ \t]*$/.test(before) && /^[ \t]*(?:\]\]|%%)/.test(after))
    );
  });
}
