/** Lines by which other tools choose who reads: `ifdef::desk[]`, `.. only:: desk`, `#ifdef desk`, `@only desk`, `[.desk]`. */
import type { RuleNames } from './lookalike-attributes.ts';
import { classOfReaders, isNameOfReaders } from './lookalike-names.ts';

/** A place in a text, and the rule's word that it looks like. */
interface Found {
  readonly offset: number;
  readonly length: number;
  readonly word: string;
}

/** A line that is a command: two colons behind a name, or a sign before one. */
const command =
  /^([ \t>]*)((?:\.\.[ \t]+)?[A-Za-z]+::(?!:)[^\n]*|(?:#\+|[@=%\\][ \t]*(?=[A-Za-z])|#(?=(?:if|else|end)))[^\n]*|\[\.[^\]\n]+\][ \t]*|\[![^\]\n]+\][^\n]*|(?:!!!|\?\?\?\+?|===)[ \t]+[^\n]*|@@[^\n:]+:[^\n]*)$/gm;

/** What such commands are called; whoever names a reader behind one of these means a condition. */
const conditions = /^(?:ifdef|ifndef|ifeval|if|ifn|only|ifconfig|for|begin|when|unless|except|audience|show|hide)$/i;

/** Lines of commands that name readers. */
export function conditionLines(text: string, names: RuleNames): Found[] {
  if (!/^[ \t>]*(?:[@=%\\#[!?]|\.\.|[A-Za-z]+::)/m.test(text)) return [];
  return [...text.matchAll(command)].flatMap(({ 1: lead = '', 2: line = '', index }) =>
    namesReaders(line, names) ? [{ offset: index + lead.length, length: line.trimEnd().length, word: 'audience' }] : [],
  );
}

function namesReaders(line: string, names: RuleNames): boolean {
  // Tabs and boxes have a title in quotes, which is prose.
  const isBox = /^(?:!!!|\?\?\?)/.test(line);
  const [first = '', ...others] = (isBox || line.startsWith('===') ? line.replace(/"[^"]*"/g, ' ') : line)
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => word !== '');
  const isReader = (word: string) => classOfReaders(word, names) !== undefined;
  // `\ifdesk`, `#+BEGIN_DESK`
  if (isNameOfReaders(first.replace(/^(if|begin|only|for)(?=\p{L})/iu, '$1-'), names)) return true;
  if (/^(?:\[|!!!|\?\?\?|===|@@)/.test(line)) return isReader(first) && !line.startsWith('===');
  if (!conditions.test(first)) return false;
  // `@for the press` is prose.
  const isNamed = others.some(isReader) || (/[=:]/.test(line) && others.some((word) => names.words.includes(word)));
  return (
    isNamed &&
    (/::|^#|^\\begin/.test(line) || others.every((word) => isReader(word) || conditions.test(word) || /^(?:and|or|not)$/i.test(word)))
  );
}
