/** The generated Markdown in Typst's language: the same text, contents with page numbers, an outline, links, tables, lists. */

const inline = (text) =>
  text
    .replace(/[#$@_<>\\]/g, '\\$&')
    .replace(/\*\*([^*]+)\*\*/g, '#strong[$1]')
    .replace(/(?<!\*)\*([^*]+)\*(?!\*)/g, '#emph[$1]')
    .replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '#link("$2")[$1]')
    .replace(/\[([^\]]+)\]\((\d+)-chapter\.md\)/g, '#link(label("chapter-$2"))[$1]');

/** @param chapters Markdown texts in order */
export function toTypst(title, chapters) {
  const parts = [
    `#set document(title: "${title}")`,
    '#set page(paper: "a4", margin: (x: 38mm, y: 30mm), numbering: "1")',
    '#set text(font: "Libertinus Serif", size: 10pt, lang: "en")',
    '#set par(justify: false, leading: 0.7em)',
    '#show heading.where(level: 1): it => { pagebreak(weak: true); it }',
    `#align(center + horizon)[#text(size: 32pt)[${title}]]`,
    '#outline(depth: 2)',
  ];
  for (const [index, text] of chapters.entries()) {
    for (const block of text.split(/\n\n+/)) parts.push(blockOf(block, String(index + 1).padStart(3, '0')));
  }
  return parts.join('\n\n');
}

function blockOf(block, chapter) {
  const heading = /^(#+) (.*)$/.exec(block);
  if (heading) return `${'='.repeat(heading[1].length)} ${inline(heading[2])}${heading[1].length === 1 ? ` <chapter-${chapter}>` : ''}`;
  if (block.startsWith('- '))
    return block
      .split('\n')
      .map((line) => `- ${inline(line.slice(2))}`)
      .join('\n');
  if (block.startsWith('|')) {
    const rows = block.split('\n').map((line) => line.split('|').slice(1, -1));
    const cells = (row) => row.map((cell) => `[${inline(cell.trim())}]`).join(', ');
    return `#table(columns: ${rows[0].length}, table.header(${cells(rows[0])}), ${rows.slice(2).map(cells).join(', ')})`;
  }
  return inline(block);
}

/** A deck, a slide a page. */
export function toTypstSlides(title, deck) {
  const slides = deck.split(/\n---\n/).map((slide) => slide.trim());
  const pages = slides.map((slide) =>
    slide
      .split(/\n\n+/)
      .map((block) => blockOf(block.replace(/^# /, '## '), '000'))
      .join('\n\n'),
  );
  return [
    `#set document(title: "${title}")`,
    '#set page(paper: "presentation-16-9", margin: 15mm)',
    '#set text(font: "Libertinus Serif", size: 20pt, lang: "en")',
    pages.join('\n\n#pagebreak()\n\n'),
  ].join('\n\n');
}
