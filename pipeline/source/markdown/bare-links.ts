/**
 * Bare addresses in text (GFM's autolink literals), made as quick as most texts allow: they have none. Every word could begin
 * an address of mail, and is tried as one; and every text is looked through four times for what was overlooked.
 */
import type { Nodes, Root } from 'mdast';
import type { Extension } from 'mdast-util-from-markdown';
import type { Construct, ConstructRecord } from 'micromark-util-types';
import type { Processor } from 'unified';

/** What the second look needs to find anything. */
const traces = /@|www\.|https?:\/\//i;

/**
 * A plugin that comes after `remark-gfm`. Trees are the same with it and without it.
 * @param options.hasMail whether a text has an `@`, without which it has no address of mail
 */
export function bareLinks(this: Processor, { hasMail }: { readonly hasMail: boolean }): void {
  const { micromarkExtensions = [], fromMarkdownExtensions = [] } = this.data();
  const syntax = micromarkExtensions.at(-1);
  if (syntax?.text && !hasMail) micromarkExtensions[micromarkExtensions.length - 1] = { ...syntax, text: withoutMail(syntax.text) };
  fromMarkdownExtensions.push(...[fromMarkdownExtensions.pop() ?? []].flat().map(guarded));
}

function withoutMail(record: ConstructRecord): ConstructRecord {
  const isOther = (construct: Construct) => construct.name !== 'emailAutolink';
  return Object.fromEntries(
    Object.entries(record).map(([code, constructs]) => [code, [constructs ?? []].flat().filter(isOther)]),
  ) as ConstructRecord;
}

function guarded(extension: Extension): Extension {
  const { transforms } = extension;
  if (!transforms) return extension;
  return { ...extension, transforms: transforms.map((transform) => (tree: Root) => (hasTraces(tree) ? transform(tree) : undefined)) };
}

function hasTraces(node: Nodes): boolean {
  if (node.type === 'text') return traces.test(node.value);
  return 'children' in node && node.type !== 'link' && node.type !== 'linkReference' && node.children.some(hasTraces);
}
