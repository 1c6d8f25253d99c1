/** The margin column of a briefing: wide where something stands in it, narrow where it would be empty. */
import type { Brand } from '../../source/brand/derive.ts';
import type { Chapter } from '../../transform/types.ts';

/** Letters of text on a page, about; those of East Asia count twice. */
const letters = 2300;
/** What stands in the margin column: side notes, captions of figures, pull quotes. */
const items = /class="(?:aside|figure|pullquote|timeline-figure|paragraph-number|stakeholders|org)[ "]/g;
const tokens = ['margin-column', 'margin-left', 'margin-right', 'gutter'];

/** Whether less than one thing in two pages is in the margin column; a brand that sets its measures is left alone. */
export function isMarginNarrow(chapters: readonly Chapter[], brand: Brand): boolean {
  if (tokens.some((name) => brand[name] !== undefined)) return false;
  const html = chapters.map((chapter) => chapter.html).join('');
  const text = html.replace(/<svg[\s\S]*?<\/svg>|<[^>]*>/g, '');
  const wide = text.match(/[\u2e80-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  const pages = Math.max(chapters.length, (text.length + wide) / letters);
  return pages >= 2 && (html.match(items)?.length ?? 0) * 2 < pages;
}
