/**
 * `slides.md` as Marp users write it: slides parted by `---`, notes and settings in HTML comments. Every slide becomes
 * the same `slide` directive that chapters write as `:::slide`, so that nothing later knows two ways.
 */
import type { BlockContent, DefinitionContent, Heading, Html, Nodes, Paragraph, Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { readYaml } from '../config/yaml.ts';

type Block = BlockContent | DefinitionContent;

const comment = /<!--([\s\S]*?)-->/g;
/** Marp's settings that set a layout, and those of Dossier. An underscore means "this slide only", as it always is here. */
const settings: Readonly<Record<string, string>> = {
  layout: 'layout',
  class: 'layout',
  audience: 'audience',
  except: 'except',
  id: 'id',
};
/** Marp's settings that change its look, which templates do here. */
const ignored = new Set([
  'theme',
  'paginate',
  'header',
  'footer',
  'style',
  'color',
  'size',
  'math',
  'fit',
  'backgroundColor',
  'backgroundImage',
  'backgroundPosition',
  'backgroundRepeat',
  'backgroundSize',
  'headingDivider',
]);
/** Names that Marp's themes use for the layouts here. */
const layoutNames: Readonly<Record<string, string>> = { lead: 'title', cover: 'title', invert: 'section' };

/** The deck as a list of slide directives. */
export function splitDeck(tree: Root, divider: number | number[] | undefined): Root {
  const groups: RootContent[][] = [[]];
  for (const node of tree.children) {
    const open = groups.at(-1) as RootContent[];
    if (node.type === 'thematicBreak') groups.push([]);
    else if (node.type === 'heading' && divides(node, divider) && open.some((other) => other.type !== 'html')) groups.push([node]);
    else open.push(node);
  }
  return { ...tree, children: groups.filter((group) => group.length > 0).map(toSlide) };
}

const divides = (heading: Heading, divider: number | number[] | undefined) =>
  divider !== undefined && (Array.isArray(divider) ? divider.includes(heading.depth) : heading.depth <= divider);

function toSlide(group: RootContent[]): RootContent {
  const marker = group[0];
  if (group.length === 1 && marker?.type === 'leafDirective' && marker.name === 'chapter-slides') return marker;
  const attributes: Record<string, string> = {};
  const notes: Block[] = [];
  const rest = group.flatMap((node) => withoutComments(node, attributes, notes));
  const index = rest.findIndex((node) => node.type === 'heading');
  const heading = rest[index] as Heading | undefined;
  const body = rest.filter((_, at) => at !== index || heading === undefined || heading.depth > 2);
  const title = heading !== undefined && heading.depth <= 2 ? heading : undefined;
  Object.assign(attributes, title?.data?.attributes, attributes);
  if (title?.depth === 1) attributes['level'] = '1';
  const label: Paragraph[] = title
    ? [{ type: 'paragraph', data: { directiveLabel: true }, children: title.children, position: title.position }]
    : [];
  const start = group[0]?.position?.start;
  const end = group.at(-1)?.position?.end;
  const slide: ContainerDirective = {
    type: 'containerDirective',
    name: 'slide',
    attributes,
    children: [...label, ...(body as Block[]), ...(notes.length > 0 ? [notesOf(notes)] : [])],
    position: start && end ? { start, end } : undefined,
  };
  return slide;
}

const notesOf = (children: Block[]): ContainerDirective => ({
  type: 'containerDirective',
  name: 'notes',
  attributes: {},
  children,
  position: children[0]?.position,
});

/** Takes the comments out of a block: settings go to `attributes`, all else is a note. */
function withoutComments(node: RootContent, attributes: Record<string, string>, notes: Block[]): RootContent[] {
  if (node.type === 'html') {
    takeComments(node, attributes, notes);
    const value = node.value.replace(comment, '').trim();
    return value === '' ? [] : [{ ...node, value }];
  }
  if (!('children' in node)) return [node];
  const children = (node.children as RootContent[]).flatMap((child) => withoutComments(child, attributes, notes));
  if (children.length === 0 && node.type === 'paragraph' && node.children.length > 0) return [];
  return [{ ...node, children } as RootContent];
}

function takeComments(node: Html, attributes: Record<string, string>, notes: Block[]): void {
  for (const match of node.value.matchAll(comment)) {
    const text = (match[1] as string).trim();
    const found = settingsIn(text);
    if (found) Object.assign(attributes, found);
    else if (text !== '') notes.push(...paragraphs(text, node));
  }
}

/** The settings of a comment, or undefined if it is a note. */
function settingsIn(text: string): Record<string, string> | undefined {
  if (!/^_?[a-z][A-Za-z-]*\s*:/.test(text)) return undefined;
  const { value, problems } = readYaml(text, '');
  if (problems.length > 0 || value === null || typeof value !== 'object') return undefined;
  const entries = Object.entries(value as Record<string, unknown>).map(([key, entry]) => [key.replace(/^_/, ''), entry] as const);
  if (!entries.every(([key]) => key in settings || ignored.has(key))) return undefined;
  return Object.fromEntries(
    entries.flatMap(([key, entry]) => {
      const name = settings[key];
      if (name === undefined) return [];
      const text = Array.isArray(entry) ? entry.join(' ') : String(entry);
      return [[name, name === 'layout' ? (layoutNames[text] ?? text) : text]];
    }),
  );
}

/** A note's text: plain paragraphs, parted by blank lines. */
function paragraphs(text: string, node: Nodes): Paragraph[] {
  return text.split(/\n\s*\n/).map((part) => ({
    type: 'paragraph',
    children: [{ type: 'text', value: part.trim().replace(/\s*\n\s*/g, ' '), position: node.position }],
    position: node.position,
  }));
}
