/** Where long words in cells may end a line. Runs inside the browser. */

/** Shorter words stay whole. */
const long = /[^\s\u00AD\u200B\u3000-\u9FFF\uAC00-\uD7AF\uFF00-\uFFEF]{12,}/g;
/** After these, an address, a path or a name in code may be broken. */
const joint = /[/._\-:=&?,;@+|~#%\\]/;
/** Characters that stay together before a joint and at the end. */
const least = 4;
/** A word of letters alone is a name or a term up to here. */
const longestWord = 24;

/** Lets words of a table end lines where they are hyphenated, and codes after their joints. */
export function breakSoftly(table: HTMLElement): void {
  table.classList.add('fit-soft');
  const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.data.search(long) >= 0 && !node.parentElement?.closest('svg, math, [data-page-of]')) texts.push(node);
  }
  for (const text of texts) text.replaceWith(...partsOf(text.data));
}

function partsOf(data: string): Node[] {
  const parts: Node[] = [];
  let from = 0;
  for (const { 0: word, index } of data.matchAll(long)) {
    if (index > from) parts.push(new Text(data.slice(from, index)));
    const span = document.createElement('span');
    span.className = word.length > longestWord || /[^\p{L}\p{M}’'-]/u.test(word) ? 'fit-code' : 'fit-word';
    let start = 0;
    for (let at = least; at <= word.length - least; at += 1) {
      if (at - start < least || !joint.test(word[at - 1] as string) || joint.test(word[at] as string)) continue;
      span.append(word.slice(start, at), document.createElement('wbr'));
      start = at;
    }
    span.append(word.slice(start));
    parts.push(span);
    from = index + word.length;
  }
  if (from < data.length) parts.push(new Text(data.slice(from)));
  return parts;
}

/**
 * Lets long words end a line anywhere; their cells keep a width at which that can still be read.
 * @returns whether there are any
 */
export function breakAnywhere(table: HTMLElement, which: 'codes' | 'words'): boolean {
  const words = table.querySelectorAll<HTMLElement>(which === 'codes' ? '.fit-code' : '.fit-word');
  for (const word of words) {
    word.style.overflowWrap = 'anywhere';
    const cell = word.closest<HTMLElement>('td, th');
    if (cell) cell.style.minWidth = '7em';
  }
  return words.length > 0;
}
