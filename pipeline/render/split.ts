/**
 * Where a long document may be split: layouts write `<!--piece-->` before content that begins on a new page. An unchanged
 * piece need not be printed again, and two can be printed in parallel. The split depends on the HTML alone,
 * so that the same source always gives the same file.
 */
import { marks, pageNumber } from '../template/marks.ts';

const boundary = '<!--piece-->';

/** Documents with fewer characters of HTML, about forty pages, are printed as a whole. */
const shortest = 120_000;
/** A document of this many characters is split in two; one that is four times as long, in four. Fewer pieces suit a first print, more a change. */
const unit = 65_000;

/**
 * The pieces of a document, each starting on a new page; undefined if it must be printed as a whole.
 * @param html final HTML
 * @param least minimum number of characters worth splitting
 */
export function piecesOf(html: string, least = shortest): string[] | undefined {
  if (!html.includes(boundary)) return undefined;
  const open = html.indexOf('>', html.indexOf('<body')) + 1;
  const end = html.lastIndexOf('</body>');
  const [front = '', ...rest] = html.slice(open, end).split(boundary);
  const sections = rest.filter((section) => section.trim() !== '');
  const total = sections.reduce((sum, { length }) => sum + length, 0);
  if (total < least || sections.length < 2) return undefined;
  const head = headOf(html.slice(0, open));
  if (head === undefined) return undefined;
  const bodies = [...(front.trim() === '' ? [] : [front]), ...grouped(sections, Math.max(2, Math.round(2 * Math.sqrt(total / unit))))];
  const ids = bodies.map(idsIn);
  const links = bodies.map(linksIn);
  // A note and its reference must be in the same print.
  const calls = bodies.map(
    (body) => new Set([...body.matchAll(/<[^>]*\sid="([^"]+)"[^>]*\sdata-tag="Note"/g)].map(([, id]) => id as string)),
  );
  if (calls.some((notes, index) => links.some((own, other) => other !== index && [...own.values()].some((id) => notes.has(id)))))
    return undefined;
  return bodies.map((body, index) => `${head}${body}${stubs(index, ids, links)}${html.slice(end)}`);
}

/** Groups consecutive sections into this many groups of similar length; an index with page numbers stays alone, to be printed last. */
function grouped(sections: readonly string[], count: number): string[] {
  const total = sections.reduce((sum, { length }) => sum + length, 0);
  const groups: string[] = [];
  let done = 0;
  let group = -1;
  for (const section of sections) {
    const groupAt = (share: number) => Math.floor(((done + share * section.length) / total) * count);
    // If in doubt the last group is the longest: while it is still printing, the one before it is finished.
    const own = isIndex(section) ? Number.POSITIVE_INFINITY : groupAt(3 / 4) === count - 1 ? count - 1 : groupAt(1 / 2);
    if (own !== group) groups.push('');
    groups[groups.length - 1] += section;
    group = own;
    done += section.length;
  }
  return groups;
}

/** Whether a piece removes repeated page numbers, so that its text depends on the pages of others. */
export const isIndex = (html: string): boolean => html.includes('class="index__page"');

const idsIn = (html: string) => new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id as string));
/** Link targets by id, as the links write them: Chrome names a destination as it is written there. */
const linksIn = (html: string) =>
  new Map([...html.matchAll(/\shref="#([^"]+)"/g)].map(([, written]) => [written as string, decoded(written as string)]));

/**
 * Hidden content that makes Chrome write links to other pieces, and destinations for links from them: it drops a
 * link without a target, and names only destinations that have a link.
 */
function stubs(index: number, ids: readonly ReadonlySet<string>[], links: readonly ReadonlyMap<string, string>[]): string {
  const own = ids[index] as ReadonlySet<string>;
  const named = new Set((links[index] as ReadonlyMap<string, string>).values());
  const out = [...named].filter((id) => !own.has(id) && ids.some((other) => other.has(id)));
  const others = new Map(links.flatMap((one, at) => (at === index ? [] : [...one])));
  const into = [...others].filter(([, id]) => own.has(id));
  if (out.length === 0 && into.length === 0) return '';
  const targets = out.map((id) => `<i id="${id}"></i>`).join('');
  const sources = into.map(([written]) => `<a href="#${written}"></a>`).join('');
  return `<div style="display:none!important">${targets}${sources}</div>`;
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const style = /(<style\b[^>]*>)([\s\S]*?)(<\/style>)/g;
/** A margin box that ends in the page number. */
const pageNumberBox =
  /(@(?:top|bottom)-(left|center|right)\s*\{(?:(?!text-align|counter\()[^{}])*?content:(?:(?!counter\()[^;{}])*?)counter\(page\)(?=\s*[;}])/g;
const keys: Readonly<Record<string, string>> = { left: marks.page, center: marks.pageCentre, right: marks.pageRight };
/** Counters that are right in a piece: of the pages before the one numbered 1, all in the first piece, and of the items of a list. */
const harmless = /counter-increment:\s*front page 0|counter\(front(?:,\s*[a-z-]+)?\)|counter\(list-item\)/g;
/** What would be wrong in a piece: left and right pages, counters across all pages, running elements. */
const obstacle =
  /@page[^{;]*:(?:left|right|first|blank|recto|verso)|counters?\(|counter-(?:reset|increment|set)|position:\s*fixed|target-counter/;

/** The document's head with marks in place of page numbers; undefined if its styles rule out splitting. */
function headOf(head: string): string | undefined {
  let isWhole = false;
  const marked = head.replace(style, (_, before: string, css: string, after: string) => {
    const own = css.replace(pageNumberBox, (_match, text: string, side: string) => `${text}"${pageNumber}${keys[side]}"`);
    isWhole ||= obstacle.test(own.replace(harmless, ''));
    return before + own + after;
  });
  return isWhole ? undefined : marked;
}

/** Runs in the page: whether the piece begins on a new page wherever it is. */
export function beginsPage(): boolean {
  const first = document.body.firstElementChild;
  return first !== null && /^(?:page|always)$/.test(getComputedStyle(first).breakBefore);
}
