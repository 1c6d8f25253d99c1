/** The words of a page, apart from its markup: what its templates and texts say, in one pass over the final HTML. */

/** What is no text: tags with their attributes, comments, style sheets, the title in the head. */
const markup =
  /<!--[\s\S]*?-->|<(style|title|script|textarea)\b(?:"[^"]*"|'[^']*'|[^'">])*>[\s\S]*?<\/\1\s*>|<(\/?)([a-zA-Z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/g;

/** Where a stretch of text is. */
export interface Where {
  /** Whether it is part of a drawing, where HTML has no meaning. */
  readonly isDrawing: boolean;
  readonly isCode: boolean;
}

/** The page with every stretch of its text replaced. */
export function mapText(html: string, replace: (text: string, where: Where) => string): string {
  const parts: string[] = [];
  let end = 0;
  let drawings = 0;
  let codes = 0;
  const text = (to: number) => {
    if (to > end) parts.push(replace(html.slice(end, to), { isDrawing: drawings > 0, isCode: codes > 0 }));
  };
  for (const match of html.matchAll(markup)) {
    text(match.index);
    parts.push(match[0]);
    end = match.index + match[0].length;
    const step = match[2] === '/' ? -1 : match[0].endsWith('/>') ? 0 : 1;
    if (match[3] === 'svg') drawings += step;
    if (match[3] === 'code' || match[3] === 'pre') codes += step;
  }
  text(html.length);
  return parts.join('');
}

/** The page's style sheets, replaced. */
export const mapStyles = (html: string, replace: (css: string) => string): string =>
  html.replace(/(<style\b[^>]*>)([\s\S]*?)(<\/style>)/g, (_, open: string, css: string, close: string) => `${open}${replace(css)}${close}`);
