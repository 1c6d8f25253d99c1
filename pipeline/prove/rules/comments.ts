/** Comments of CriticMarkup: nobody but reviewers reads them. Found by a simple reading that shares no code with the parser. */
import type { RawText } from '../../source/raw.ts';
import { isEscaped } from './escaped.ts';
import { linesOf } from './lines.ts';
import type { Ruled } from './types.ts';

/** How a comment is named in reports, which must not show it. */
const shown = '{>>…<<}';

/** A comment that is closed; of one that is not, nobody can say where it was meant to end. */
const comment = /\{>>((?:(?!\{>>)[\s\S])*?)<<\}/g;

/** What is in comments of chapters, decks and `pack.yaml`. Other data prints as it is. */
export function commentsCovered({ form, text, shown: file }: RawText): Ruled[] {
  const isMarkdown = form === 'markdown' || form === 'deck';
  if (!text.includes('{>>') || !(isMarkdown || /(?:^|[/\\])pack\.yaml$/.test(file))) return [];
  const ofYaml = (yaml: string, start: number) => commentsIn(yaml, start, (at) => yaml[at - 1] === '\\');
  if (!isMarkdown) return ofYaml(text, 0);
  const { text: read, matter } = linesOf(text);
  const inMatter = matter ? ofYaml(text.slice(matter.from, matter.to), matter.from) : [];
  return [...inMatter, ...commentsIn(read, 0, (at) => isEscaped(read, at))];
}

/** @param isPlain whether a backslash makes a brace plain; in quotation marks of YAML, two of them are one */
function commentsIn(text: string, start: number, isPlain: (at: number) => boolean): Ruled[] {
  const found = [...text.matchAll(comment)].filter(({ index }) => !isPlain(index));
  return found.map(({ index, 1: words = '' }) => {
    const from = start + index + 3;
    return { stated: [], isInverse: false, isForNobody: true, rule: shown, covered: [{ from, to: from + words.length }] };
  });
}
