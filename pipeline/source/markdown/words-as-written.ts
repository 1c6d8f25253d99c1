/** The words of a block as its author wrote them, without what shows or has no rules: code, formulas, HTML, addresses. */
import type { Definition, Nodes, Parent, PhrasingContent } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';

/** Stands for what is no prose, so that offsets stay. */
const hidden = (length: number) => '\uFFFC'.repeat(Math.max(0, length));

/** A text directive with nothing behind its name: `12:30`, `note:this`. */
export const isBare = (node: Nodes): node is TextDirective =>
  node.type === 'textDirective' && node.children.length === 0 && Object.keys(node.attributes ?? {}).length === 0;

export interface Written {
  readonly text: string;
  /** Where it begins in the file. */
  readonly offset: number;
}

/** Undefined for words that have no place in the file. */
export function wordsAsWritten(children: readonly PhrasingContent[], file: string): Written | undefined {
  const offset = children[0]?.position?.start.offset;
  const end = children.at(-1)?.position?.end.offset;
  if (offset === undefined || end === undefined) return undefined;
  return { text: inside(children, offset, end, file), offset };
}

/** Nodes between two places, and what is between them. */
function inside(children: readonly Nodes[], from: number, to: number, file: string): string {
  let at = from;
  const parts: string[] = [];
  for (const child of children) {
    const start = child.position?.start.offset ?? at;
    const end = child.position?.end.offset ?? start;
    // Some nodes are made of others, and have the place of the whole.
    if (start < at || end > to) continue;
    parts.push(file.slice(at, start), ofNode(child, start, end, file));
    at = end;
  }
  return parts.join('') + file.slice(at, to);
}

function ofNode(node: Nodes, start: number, end: number, file: string): string {
  const raw = file.slice(start, end);
  switch (node.type) {
    case 'text':
    case 'cite':
    case 'break':
    case 'ruby':
    case 'linkReference':
    case 'emphasis':
    case 'strong':
    case 'delete':
      return 'children' in node ? inside(node.children, start, end, file) : raw;
    case 'link':
      if (raw.startsWith('[')) return withoutAddress(inside(node.children, start, end, file));
      // An address that stands for itself has no words; but what is right behind it is taken for a part of it.
      return !raw.startsWith('<') && /[{｛].*[=:＝：]/.test(raw) ? raw : hidden(raw.length);
    case 'image':
    case 'imageReference':
      return withoutAddress(withoutCode(raw));
    case 'textDirective': {
      if (isBare(node)) return raw;
      const { children } = node as Parent;
      const first = children[0]?.position?.start.offset;
      const last = children.at(-1)?.position?.end.offset;
      if (first === undefined || last === undefined) return hidden(raw.length);
      return hidden(first - start) + inside(children, first, last, file) + hidden(end - last);
    }
    default:
      return hidden(raw.length);
  }
}

const withoutCode = (raw: string) => raw.replace(/(?<!`)(`+)(?!`)[^`]*?(?<!`)\1(?!`)/g, (code) => hidden(code.length));

/** `](address "title")`: the title stays. */
function withoutAddress(raw: string): string {
  const at = raw.lastIndexOf('](');
  if (at < 0) return raw;
  return raw.slice(0, at) + raw.slice(at).replace(/^\]\(\s*(?:<[^>\n]*>|[^\s)]*)/, (address) => hidden(address.length));
}

/** `[name]: address "title"` */
export function definitionAsWritten(node: Definition, file: string): Written | undefined {
  const offset = node.position?.start.offset;
  if (offset === undefined) return undefined;
  const raw = file.slice(offset, node.position?.end.offset);
  return { text: raw.replace(/^\[[^\]]*\]:\s*(?:<[^>\n]*>|\S*)/, (address) => hidden(address.length)), offset };
}
