/** The title of a slide of `slides.md`: its first heading, of whatever level. */
import type { Heading, Nodes, RootContent } from 'mdast';
import { isSettingMark } from '../deck/mark.ts';

/** A slide's first heading, and the content that is left when it has become the title. */
export interface Headed {
  readonly heading: Heading | undefined;
  /** Whether the heading is the title. One below other words stays where it is. */
  readonly isTitle: boolean;
  readonly body: readonly RootContent[];
}

/** @param isFirst it is the deck's first slide, where a line may be above the title */
export function takeHeading(content: readonly RootContent[], isFirst: boolean): Headed {
  const index = content.findIndex((node) => node.type === 'heading');
  const heading = content[index];
  if (heading?.type !== 'heading') return { heading: undefined, isTitle: false, body: content };
  const isTitle = (content.slice(0, index).every(isWordless) || (isFirst && heading.depth <= 2)) && !isOfColumn(heading, content);
  return { heading, isTitle, body: isTitle ? content.filter((_, at) => at !== index) : content };
}

/** Whether a heading is over one of several columns made of HTML, each with a heading of its own. */
function isOfColumn(heading: Heading, content: readonly RootContent[]): boolean {
  let open = 0;
  let count = 0;
  for (const node of content) {
    if (node.type === 'html')
      open += tags(node.value, /<(?:div|section|article|td)\b/gi) - tags(node.value, /<\/(?:div|section|article|td)\b/gi);
    else if (node === heading && open === 0) return false;
    else if (node.type === 'heading' && node.depth === heading.depth && open > 0) count += 1;
  }
  return count > 1;
}

const tags = (html: string, tag: RegExp): number => html.match(tag)?.length ?? 0;

/** Images, settings, and what is printed elsewhere. */
const isWordless = (node: Nodes): boolean =>
  node.type === 'html' ||
  isSettingMark(node) ||
  node.type === 'definition' ||
  node.type === 'footnoteDefinition' ||
  node.type === 'image' ||
  node.type === 'imageReference' ||
  node.type === 'break' ||
  (node.type === 'text' && node.value.trim() === '') ||
  ((node.type === 'paragraph' || node.type === 'link') && node.children.every(isWordless));
