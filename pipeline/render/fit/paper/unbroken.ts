/** Dates and other figures joined by hyphens are not broken at the end of a line in contents and headings. Runs inside the browser. */

const joined = /\d+(?:[-‐–/.]\d+)+/g;

/** Keeps on one line what a line end breaks now; nothing else is touched. */
export function keepFigures(): void {
  const range = document.createRange();
  const broken: { text: Text; from: number; to: number }[] = [];
  for (const root of document.querySelectorAll('[data-sheet] :is(.contents, h1, h2, h3, h4, h5, h6, .cover__title)')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode() as Text | null; text; text = walker.nextNode() as Text | null) {
      for (const { 0: word, index } of text.data.matchAll(joined)) {
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        if (word.length <= 24 && new Set(tops).size > 1) broken.push({ text, from: index, to: index + word.length });
      }
    }
  }
  // From the last on, so that places before stay as they are.
  for (const { text, from, to } of broken.reverse()) {
    const span = document.createElement('span');
    span.style.whiteSpace = 'nowrap';
    text.splitText(to);
    const word = text.splitText(from);
    word.replaceWith(span);
    span.append(word);
  }
}
