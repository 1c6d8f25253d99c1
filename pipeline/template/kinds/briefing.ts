import type { Chapter } from '../../transform/types.ts';
import { colophonOf } from '../colophon.ts';
import type { BriefingData, ContentsEntry } from '../layout-data.ts';
import { fitted, fittedSection, measureOf } from '../running-text.ts';
import { type Kind, paperFor } from './kind.ts';
import { isMarginNarrow } from './margin.ts';

/** A paged report: cover, table of contents, chapters on new pages, sources. */
export const briefing: Kind = {
  name: 'briefing',
  description: 'paged report with cover, contents and chapters',
  file: 'briefing.pdf',
  page: ({ edition }) => paperFor('briefing', edition.options),
  running: ({ chapters, edition }) => {
    const measure = measureOf(paperFor('briefing', edition.options));
    return chapters.flatMap((chapter) => {
      const title = edition.options.short ?? edition.options.title;
      const isRun = edition.options.chapterStart === 'run';
      // Chapters that share pages are named by what only the print knows.
      const own = isRun ? fitted(chapter.short, title, measure) : '';
      const sections = chapter.headings
        .filter((heading) => heading.level === 2)
        .map(({ id, text }) => ({ id, text: fittedSection(text, chapter.short, title, measure) }));
      if (!isRun) return [{ id: chapter.id, text: '' }, ...sections];
      const joined = sections.map(({ id, text }) => ({ id, text: text === '' ? own : `${own} · ${text}` }));
      return [{ id: chapter.id, text: own }, ...(edition.options.running === 'section' ? joined : [])];
    });
  },
  opens: ({ duplex }) => ({ outline: true, layout: duplex ? 'TwoColumnRight' : 'OneColumn' }),
  applies: (edition) => edition.chapters.length > 0,
  view: ({ chapters, captions, cited, bibliography, glossary, index, edition, credits }) => {
    // What is behind an index shares its last page.
    const last = index === null ? 'back' : 'book-index';
    const backMatter = [
      { id: 'back-endnotes', page: 'back', name: 'footnotes', isThere: chapters.some(({ notes }) => notes !== null) },
      { id: 'back-glossary', page: 'back', name: 'glossary', isThere: glossary !== null },
      { id: 'back-bibliography', page: 'back', name: 'bibliography', isThere: bibliography.length > 0 },
      { id: 'back-sources', page: 'back', name: 'sources', isThere: Object.keys(edition.options.sources).some((id) => cited.has(id)) },
      { id: 'back-index', page: 'book-index', name: 'index', isThere: index !== null },
      { id: 'back-colophon', page: last, name: 'colophon', isThere: edition.options.colophon !== undefined },
      { id: 'back-signatures', page: last, name: 'signatures', isThere: !edition.isReview && edition.options.signature.fields.length > 0 },
    ].filter(({ isThere }) => isThere);
    return {
      chapters,
      headLetters: lettersOf(chapters, edition.options),
      isMarginNarrow: isMarginNarrow(chapters, edition.options.brand),
      backMatter,
      backPages: pagesOf(backMatter),
      numbering: { chapters: edition.options.numbering.chapters },
      lists: edition.options.lists
        .map((name) => ({ name, sort: name.slice(0, -1), entries: captions.filter(({ sort }) => `${sort}s` === name) }))
        .filter(({ entries }) => entries.length > 0),
      contents: edition.options.contents === 0 ? [] : chapters.map((chapter) => contentsEntry(chapter, edition.options.contents)),
      hasEndnotes: chapters.some(({ notes }) => notes !== null),
      colophon: colophonOf(edition.options, credits),
      bibliography,
      glossary,
      index,
      sources: Object.entries(edition.options.sources)
        .filter(([id]) => cited.has(id))
        .map(([id, source]) => ({ id, publisher: null, date: null, url: null, ...source })),
    } satisfies BriefingData;
  },
};

/** What running heads that follow from the print are made of. */
function lettersOf(
  chapters: readonly Chapter[],
  { chapterStart, running }: { chapterStart?: string | undefined; running: string },
): string {
  if (chapterStart !== 'run') return '';
  const texts = chapters.flatMap(({ short, headings }) => [
    short,
    ...(running === 'section' ? ['·', ...headings.map(({ text }) => text)] : []),
  ]);
  // Letters of other scripts are in other fonts, whose runs have no mark at their end.
  return [...new Set(`${texts.join('')}…`.replace(/[^!-\u024f…–—’]/gu, ''))].sort().join('');
}

/** Pages by their names, with what stands on them. */
const pagesOf = (parts: readonly { readonly page: string; readonly name: string }[]) =>
  [...new Set(parts.map(({ page }) => page))].map((page) => ({
    page,
    names: parts.flatMap((part) => (part.page === page ? [part.name] : [])),
  }));

/** One chapter in the table of contents; sections have level 2, subsections level 3. */
function contentsEntry({ id, number, mark, label, status, part, title, headings }: Chapter, levels: number): ContentsEntry {
  return { id, number, mark, label, status, part, title, sections: headings.filter((heading) => heading.level <= levels) };
}
