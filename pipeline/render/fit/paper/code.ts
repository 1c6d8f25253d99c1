/** Lines of code that are wrapped get a sign at their second line: a drawing, not a character that would be copied. Runs inside the browser. */

/** Marks wrapped lines. */
export function markWrappedLines(): void {
  const blocks = [...document.querySelectorAll<HTMLElement>('[data-sheet] pre')].filter((block) => !block.closest('table, .stand-in'));
  const wrapped = blocks.filter(isWrapped);
  const lines = wrapped.flatMap(linesOf);
  const heights = lines.map((line) => [line.getBoundingClientRect().height, lineHeight(line)] as const);
  for (const [index, line] of lines.entries()) {
    const [height, one] = heights[index] as readonly [number, number];
    line.classList.toggle('line--wrapped', height > 1.5 * one);
  }
}

const lineHeight = (element: Element): number => Number.parseFloat(getComputedStyle(element).lineHeight) || 16;

/** Whether a block is taller than its lines. */
function isWrapped(block: HTMLElement): boolean {
  const { paddingTop, paddingBottom, whiteSpace } = getComputedStyle(block);
  if (!/wrap|break-spaces/.test(whiteSpace)) return false;
  const own = block.querySelectorAll('.line').length;
  const lines = own || block.innerText.replace(/\n$/, '').split('\n').length;
  const height = block.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom);
  return height > (lines + 0.5) * lineHeight(block);
}

/** The lines of a block as elements; none where an element goes over several of them. */
function linesOf(block: HTMLElement): HTMLElement[] {
  const own = [...block.querySelectorAll<HTMLElement>('.line')];
  const code = block.querySelector('code') ?? block;
  if (own.length > 0 || [...code.children].some((child) => child.textContent?.includes('\n'))) return own;
  const lines: HTMLElement[] = [];
  const add = () => {
    const line = document.createElement('span');
    line.className = 'line';
    lines.push(line);
    return line;
  };
  let line = add();
  for (const node of [...code.childNodes]) {
    if (!(node instanceof Text)) line.append(node);
    else
      for (const [index, part] of node.data.split('\n').entries()) {
        if (index > 0) line = add();
        if (part !== '') line.append(part);
      }
  }
  if (!lines.at(-1)?.hasChildNodes()) lines.pop();
  // An empty line is as high as the others.
  for (const empty of lines) if (!empty.hasChildNodes()) empty.append('\u200B');
  code.replaceChildren(...lines);
  return lines;
}
