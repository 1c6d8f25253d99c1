/**
 * `slides.md` as Marp users write it: slides parted by `---`, notes and settings in HTML comments. Every slide becomes
 * the same `slide` directive that chapters write as `:::slide`, so that nothing later knows two ways.
 */

import type { BlockContent, DefinitionContent, Heading, Html, Nodes, Paragraph, Root, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { type Diagnostic, diagnostic } from '../../model/diagnostic.ts';
import { nearest } from '../../model/nearest.ts';
import { own } from '../../model/own.ts';
import { type Place, placeOf } from '../../model/place.ts';
import type { Context } from '../../platform/context.ts';
import { readYaml } from '../config/yaml.ts';
import type { RuleNames } from '../rules/lookalike-attributes.ts';
import { fieldOf, plainLine } from '../rules/lookalike-lines.ts';
import type { SourceName } from '../types.ts';
import { checkBetween } from './between-slides.ts';
import { comments, ruleInComment, textOfComment } from './comment-rules.ts';
import { isSwitch } from './misplaced-matter.ts';
import { takeHeading } from './slide-title.ts';
import { variablesIn } from './variables.ts';

declare module 'mdast-util-directive' {
  interface ContainerDirectiveData {
    /** The number of a slide as its author counts, those for other readers included. */
    page?: number;
  }
}

type Block = BlockContent | DefinitionContent;

/** Marp's settings that set a layout, and those of Dossier. An underscore means "this slide only", as it always is here. */
const plainSettings: Readonly<Record<string, string>> = {
  layout: 'layout',
  class: 'layout',
  id: 'id',
  fit: 'fit',
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
  'backgroundColor',
  'backgroundImage',
  'backgroundPosition',
  'backgroundRepeat',
  'backgroundSize',
  'headingDivider',
]);
/** Names that Marp's themes use for the layouts here. */
const layoutNames: Readonly<Record<string, string>> = { lead: 'title', cover: 'title', invert: 'section' };

/**
 * The deck as a list of slide directives.
 * @param names settings that state rules in this pack, and whom they may name
 */
export function splitDeck(
  tree: Root,
  divider: number | number[] | undefined,
  names: RuleNames,
  source: SourceName,
  report: Context['report'],
): Root {
  const settings = { ...plainSettings, ...Object.fromEntries(names.words.map((word) => [word, word])) };
  const groups: RootContent[][] = [[]];
  for (const node of tree.children) {
    const open = groups.at(-1) as RootContent[];
    if (node.type === 'thematicBreak') groups.push([]);
    else if (node.type === 'heading' && divides(node, divider) && open.some((other) => other.type !== 'html')) groups.push([node]);
    else open.push(node);
  }
  checkBetween(groups, names, source, report);
  return {
    ...tree,
    children: groups
      .filter((group) => group.length > 0)
      .flatMap((group, index) => toSlide(group, index + 1, { settings, names, source, report })),
  };
}

const divides = (heading: Heading, divider: number | number[] | undefined) =>
  divider !== undefined && (Array.isArray(divider) ? divider.includes(heading.depth) : heading.depth <= divider);

function toSlide(group: RootContent[], page: number, deck: Deck): RootContent[] {
  const { source, report } = deck;
  const marker = group[0];
  if (group.length === 1 && marker?.type === 'leafDirective' && marker.name === 'chapter-slides') return [marker];
  const attributes: Record<string, string> = {};
  const notes: Block[] = [];
  const reading: Reading = { ...deck, attributes, notes, isWithheld: false };
  const rest = group.flatMap((node) => withoutComments(node, reading));
  if (reading.isWithheld) return [];
  const { heading, isTitle, body } = takeHeading(rest, page === 1);
  const onHeading = heading?.data?.attributes ?? {};
  // Both would have to hold, and one attribute states one rule.
  const twice = Object.keys(onHeading).find(
    (name) => Object.hasOwn(attributes, name) && attributes[name] !== onHeading[name] && name !== 'id',
  );
  if (twice !== undefined) {
    report(
      diagnostic('SETTING_SYNTAX', { why: `"${twice}" is set both in a comment and on the heading` }, placeOf(heading as Heading, source)),
    );
    return [];
  }
  Object.assign(attributes, onHeading, attributes);
  if (isTitle && heading?.depth === 1) attributes['level'] = '1';
  if (isTitle && heading?.data?.hProperties?.['dataFitLine'] !== undefined) attributes['fit-title'] = 'true';
  const label: Paragraph[] =
    isTitle && heading
      ? [{ type: 'paragraph', data: { directiveLabel: true }, children: heading.children, position: heading.position }]
      : [];
  const start = group[0]?.position?.start;
  const end = group.at(-1)?.position?.end;
  const slide: ContainerDirective = {
    type: 'containerDirective',
    name: 'slide',
    attributes,
    data: { page },
    children: [...label, ...(body as Block[]), ...(notes.length > 0 ? [notesOf(notes)] : [])],
    position: start && end ? { start, end } : undefined,
  };
  return [slide];
}

const notesOf = (children: Block[]): ContainerDirective => ({
  type: 'containerDirective',
  name: 'notes',
  attributes: {},
  children,
  position: children[0]?.position,
});

