/** Runs inside the browser: takes out every soft hyphen at which no line ends. What is laid out does not change by it. */
export function dropHyphens(): void {
  const soft = '\u00AD';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const changed: [Text, string][] = [];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    const text = node.data;
    if (!text.includes(soft)) continue;
    let kept = '';
    let from = 0;
    for (let at = text.indexOf(soft); at >= 0; at = text.indexOf(soft, at + 1)) {
      range.setStart(node, Math.max(0, at - 1));
      range.setEnd(node, Math.min(text.length, at + 2));
      // The letters beside one that is shown stand on two lines. Its own width says nothing: it may be part of a ligature.
      const isShown = range.getClientRects().length > 1;
      kept += text.slice(from, isShown ? at + 1 : at);
      from = at + 1;
    }
    changed.push([node, kept + text.slice(from)]);
  }
  // Read all, then write all: else every change would lay the page out anew.
  for (const [node, text] of changed) node.data = text;
}
