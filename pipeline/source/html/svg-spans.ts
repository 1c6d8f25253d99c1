/** Where drawings are in raw HTML: `<svg>` with all that is in it. */

const tag = /<!--[\s\S]*?-->|<(\/?)svg(?=[\s>/])((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;

export interface SvgSpan {
  readonly start: number;
  /** Undefined for one that is not closed in the text. */
  readonly end: number | undefined;
}

/** All drawings of a text, in order; the last may be open. One inside another belongs to it. */
export function svgSpans(text: string): SvgSpan[] {
  if (!/<svg/i.test(text)) return [];
  const spans: SvgSpan[] = [];
  let start: number | undefined;
  let depth = 0;
  for (const { 0: all, 1: slash, 2: attributes, index } of text.matchAll(tag)) {
    if (slash === undefined) continue;
    if (slash === '') {
      if (depth === 0) start = index;
      if (!attributes?.endsWith('/')) depth += 1;
    } else if (depth > 0) depth -= 1;
    if (depth > 0 || start === undefined) continue;
    spans.push({ start, end: index + all.length });
    start = undefined;
  }
  return start === undefined ? spans : [...spans, { start, end: undefined }];
}

/** Whether a character of a text is inside a drawing that is closed. */
export const isInSvg = (text: string, offset: number): boolean =>
  svgSpans(text).some(({ start, end }) => end !== undefined && start < offset && offset < end);
