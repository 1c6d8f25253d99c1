/**
 * Figures and tables that can be referred to, as pandoc-crossref and Quarto write them: `![Caption](x.png){#fig:x}` alone in its
 * paragraph, `: Caption {#tbl:x}` behind a table or `Table: Caption` before it, and `::: {#fig-x}` around both.
 */
import type { Nodes, Paragraph, Parent, PhrasingContent, RootContent, Table } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { parseAttributes } from '../../attributes.ts';
import { rawText, takeTrailing } from '../../trailing.ts';
import type { Report } from './report.ts';

const opening = /^[ \t]*(?:[Tt]able)?:[ \t]+/;

/** Makes them, in place, in everything that holds blocks. */
export function withCaptions(node: Nodes, file: string, report: Report): void {
  if (!('children' in node) || node.type === 'paragraph' || node.type === 'heading') return;
  if (node.type === 'containerDirective') asFigure(node, report);
  const parent = node as Parent;
  for (let index = 0; index < parent.children.length; index += 1) {
    const child = parent.children[index] as RootContent;
    if (child.type === 'paragraph') parent.children[index] = figureOf(child, file, report) ?? child;
    else if (isTable(child)) index = captioned(parent, index, file, report);
    else withCaptions(child, file, report);
  }
}

const isTable = (node: Nodes | undefined): node is Table => node?.type === 'table' || (node?.type as string) === 'gridTable';

const label = (children: PhrasingContent[], position: Nodes['position']): Paragraph => ({
  type: 'paragraph',
  data: { directiveLabel: true },
  children,
  position,
});

const directive = (name: string, attributes: Record<string, string>, children: unknown[], position: Nodes['position']) =>
  ({ type: 'containerDirective', name, attributes, children, position }) as ContainerDirective;

function figureOf(node: Paragraph, file: string, report: Report): ContainerDirective | undefined {
  const [image, ...others] = node.children;
  if (image?.type !== 'image' || others.length > 0 || !image.data?.given) return undefined;
  const { id, caption = image.title ?? image.alt ?? '' } = image.data.given;
  const raw = rawText([image], file) ?? '';
  if (report.hasRule(raw)) return undefined;
  const words = caption === '' ? [] : [label([{ type: 'text', value: caption, position: image.position }], image.position)];
  const { given: _, ...data } = image.data;
  return directive('figure', id ? { id } : {}, [...words, { ...node, children: [{ ...image, title: null, data }] }], node.position);
}

/** Puts the table at an index into its caption's block. @returns where it is then */
function captioned(parent: Parent, index: number, file: string, report: Report): number {
  const table = parent.children[index] as Table;
  const [before, after] = [parent.children[index - 1], parent.children[index + 1]];
  const own = captionRow(table, file, report);
  const found = own ?? captionIn(after, file, report) ?? captionIn(before, file, report);
  if (found === undefined) return index;
  const isBefore = found.from === before;
  const kept = own === undefined ? table : { ...table, children: table.children.slice(0, -1) };
  const [first, last] = isBefore ? [before, table] : [table, found.from];
  const position = first?.position && last?.position && { start: first.position.start, end: last.position.end };
  const made = directive('table', found.id ? { id: found.id } : {}, [label(found.words, found.from.position), kept], position as never);
  const from = isBefore ? index - 1 : index;
  parent.children.splice(from, own ? 1 : 2, made);
  return from;
}

interface Caption {
  readonly words: PhrasingContent[];
  readonly id: string | undefined;
  readonly from: Nodes;
}

function captionIn(node: Nodes | undefined, file: string, report: Report): Caption | undefined {
  return node?.type === 'paragraph' ? captionOf(node.children, node, file, report) : undefined;
}

/** A caption close below the last row is read as a row of one cell. */
function captionRow(table: Table, file: string, report: Report): Caption | undefined {
  const row = table.children.at(-1);
  if (table.type !== 'table' || table.children.length < 2 || row?.type !== 'tableRow') return undefined;
  const [cell, ...others] = row.children;
  if (!cell || others.some(({ children }) => children.length > 0)) return undefined;
  return captionOf(cell.children, row, file, report);
}

function captionOf(children: readonly PhrasingContent[], from: Nodes, file: string, report: Report): Caption | undefined {
  const [first] = children;
  const raw = rawText(children, file) ?? '';
  if (first?.type !== 'text' || !opening.test(first.value) || report.hasRule(raw)) return undefined;
  const taken = takeTrailing(children, file);
  const attributes = taken && parseAttributes(taken.inside);
  const [head, ...rest] = attributes ? (taken?.rest ?? []) : children;
  if (head?.type !== 'text') return undefined;
  const value = head.value.replace(opening, '');
  return { words: [...(value === '' ? [] : [{ ...head, value }]), ...rest], id: attributes?.['id'], from };
}

/** `::: {#fig-x}`: its last paragraph is the caption of what is in it. */
function asFigure(node: ContainerDirective, report: Report): void {
  const sort = /^(fig|tbl)[-:]/.exec(node.attributes?.['id'] ?? '')?.[1];
  const last = node.children.at(-1);
  if (node.name !== 'block' || sort === undefined || last?.type !== 'paragraph' || node.children.length < 2) return;
  const others = node.children.slice(0, -1);
  const fits = sort === 'tbl' ? others.some((child) => isTable(child as Nodes)) : others.some(hasImage);
  if (!fits || last.children.some((child) => child.type === 'image') || report.hasRule(JSON.stringify(last.children))) return;
  node.name = sort === 'tbl' ? 'table' : 'figure';
  node.children = [label(last.children, last.position), ...others] as never;
}

const hasImage = (node: Nodes): boolean => node.type === 'paragraph' && node.children.some((child) => child.type === 'image');
