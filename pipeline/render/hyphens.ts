/** Runs inside the browser: removes every soft hyphen where no line ends. The layout does not change. */
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
      // The characters around a visible hyphen are on two lines. Its own width is no evidence: it may be part of a ligature.
      const isShown = range.getClientRects().length > 1;
      kept += text.slice(from, isShown ? at + 1 : at);
      from = at + 1;
    }
    changed.push([node, kept + text.slice(from)]);
  }
  // Read everything, then write: otherwise every change would trigger a new layout.
  for (const [node, text] of changed) node.data = text;
}