/** What all slides of a deck are read with. */
interface Deck {
  /** The attribute that each setting becomes. */
  readonly settings: Readonly<Record<string, string>>;
  readonly names: RuleNames;
  readonly source: SourceName;
  readonly report: Context['report'];
}

/** What the comments of one slide are read into. */
interface Reading extends Deck {
  readonly attributes: Record<string, string>;
  readonly notes: Block[];
  /** Set when a setting cannot be read. */
  isWithheld: boolean;
}

/** Marp's `# <!-- fit --> Title`. */
const isFitComment = (node: Nodes) => node.type === 'html' && /^<!--\s*fit\s*-->$/.test(node.value);

/** Takes the comments out of a block: settings go to `attributes`, all else is a note. */
function withoutComments(node: RootContent, reading: Reading): RootContent[] {
  if (node.type === 'html') {
    takeComments(node, reading);
    const value = node.value.replace(comments, '').trim();
    return value === '' ? [] : [{ ...node, value }];
  }
  if (node.type === 'heading' && node.children.some(isFitComment)) {
    const children = node.children.filter((child) => !isFitComment(child));
    const hProperties = { ...node.data?.hProperties, dataFitLine: '' };
    return withoutComments({ ...node, children, data: { ...node.data, hProperties } }, reading);
  }
  if (!('children' in node)) return [node];
  const children = (node.children as RootContent[]).flatMap((child) => withoutComments(child, reading));
  if (children.length === 0 && node.type === 'paragraph' && node.children.length > 0) return [];
  return [{ ...node, children } as RootContent];
}

function takeComments(node: Html, reading: Reading): void {
  const { names, source, report } = reading;
  for (const { 1: inside = '', index } of node.value.matchAll(comments)) {
    const text = textOfComment(inside);
    const place = placeInNode(node, index, source);
    if (text === '' || takeSettings(text, place, reading)) continue;
    const rule = ruleInComment(text, names) ?? switchIn(text);
    if (rule) {
      report(diagnostic('SETTING_RULE', rule, place));
      reading.isWithheld = true;
    } else reading.notes.push(...paragraphs(text, node));
  }
}

/** `<!-- skip: true -->`, which hides a slide elsewhere. */
function switchIn(text: string): { text: string; word: string } | undefined {
  const field = fieldOf(plainLine(text));
  return field && isSwitch(field) ? { text, word: field.name } : undefined;
}

/**
 * Reads a comment as settings. False if it is a note: it begins with no setting's name, nor with one like it.
 * What looks like a setting and cannot be read may have said who must not see the slide, so the slide is withheld.
 */
function takeSettings(text: string, place: Place, reading: Reading): boolean {
  const { settings, names, attributes, source, report } = reading;
  const first = /^[\s{]*["']?_?([A-Za-z][\w-]*)["']?[ \t]*:/.exec(text)?.[1];
  const known = [...Object.keys(settings), ...ignored];
  // Many words are like "fit", and it says nothing about readers.
  const likely = Object.keys(settings).filter((name) => name !== 'fit');
  if (first === undefined || (!known.includes(first) && nearest(first, likely) === undefined)) return false;
  const withhold = (problem: Diagnostic) => {
    report(problem);
    reading.isWithheld = true;
    return true;
  };
  const { value, problems } = readYaml(text, source.shown);
  if (problems.length > 0 || value === null || typeof value !== 'object')
    return withhold(diagnostic('SETTING_SYNTAX', { why: problems[0]?.message ?? 'not a list of settings' }, place));
  for (const [key, entry] of Object.entries(value as Record<string, unknown>)) {
    const name = key.replace(/^_/, '');
    if (!known.includes(name)) {
      const own = Object.keys(settings);
      return withhold(diagnostic('SETTING_UNKNOWN', { name, known: own, near: nearest(name, own) }, place));
    }
    const attribute = own(settings, name);
    if (attribute === undefined) continue;
    const words = Array.isArray(entry) ? entry.join(' ') : String(entry ?? '');
    // Other attributes that cannot be understood withhold their slide, or are withheld themselves.
    const rule = attribute === 'fit' ? ruleInComment(words, names) : undefined;
    if (rule) return withhold(diagnostic('SETTING_RULE', rule, place));
    // Both would have to hold, and one attribute states one rule.
    if (names.words.includes(attribute) && Object.hasOwn(attributes, attribute) && attributes[attribute] !== words)
      return withhold(diagnostic('SETTING_SYNTAX', { why: `"${attribute}" is given twice` }, place));
    attributes[attribute] = attribute === 'layout' ? (own(layoutNames, words) ?? words) : words;
  }
  return true;
}

/** Where a character of a node's text is. */
function placeInNode(node: Html, offset: number, { shown }: SourceName): Place {
  const before = node.value.slice(0, offset).split(/\r\n|\n|\r/);
  const { line = 1, column = 1 } = node.position?.start ?? {};
  return { file: shown, line: line + before.length - 1, column: (before.length === 1 ? column : 1) + (before.at(-1) as string).length };
}

/** A note's text: plain paragraphs, parted by blank lines. */
function paragraphs(text: string, node: Nodes): Paragraph[] {
  return text.split(/\n\s*\n/).map((part) => ({
    type: 'paragraph',
    children: variablesIn(part.trim().replace(/\s*\n\s*/g, ' ')).map((child) => ({ ...child, position: node.position })),
    position: node.position,
  }));
}
