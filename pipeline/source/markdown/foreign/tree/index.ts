/** What of other programs' syntax is a matter of words: spans, scripts, wiki links, notes in the line, attributes and captions. */
import type { Delete, List, Nodes, Parent, PhrasingContent, Root, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import type { ListStyle } from '../reading.ts';
import { type InlineNotes, withBrackets } from './brackets.ts';
import { withCaptions } from './captions.ts';
import { type HeadingIds, headingIds, withHeadingLinks } from './heading-links.ts';
import { reportProblems } from './problems.ts';
import type { Report } from './report.ts';
import { shown, withSigns } from './signs.ts';
import { withoutAttributes } from './trailing-attributes.ts';

/**
 * Reads them, in place.
 * @param file the text that was parsed
 * @param lists styles of lists by the line that each begins on
 */
export function foreignWords(tree: Root, file: string, lists: (line: number) => ListStyle | undefined, report: Report): void {
  const notes: InlineNotes = { definitions: [] };
  if (/\[|\^\S|==\S|[)`*_]\{|~/.test(file)) walk(tree, { file, notes, report, headings: headingIds(tree) });
  tree.children.push(...notes.definitions);
  visit(tree, 'list', (node: List) => {
    const found = node.ordered ? lists(node.position?.start.line ?? 0) : undefined;
    const style = found?.style ?? (isBracketed(node, file) ? 'decimal-paren' : '');
    if (style === '') return;
    node.data = { ...node.data, hProperties: { className: [`list--${style}`] } };
    for (const [index, item] of node.children.entries()) {
      const dataMarker = found?.marks?.[index];
      if (dataMarker !== undefined) item.data = { ...item.data, hProperties: { dataMarker } };
    }
  });
  if (/!\[|\btable:|^[ \t>]*:[ \t]|#(?:fig|tbl)[-:]/im.test(file)) withCaptions(tree, file, report);
  reportProblems(tree, file, report);
}

/** `1)` keeps its bracket. */
const isBracketed = ({ ordered, position }: List, file: string): boolean =>
  ordered === true && /^\d{1,9}\)/.test(file.slice(position?.start.offset, (position?.start.offset ?? 0) + 12));

const wordParents = new Set<string>([
  'paragraph',
  'heading',
  'tableCell',
  'emphasis',
  'strong',
  'delete',
  'link',
  'linkReference',
  'defListTerm',
  'textDirective',
  'leafDirective',
  'gridCell',
]);

interface Walking {
  readonly file: string;
  readonly notes: InlineNotes;
  readonly headings: HeadingIds;
  readonly report: Report;
}

function walk(node: Nodes, walking: Walking): void {
  if (!('children' in node)) return;
  const { file, notes, headings, report } = walking;
  const parent = node as Parent;
  if (wordParents.has(node.type)) {
    const words = joined(parent.children as PhrasingContent[]).map((child) => (child.type === 'delete' ? asSubscript(child, file) : child));
    const children = withBrackets(withoutAttributes(words, file, report), file, notes, report);
    const isLink = node.type === 'link' || node.type === 'linkReference';
    parent.children = isLink
      ? children
      : children
          .flatMap((child) => inTexts(child, (text) => withSigns(text, file, report)))
          .flatMap((child) => (headings.size === 0 ? [child] : inTexts(child, (text) => withHeadingLinks(text, file, headings))));
  }
  for (const child of parent.children) walk(child as Nodes, walking);
  // A note may hold another.
  if (node.type === 'root')
    for (let index = 0; index < notes.definitions.length; index += 1) walk(notes.definitions[index] as Nodes, walking);
}

const inTexts = (child: PhrasingContent, made: (text: Text) => PhrasingContent[] | undefined): PhrasingContent[] =>
  child.type === 'text' ? (made(child) ?? [child]) : [child];

/** Words that lie side by side are one text: braces with a colon in them were nearly directives. */
function joined(children: readonly PhrasingContent[]): PhrasingContent[] {
  const made: PhrasingContent[] = [];
  for (const child of children) {
    const last = made.at(-1);
    if (
      child.type === 'text' &&
      last?.type === 'text' &&
      last.position?.end.offset === child.position?.start.offset &&
      last.position &&
      child.position
    )
      made[made.length - 1] = {
        ...last,
        value: last.value + child.value,
        position: { start: last.position.start, end: child.position.end },
      } as Text;
    else made.push(child);
  }
  return made;
}

/** `H~2~O`: one tilde close behind a word, around what has no spaces, is Pandoc's. */
function asSubscript(node: Delete, file: string): PhrasingContent {
  const { start, end } = node.position ?? {};
  const raw = start?.offset === undefined ? '' : file.slice(start.offset, end?.offset);
  const before = file[(start?.offset ?? 0) - 1] ?? '';
  return /^~[^~\s]+~$/.test(raw) && /[\p{L}\p{N})\]]/u.test(before) ? shown('sub', node.children, node.position) : node;
}
