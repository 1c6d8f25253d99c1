/** Components of Vue, scripts and styles in a deck: nothing of them is printed but the words between their tags. */
import type { Html, Nodes, Root, RootContent } from 'mdast';
import { type Diagnostic, diagnostic } from '../../../model/diagnostic.ts';
import type { Place } from '../../../model/place.ts';
import { placeOf } from '../../../model/place.ts';
import type { SourceName } from '../../types.ts';
import type { Dialect } from './types.ts';

const whole = /<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>|<\/?(?:script|style)\b[^>]*>/gi;
/** Names with a capital or a hyphen, and elements that only Vue has. */
const tag = /<\/?((?:[A-Z][\w.]*|[a-z]\w*-[\w.-]+|component|transition|template|slot|teleport)(?![\w-]))(?:[^<>"']|"[^"]*"|'[^']*')*>/g;
/** They say when something is shown, and it is printed whole. */
const steps = /^v-?(?:click|clicks|after|switch|mark|clickgap)s?$|^VClicks?$/i;

/** @returns the tree without them; what they are called is reported once */
export function withoutComponents(
  tree: Root,
  { dialect }: { readonly dialect: Dialect },
  source: SourceName,
  report: (one: Diagnostic) => void,
): Root {
  if (dialect !== 'Slidev') return tree;
  const found = new Map<string, Place>();
  const clean = walk(tree, (name, node) => found.set(name, found.get(name) ?? placeOf(node, source))) as Root;
  const [first] = found.values();
  if (first) report(diagnostic('DECK_COMPONENTS', { names: [...found.keys()].map((name) => `<${name}>`) }, first));
  return clean;
}

type Note = (name: string, node: Html) => void;

function walk(node: Nodes, note: Note): Nodes {
  if (!('children' in node)) return node;
  const children = (node.children as RootContent[]).flatMap((child): RootContent[] => {
    if (child.type !== 'html') return [walk(child, note) as RootContent];
    const value = withoutTags(child, note);
    return value.trim() === '' && child.value.trim() !== '' ? [] : [value === child.value ? child : { ...child, value }];
  });
  const isEmpty = children.length === 0 && node.type === 'paragraph' && node.children.length > 0;
  return isEmpty ? ({ type: 'html', value: '', position: node.position } as Html) : ({ ...node, children } as Nodes);
}

/** Comments stay, which are notes or settings. */
function withoutTags(node: Html, note: Note): string {
  return node.value
    .split(/(<!--[\s\S]*?-->)/)
    .map((part) =>
      part.startsWith('<!--')
        ? part
        : part
            .replace(whole, (all, name: string | undefined) => {
              note((name ?? /\w+/.exec(all)?.[0] ?? '').toLowerCase(), node);
              return '\n'.repeat(all.split('\n').length - 1);
            })
            .replace(tag, (all, name: string) => {
              if (!steps.test(name)) note(name, node);
              return '\n'.repeat(all.split('\n').length - 1);
            }),
    )
    .join('');
}
