/** `<h1>` at the head of a chapter is its title, as `#` is: many a README begins with a centred one. */
import type { Heading, Html, PhrasingContent, Root } from 'mdast';
import { htmlTokens, isTag } from './tokens.ts';
import { wordsOfHtml } from './words.ts';

const heading = /<h1\b[^>]*>([\s\S]*?)<\/h1\s*>/i;

/** The tree with a heading in place of it, if it comes before all other headings. */
export function withTitle(tree: Root): Root {
  const index = tree.children.findIndex((node) => node.type === 'heading' || (node.type === 'html' && heading.test(shown(node))));
  const node = tree.children[index];
  if (node?.type !== 'html') return tree;
  const match = heading.exec(shown(node)) as RegExpExecArray;
  const [all, inside = ''] = match;
  const at = match.index;
  if (wordsOfHtml(inside.replace(/\balt\s*=\s*(?:"[^"]*"|'[^']*')/gi, '')).length === 0) return tree;
  const title: Heading = { type: 'heading', depth: 1, children: phrasing(inside, node), position: node.position };
  // Line breaks stay, so that all else of the block keeps its line.
  const rest = node.value.slice(0, at) + all.replace(/[^\n]/g, '') + node.value.slice(at + all.length);
  const others = rest.trim() === '' ? [] : [{ ...node, value: rest }];
  return { ...tree, children: [...tree.children.slice(0, index), title, ...others, ...tree.children.slice(index + 1)] };
}

/** Without what comments hold; offsets stay. */
const shown = ({ value }: Html) => value.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '));

function phrasing(inside: string, { position }: Html): PhrasingContent[] {
  const parts = htmlTokens(inside).map((token): PhrasingContent => {
    const written = inside.slice(token.start, token.end);
    if (isTag(token)) return { type: 'html', value: written, position };
    return { type: 'text', value: token.sort === 'text' ? wordsIn(written) : '', position };
  });
  const [first, last] = [parts[0], parts.at(-1)];
  if (first?.type === 'text') first.value = first.value.trimStart();
  if (last?.type === 'text') last.value = last.value.trimEnd();
  return parts.filter((part) => part.type !== 'text' || part.value !== '');
}

/** Entities are read, and spaces at the edges stay: tags are beside them. */
const wordsIn = (written: string) => {
  const plain = written.replace(/\s+/g, ' ');
  return (plain.startsWith(' ') ? ' ' : '') + (wordsOfHtml(plain)[0] ?? '').trim() + (plain.length > 1 && plain.endsWith(' ') ? ' ' : '');
};
