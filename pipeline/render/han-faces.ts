/** Text of another language with Han letters gets that language's face before the document's. Runs inside the browser. */
import { hanFamily, hanOf } from '../platform/han.ts';

/** The faces that style sheets name. */
const slots = [
  ['serif', '"Noto Serif JP"'],
  ['sans', '"Noto Sans JP"'],
] as const;

/** A style sheet cannot do that, because a part inherits its list of faces from text of another language. */
export function placeHanFaces(): void {
  const own = hanOf(document.documentElement.lang) ?? 'ja';
  const changed: [HTMLElement | SVGElement, string][] = [];
  for (const part of document.body.querySelectorAll<HTMLElement>('[lang]')) {
    // Parts inside of this one come later, in their own language.
    for (const element of [part, ...part.querySelectorAll<HTMLElement>('*')]) {
      const form = hanOf(element.closest<HTMLElement>('[lang]')?.lang ?? '');
      if (element !== part && element.closest('[lang]') !== part) continue;
      if (form === undefined || form === own) continue;
      const family = getComputedStyle(element).fontFamily;
      const list = slots.reduce((text, [style, slot]) => text.replace(slot, `"${hanFamily(style, form)}", ${slot}`), family);
      if (list !== family) changed.push([element, list]);
    }
  }
  // Read everything, then write.
  for (const [element, list] of changed) element.style.fontFamily = list;
}
