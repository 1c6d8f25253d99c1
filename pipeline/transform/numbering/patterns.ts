/** How a number is written: patterns such as "Article {1}", and what follows from them for references. */
import { patternCounter, patternWords } from '../../source/config/numbering-schema.ts';
import { type CountStyle, counted } from '../../source/locale/counting.ts';
import { numbered } from '../../source/locale/words.ts';

/** A number as it is printed, and as references word it. */
export interface Numbered {
  /** As it is printed at its place: `Article 5`, `2.1`, `(1)`. */
  readonly label: string;
  /** Without words: `5`, `2.1`. */
  readonly bare: string;
  /** Where it needs no word before it: `Article 5`, `Article 5(1)`. */
  readonly reference?: string | undefined;
  /** Whether it has words of its own, so that it is part of a heading and not a mark beside it. */
  readonly isWorded: boolean;
}

/** One level of what is counted. */
export interface Count {
  readonly value: number;
  /** As its author has fixed it. */
  readonly fixed: string | undefined;
}

/** How a count is written in a style. */
export const shownCount = ({ value, fixed }: Count, style: CountStyle): string => fixed ?? counted(value, style);

/** The style of a pattern's own counter. */
export const styleOf = (pattern: string): CountStyle => ([...pattern.matchAll(patternCounter)].at(-1)?.[1] ?? '1') as CountStyle;

/** Fills a pattern: its last counter is that of the last count, those before it belong to the levels above. */
export function filled(pattern: string, counts: readonly Count[], word: (key: string) => string): string {
  // Some languages put the word behind its number: „5. cikk”.
  const worded = patternWords
    .filter((name) => pattern.includes(`{${name}}`))
    .reduce(
      (text, name) =>
        text
          .replace(new RegExp(`\\{${name}\\} (\\{\\w\\})`, 'g'), (_, counter: string) => numbered(word(name), counter))
          .replaceAll(`{${name}}`, word(name).replace('{}', '').trim()),
      pattern,
    );
  let left = [...pattern.matchAll(patternCounter)].length;
  return worded.replace(patternCounter, (_, style: CountStyle) => {
    const count = counts.at(-left);
    left -= 1;
    return count === undefined ? '' : shownCount(count, style);
  });
}

/** Whether a pattern says more than numbers and signs. */
export const isWorded = (pattern: string): boolean => /[\p{L}§¶№]/u.test(pattern.replace(patternCounter, ''));

/** A label among words: lower-case where the language has its chapters so. */
export const amongWords = (label: string, word: (key: string) => string): string =>
  /^\p{Ll}/u.test(word('ref-chapter')) && /^\p{Lu}\p{Ll}/u.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label;

/** A label below another: `Article 5(1)`. */
export function below(above: string, label: string): string {
  return label.startsWith('(') ? above + label : `${above}(${label.replace(/[.)]$/, '')})`;
}

/**
 * A paragraph of an article, as the language has it: “Article 5(1)”, „Artikel 5 Absatz 1“, „§ 5 Abs. 1“, 「第5条第1項」.
 * What is shortened in the article is shortened in its paragraph.
 */
export function paragraphOf(article: string, label: string, word: (key: string) => string): string {
  // A label with a word of its own stands beside the article: „§ 5 Absatz 1“.
  if (/\p{L}{2}|\p{L}\./u.test(label)) return `${article} ${label}`;
  const isShort = /§|^\p{L}{1,5}\.\s/u.test(article);
  return word(isShort ? 'ref-article-paragraph-short' : 'ref-article-paragraph')
    .replace('{article}', article)
    .replace('{paragraph}', label.replace(/^\(|[.)]$/g, ''));
}

/** A number as an author has written it; undefined for none. */
export const fixedNumber = (written: string | null | undefined): string | undefined => written?.trim() || undefined;
