/** What HTML may be in Markdown: GitHub's elements and attributes, and a few more that print well. */

const list = (names: string): ReadonlySet<string> => new Set(names.trim().split(/\s+/));

/** Elements that stay. What is not here is unwrapped: its text stays. */
export const allowed = list(`
  a abbr acronym address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup data dd del details
  dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd label li main mark menu nav nobr ol
  p picture pre q rp rt ruby s samp search section small source span strike strong sub summary sup table tbody td tfoot th thead time
  tr tt u ul var video wbr`);

/** Elements that stay where a pack has turned HTML off: they only say how words are set. */
export const harmless = list('a abbr b br cite code del dfn em i ins kbd mark p q s samp small strong sub sup time u var wbr');

/** Elements that have no end. */
export const voids = list('area base br col embed hr img input link meta param source track wbr');

/** Elements whose content is no text for readers. */
export const wordless = list('script style iframe noembed noframes');

/** Elements that show something from elsewhere: paper shows a link to it. */
export const players = list('iframe object embed');

/** Elements that browsers do not show. */
export const unseen = list('template datalist');

/** Elements between words: where others are unwrapped, a space stands for them. */
export const inline = list(`
  a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s samp small span strike
  strong sub sup time tt u var wbr`);

/** Elements without meaning for a page, which go without a word. */
export const silent = list('html head body meta track param nobr wbr tbody');

const everywhere = list('id class lang dir title hidden align data-fragment-index data-fragment-at');

const own: Readonly<Record<string, ReadonlySet<string>>> = {
  a: list('href name'),
  img: list('src alt width height align'),
  source: list('src srcset media type'),
  video: list('src poster width height'),
  audio: list('src'),
  td: list('colspan rowspan valign headers scope'),
  th: list('colspan rowspan valign headers scope abbr'),
  col: list('span'),
  colgroup: list('span'),
  ol: list('start type reversed'),
  li: list('value'),
  time: list('datetime'),
};

/** Attributes that set a look, which slides keep. */
const looks: Readonly<Record<string, ReadonlySet<string>>> = {
  font: list('color size'),
  table: list('width height bgcolor'),
  tr: list('bgcolor height'),
  td: list('width height bgcolor'),
  th: list('width height bgcolor'),
  col: list('width'),
};

/** Whether an attribute of an allowed element stays. */
export const isAllowed = (tag: string, name: string, isSlide: boolean): boolean =>
  everywhere.has(name) || own[tag]?.has(name) === true || (isSlide && (name === 'style' || looks[tag]?.has(name) === true));

/** Attributes that act or set a look: an author should know that they are gone. Others have no effect on paper. */
export const isReported = (name: string): boolean =>
  /^(?:on[a-z]+|style|srcdoc|formaction|ping|bgcolor|background|color|face|poster|size)$/.test(name);

/** On slides there are fewer: themes have chapters, covers and captions of their own. */
export const reservedOnSlides =
  /^(?:notes?|notes-columns|.*__.*|page-notes.*|footnotes.*|landscape|late|short|piece.*|slide(?:-.*)?|handout.*|deck|drawing.*|task.*|equation.*)$/;

/** Classes that Dossier's own structure goes by, which authors' elements must not join. */
export const reserved =
  /^(?:notes?|notes-columns|note__.*|page-notes.*|footnotes.*|landscape|late|short|piece.*|index.*|slide.*|handout.*|deck|chapter.*|cover.*|contents.*|drawing.*|task.*|fit-.*|equation.*|caption.*|section-number|audience-.*|media.*)$/;
