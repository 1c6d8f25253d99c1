/**
 * Runs inside the browser: text of another language with Han letters gets that language's face before the document's. A style sheet
 * cannot do that, because a part inherits its list of faces from text of another language.
 */
export function placeHanFaces(): void {
  const slots = { serif: '"Noto Serif JP"', sans: '"Noto Sans JP"' };
  const formOf = (lang: string): string => {
    const [language, ...others] = lang.toLowerCase().split('-');
    if (language === 'ja' || language === 'ko') return language;
    if (language !== 'zh' && language !== 'yue') return '';
    if (others.includes('hans')) return 'zh-Hans';
    return language === 'yue' || others.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part)) ? 'zh-Hant' : 'zh-Hans';
  };
  const own = formOf(document.documentElement.lang) || 'ja';
  const changed: [HTMLElement | SVGElement, string][] = [];
  for (const part of document.body.querySelectorAll<HTMLElement>('[lang]')) {
    // Parts inside of this one come later, in their own language.
    for (const element of [part, ...part.querySelectorAll<HTMLElement>('*')]) {
      const form = formOf(element.closest<HTMLElement>('[lang]')?.lang ?? '');
      if (element !== part && element.closest('[lang]') !== part) continue;
      if (form === '' || form === own) continue;
      const family = getComputedStyle(element).fontFamily;
      const list = Object.entries(slots).reduce((text, [style, slot]) => text.replace(slot, `"Han ${style} ${form}", ${slot}`), family);
      if (list !== family) changed.push([element, list]);
    }
  }
  // Read everything, then write.
  for (const [element, list] of changed) element.style.fontFamily = list;
}

/** Whether a page declares faces for parts in another language. */
export const hasHanParts = (html: string): boolean => html.includes('font-family:"Han ');
