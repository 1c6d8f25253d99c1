/** `[text]{.class}` and `^[note]`: brackets that go over several nodes, as emphasis and links may be in them. */

import type { FootnoteDefinition, PhrasingContent, Text } from 'mdast';
import { own as ownOf } from '../../../../model/own.ts';
import { parseAttributes } from '../../attributes.ts';
import type { Report } from './report.ts';
import { shown } from './signs.ts';
import { TextMap } from './text-map.ts';

interface Point {
  readonly child: number;
  readonly at: number;
}

/** Notes that were made of words, counted through the text. */
export interface InlineNotes {
  readonly definitions: FootnoteDefinition[];
}

/** The children with spans and notes; the same array where there are none. */
export function withBrackets(children: PhrasingContent[], file: string, notes: InlineNotes, report: Report): PhrasingContent[] {
  let made = children;
  // What is found is behind the last: what is in brackets is read when its own node is.
  for (let from: Point = { child: 0, at: 0 }; ; ) {
    const found = next(made, from, file);
    if (found === undefined) return made;
    const replaced = replacement(made, found, file, notes, report);
    if (replaced === undefined) from = { child: found.open.child, at: found.open.at + 1 };
    else {
      made = replaced.children;
      from = { child: replaced.next, at: 0 };
    }
  }
}

interface Found {
  readonly open: Point;
  readonly close: Point;
  readonly isNote: boolean;
}

/** The next pair of brackets with `^` before it or `{` behind it. */
function next(children: readonly PhrasingContent[], from: Point, file: string): Found | undefined {
  const opened: { readonly point: Point; readonly isNote: boolean }[] = [];
  for (let child = from.child; child < children.length; child += 1) {
    const node = children[child] as PhrasingContent;
    if (node.type !== 'text' || !/[[\]]/.test(node.value)) continue;
    const map = new TextMap(node, file);
    for (let at = child === from.child ? from.at : 0; at < node.value.length; at += 1) {
      const sign = node.value[at];
      if ((sign !== '[' && sign !== ']') || map.isEscaped(at)) continue;
      if (sign === '[') opened.push({ point: { child, at }, isNote: node.value[at - 1] === '^' && !map.isEscaped(at - 1) });
      else {
        const open = opened.pop();
        if (open && (open.isNote || node.value[at + 1] === '{')) return { open: open.point, close: { child, at }, isNote: open.isNote };
      }
    }
  }
  return undefined;
}

function replacement(
  children: PhrasingContent[],
  { open, close, isNote }: Found,
  file: string,
  notes: InlineNotes,
  report: Report,
): { readonly children: PhrasingContent[]; readonly next: number } | undefined {
  const first = new TextMap(children[open.child] as Text, file);
  const last = new TextMap(children[close.child] as Text, file);
  const braces = isNote ? '' : (/^\{:?[^{}\n]*\}/.exec(last.node.value.slice(close.at + 1))?.[0] ?? '');
  const attributes = isNote ? {} : parseAttributes(braces.replace(/^\{:?|\}$/g, ''));
  const isOne = open.child === close.child;
  const inside: PhrasingContent[] = isOne
    ? [first.part(open.at + 1, close.at)]
    : [first.part(open.at + 1, first.node.value.length), ...children.slice(open.child + 1, close.child), last.part(0, close.at)];
  const content = inside.filter((node) => node.type !== 'text' || node.value !== '');
  const start = first.place(isNote ? open.at - 1 : open.at, first.node.value.length)?.start;
  const end = last.place(0, close.at + 1 + braces.length)?.end;
  const raw = start?.offset === undefined || end?.offset === undefined ? '' : file.slice(start.offset, end.offset);
  if (attributes === undefined || content.length === 0 || start === undefined || end === undefined || report.hasRule(raw)) return undefined;
  const position = { start, end };
  const node = isNote ? noteOf(content, position, notes) : spanOf(attributes, content, position, report);
  const before = first.part(0, isNote ? open.at - 1 : open.at);
  const after = last.part(close.at + 1 + braces.length, last.node.value.length);
  const made = [...(before.value === '' ? [] : [before]), node, ...(after.value === '' ? [] : [after])];
  const next = open.child + (before.value === '' ? 1 : 2);
  return { children: [...children.slice(0, open.child), ...made, ...children.slice(close.child + 1)], next };
}

type Position = NonNullable<Text['position']>;

function noteOf(content: PhrasingContent[], position: Position, { definitions }: InlineNotes): PhrasingContent {
  const identifier = `inline-note-${definitions.length + 1}`;
  definitions.push({
    type: 'footnoteDefinition',
    identifier,
    label: identifier,
    children: [{ type: 'paragraph', children: content, position }],
    position,
  });
  return { type: 'footnoteReference', identifier, label: identifier, position };
}

/** What Pandoc's classes are in HTML. */
const elements: Readonly<Record<string, string>> = { underline: 'u', ul: 'u', mark: 'mark', kbd: 'kbd', sub: 'sub', sup: 'sup' };
const harmless = new Set(['target', 'rel', 'style', 'data-toggle', 'custom-style']);

function spanOf(
  attributes: Readonly<Record<string, string>>,
  content: PhrasingContent[],
  position: Position,
  report: Report,
): PhrasingContent {
  const { id, class: all = '', lang, ...others } = attributes;
  const strange = Object.keys(others).filter((name) => !harmless.has(name));
  if (strange.length > 0) report.warnOnce('ATTRIBUTES_UNUSED', { names: strange }, strange.join(), position.start.line);
  const element = all
    .split(' ')
    .map((name) => ownOf(elements, name))
    .find((name) => name !== undefined);
  if (element !== undefined && id === undefined) return shown(element, content, position);
  const own = { ...(id ? { id } : {}), ...(all ? { class: all } : {}), ...(lang ? { lang } : {}) };
  return { type: 'textDirective', name: 'span', attributes: own, children: content, position };
}
