/** Comments of CriticMarkup: nobody but reviewers reads them. Found by a simple reading that shares no code with the parser. */
import type { RawText } from '../../source/raw.ts';
import { linesOf } from './lines.ts';
import type { Ruled } from './types.ts';

/** How a comment is named in reports, which must not show it. */
const shown = '{>>…<<}';

/** A comment that is closed; of one that is not, nobody can say where it was meant to end. */
const comment = /(?<!\\)\{>>((?:(?!\{>>)[\s\S])*?)<<\}/g;

/** What is in comments of chapters, decks and `pack.yaml`. Other data prints as it is. */
export function commentsCovered({ form, text, shown: file }: RawText): Ruled[] {
  if (!text.includes('{>>') || !(form === 'markdown' || form === 'deck' || /(?:^|[/\\])pack\.yaml$/.test(file))) return [];
  const isMarkdown = form === 'markdown' || form === 'deck';
  const { text: read, matter } = isMarkdown ? linesOf(text) : { text, matter: undefined };
  const inMatter = matter ? [...text.slice(matter.from, matter.to).matchAll(comment)].map((match) => ({ match, at: matter.from })) : [];
  return [...inMatter, ...[...read.matchAll(comment)].map((match) => ({ match, at: 0 }))].map(({ match, at }) => {
    const from = at + match.index + 3;
    return { stated: [], isInverse: false, isForNobody: true, rule: shown, covered: [{ from, to: from + (match[1] as string).length }] };
  });
}
