/** What was meant as Markdown and is none: notes without text, links without address, headings without space, tables without dashes. */
import type { Nodes, Paragraph, Root, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import { shortened } from '../../../../model/shortened.ts';
import { rawText } from '../../trailing.ts';
import type { Report } from './report.ts';
import { TextMap } from './text-map.ts';

/** Reports them; the text is printed as it is. */
export function reportProblems(tree: Root, file: string, report: Report): void {
  const called = new Set<string>();
  visit(tree, (node: Nodes) => {
    if (node.type === 'footnoteReference') called.add(node.identifier);
    else if (node.type === 'text' && node.value.includes('[')) inText(node, file, report);
    else if (node.type === 'paragraph') inParagraph(node, file, report);
  });
  visit(tree, 'footnoteDefinition', ({ identifier, label, position }) => {
    if (!called.has(identifier)) report.warn('NOTE_UNUSED', { name: label ?? identifier }, position?.start.line, position?.start.column);
  });
}

function inText(node: Text, file: string, report: Report): void {
  const map = new TextMap(node, file);
  for (const { 0: all, 1: note, 2: words, 3: name, index } of node.value.matchAll(
    /\[\^([^\s[\]]+)\](?!:)|\[([^[\]\n]+)\]\[([^[\]\n]*)\]/g,
  )) {
    if (map.isEscaped(index)) continue;
    const { line, column } = map.place(index, index + all.length)?.start ?? {};
    if (note !== undefined) report.warn('NOTE_MISSING', { name: note }, line, column);
    // `a[i][j]` is an element of a field.
    else if (words && !/[\p{L}\p{N}_)]/u.test(node.value[index - 1] ?? '') && !/^[\d\s,.;:+*/-]*$/.test(words))
      report.warn('LINK_UNDEFINED', { text: all, name: name || words }, line, column);
  }
}

function inParagraph(node: Paragraph, file: string, report: Report): void {
  const raw = rawText(node.children, file) ?? '';
  const { line, column } = node.position?.start ?? {};
  const [heading] = /^(?:#{2,6}[^\s#]|#\p{Lu}).*$/u.exec(raw) ?? [];
  if (heading !== undefined && !/^#\S+$/.test(heading.replace(/^##+/, '')))
    report.warn('HEADING_SPACE', { text: shortened(heading, 50) }, line, column);
  const lines = raw.split('\n').map((one) => one.replace(/^[ \t>]+/, ''));
  if (lines.length < 2 || !lines.every((one) => one.startsWith('|') && /\|[ \t]*$/.test(one.slice(1)))) return;
  const [head = '', second = ''] = lines;
  const counts = [head, second].map(
    (one) =>
      one
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|').length,
  );
  const isDashed = /^\|[-–—:| \t]+$/.test(second);
  const why = isDashed ? `the head has ${counts[0]} cells, and the line below it ${counts[1]}` : 'the second line is not made of dashes';
  report.warn(
    'TABLE_BROKEN',
    { why: isDashed && counts[0] === counts[1] ? 'the line below the head has other signs than - and :' : why },
    (line ?? 1) + 1,
  );
}
