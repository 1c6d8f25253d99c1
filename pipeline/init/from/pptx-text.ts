/** Text of PowerPoint's shapes as Markdown, in which nothing means more than it did. */
import { escaped } from '../names.ts';
import { childrenOf, elements, textOf } from './zip.ts';

type Relations = ReadonlyMap<string, { readonly target: string; readonly type: string }>;

/** A title: one line without emphasis. */
export const plainText = (body: Element | undefined): string =>
  childrenOf(body, 'a:p').map((paragraph) => escaped(wordsOf(paragraph))).filter(Boolean).join(' ');

const wordsOf = (paragraph: Element): string =>
  childrenOf(paragraph)
    .map((run) => (run.nodeName === 'a:br' ? ' ' : textOf(elements(run, 'a:t')[0])))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Paragraphs, or items of a list with their levels.
 * @param isList where paragraphs have bullets unless they say otherwise
 */
export function paragraphsOf(body: Element | undefined, isList: boolean, relations: Relations): string {
  const lines: string[] = [];
  const all = childrenOf(body, 'a:p').filter((paragraph) => wordsOf(paragraph) !== '');
  let wasItem = false;
  for (const paragraph of all) {
    const properties = childrenOf(paragraph, 'a:pPr')[0];
    const has = (name: string) => childrenOf(properties, name).length > 0;
    const isItem = !has('a:buNone') && (has('a:buAutoNum') || has('a:buChar') || (isList && all.length > 1));
    const level = Number(properties?.getAttribute('lvl') ?? 0) || 0;
    const words = inline(paragraph, relations);
    if (!isItem || !wasItem) lines.push('');
    // Four spaces a level hold for bullets and numbers alike.
    lines.push(isItem ? `${'    '.repeat(wasItem ? level : 0)}${has('a:buAutoNum') ? '1.  ' : '-   '}${words}` : words);
    wasItem = isItem;
  }
  return lines.join('\n').trim();
}

function inline(paragraph: Element, relations: Relations): string {
  return childrenOf(paragraph)
    .map((run) => {
      if (run.nodeName === 'a:br') return '  \n';
      if (run.nodeName !== 'a:r' && run.nodeName !== 'a:fld') return '';
      const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(textOf(childrenOf(run, 'a:t')[0])) ?? [];
      if (words === '') return before + after;
      const properties = childrenOf(run, 'a:rPr')[0];
      const isOn = (name: string) => ['1', 'true'].includes(properties?.getAttribute(name) ?? '');
      const mark = `${isOn('b') ? '**' : ''}${isOn('i') ? '*' : ''}`;
      const marked = `${mark}${escaped(words)}${[...mark].reverse().join('')}`;
      const target = relations.get(childrenOf(properties, 'a:hlinkClick')[0]?.getAttribute('r:id') ?? '')?.target ?? '';
      return `${before}${/^(https?|mailto):/.test(target) ? `[${marked}](<${target.replace(/[<>\s]/g, encodeURIComponent)}>)` : marked}${after}`;
    })
    .join('')
    .trim()
    .replace(/\*\*\*\*/g, '')
    .replace(/^(\d+)([.)])/, '$1\\$2')
    .replace(/^([-+])/, '\\$1');
}

/** A table with its first row as heading. */
export function tableOf(table: Element, relations: Relations, onMerged: () => void): string {
  const rows = childrenOf(table, 'a:tr').map((row) =>
    childrenOf(row, 'a:tc').map((cell) => {
      if (Number(cell.getAttribute('gridSpan') ?? 1) > 1 || Number(cell.getAttribute('rowSpan') ?? 1) > 1) onMerged();
      const body = childrenOf(cell, 'a:txBody')[0];
      return childrenOf(body, 'a:p').map((paragraph) => inline(paragraph, relations).replace(/\s+/g, ' ')).filter(Boolean).join('<br>');
    }),
  );
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const [head = [], ...rest] = rows;
  return [line(head), line(head.map(() => '---')), ...rest.map(line)].join('\n');
}

/** Speaker notes as a comment; none, if there are only numbers and dates. */
export function noteText(xml: Document | undefined): string[] {
  const bodies = elements(xml, 'p:sp').filter((shape) => elements(shape, 'p:ph')[0]?.getAttribute('type') === 'body');
  const words = bodies.flatMap((shape) => childrenOf(childrenOf(shape, 'p:txBody')[0], 'a:p').map(wordsOf)).filter(Boolean);
  // A colon is escaped, so that no line of the notes is taken for a setting.
  return words.length === 0 ? [] : [`<!--\n${words.map((line) => escaped(line).replace(/--+/g, '–')).join('\n\n')}\n-->`];
}
