/** `numbering` of `pack.yaml`: which headings, captions and paragraphs have numbers, and how these are written. */
import { z } from 'zod';

/** Fixed words that patterns may name, so that each language has its own. */
export const patternWords = ['part', 'chapter', 'article', 'appendix', 'annex'] as const;

/** A counter in a pattern: `{1}`, `{a}`, `{A}`, `{i}` or `{I}`. */
export const patternCounter = /\{([1aAiI])\}/g;

const isPattern = (text: string) => {
  const braces = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, inside]) => inside ?? '');
  const isKnown = braces.every((one) => /^[1aAiI]$/.test(one) || (patternWords as readonly string[]).includes(one));
  return isKnown && /\{[1aAiI]\}/.test(text) && !/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''));
};

const pattern = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine(
    isPattern,
    `a text with a counter such as "Article {1}", "§ {1}", "({a})" or "{I}."; in braces are 1, a, A, i, I or one of the words ${patternWords.join(', ')}`,
  );

const patterns = z.strictObject({
  part: pattern.optional().describe('Parts, for example "Part {I}".'),
  chapter: pattern.optional().describe('Chapters, for example "Chapter {I}" or "{chapter} {1}" with the word of the language.'),
  appendix: pattern.optional().describe('Appendices, for example "Annex {I}"; without it, "Appendix A" in the language of the document.'),
  sections: z
    .union([pattern.transform((one) => [one]), z.array(pattern).min(1).max(4)])
    .optional()
    .describe(
      'Sections, a pattern for each level: "Article {1}", or ["§ {1}", "({1})"]. The last counter is its own, those before it are of the levels above.',
    ),
  paragraph: pattern.optional().describe('Numbered paragraphs, for example "({1})".'),
});

/** The fields; the pack has defaults for them, an audience has none. */
export const numbering = z.strictObject({
  chapters: z.boolean().describe('Print the numbers of chapters.'),
  sections: z
    .union([z.boolean(), z.int().min(0).max(4)])
    .transform((levels) => (levels === true ? 2 : Number(levels)))
    .describe('Number sections: how many levels below the chapter; true is two.'),
  perChapter: z.boolean().describe('Number figures, tables and equations by chapter: Table 3.2. Appendices always do: Table A.1.'),
  through: z
    .boolean()
    .describe('Count sections of the first level through the document, as articles of a law, and not anew in each chapter.'),
  paragraphs: z
    .union([z.boolean(), z.enum(['chapter', 'section'])])
    .describe(
      'Number paragraphs: `true` through the document, `chapter` as 3.12, `section` anew in each section, as (1), (2) in an article.',
    ),
  notes: z.boolean().describe('Number notes and examples anew in each section: NOTE 1, EXAMPLE 2; one alone has no number.'),
  pattern: patterns.describe('How numbers are written: texts with a counter in braces ({1}, {a}, {A}, {i}, {I}).'),
});

/** The same with the defaults of a pack. */
export const packNumbering = z
  .strictObject({
    chapters: numbering.shape.chapters.default(true),
    sections: numbering.shape.sections.prefault(false),
    perChapter: numbering.shape.perChapter.default(false),
    through: numbering.shape.through.default(false),
    paragraphs: numbering.shape.paragraphs.default(false),
    notes: numbering.shape.notes.default(false),
    pattern: numbering.shape.pattern.prefault({}),
  })
  .prefault({})
  .describe('Which headings, captions and paragraphs have numbers, and how they are written.');
