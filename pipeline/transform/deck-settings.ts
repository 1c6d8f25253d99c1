/** Settings of a deck at work: which of them hold on each slide. Selection has taken away those that are where the audience may not read. */
import type { Nodes, Parent, RootContent } from 'mdast';
import type { ContainerDirective } from 'mdast-util-directive';
import { isSettingMark, type SettingMark, settingText } from '../source/deck/mark.ts';
import type { SettingName } from '../source/deck/names.ts';
import { type SlideSize, sizeOf, widescreen } from '../source/deck/size.ts';

/** What holds on one slide. */
export interface InForce {
  readonly of: ReadonlyMap<SettingName, SettingMark>;
  /** Set for this slide alone. */
  readonly own: ReadonlySet<SettingName>;
  /** Style sheets for this slide alone. */
  readonly scoped: readonly string[];
}

/** Goes through a deck: what a slide sets holds on it and on all that follow. */
export function inForce() {
  let following: ReadonlyMap<SettingName, SettingMark> = new Map();
  const begin = (mark: SettingMark) => {
    if (mark.data.setting.scope === 'following') following = new Map([...following, [mark.data.setting.name, mark]]);
  };
  return {
    begin,
    at: (slide: ContainerDirective): InForce => {
      const marks = marksIn(slide);
      marks.forEach(begin);
      const own = marks.filter(({ data }) => data.setting.scope === 'slide').map((mark) => [mark.data.setting.name, mark] as const);
      const scoped = own.flatMap(([name, mark]) => (name === 'style' ? [settingText(mark) ?? ''] : []));
      return { of: new Map([...following, ...own]), own: new Set(own.map(([name]) => name)), scoped };
    },
  };
}

const marksIn = (node: Nodes): SettingMark[] =>
  isSettingMark(node) ? [node] : 'children' in node ? (node.children as Nodes[]).flatMap(marksIn) : [];

/** A slide without the nodes of its settings, and without paragraphs that were nothing else. */
export function withoutMarks<N extends Parent>(node: N): N {
  if (marksIn(node as unknown as Nodes).length === 0) return node;
  const children = (node.children as RootContent[]).flatMap((child): RootContent[] => {
    if (isSettingMark(child)) return [];
    if (!('children' in child)) return [child];
    const own = withoutMarks(child as Parent) as typeof child;
    return own.children.length === 0 && child.children.length > 0 && child.type === 'paragraph' ? [] : [own];
  });
  return { ...node, children };
}

/** What holds for the whole deck. */
export interface Settings {
  readonly size: SlideSize;
  /** As it is written, where the deck says something: a theme may define it. */
  readonly sizeName: string | undefined;
  /** BCP 47; undefined where the deck does not say. */
  readonly lang: string | undefined;
  /** The theme that the deck names. */
  readonly theme: string | undefined;
  /** Style sheets of the deck, in their order. */
  readonly styles: readonly string[];
  /** Where these are written. */
  readonly positions: Readonly<Partial<Record<'theme' | 'size' | 'style', Nodes['position']>>>;
  /** For the properties of the file. */
  readonly author: string | undefined;
  readonly description: string | undefined;
  readonly keywords: readonly string[];
}

/** Of settings that are given several times, the last counts; style sheets all do. */
export function ofDeck(nodes: readonly Nodes[]): Settings {
  const marks = nodes.flatMap(marksIn).filter(({ data }) => data.setting.scope === 'deck');
  const all = (name: SettingName) => marks.filter(({ data }) => data.setting.name === name).map((mark) => settingText(mark) ?? '');
  const last = (name: SettingName) => all(name).at(-1) || undefined;
  const at = (name: SettingName) => marks.findLast(({ data }) => data.setting.name === name)?.position;
  return {
    size: sizeOf(last('size') ?? '') ?? widescreen,
    sizeName: last('size'),
    lang: last('lang'),
    theme: last('theme'),
    styles: all('style').filter((text) => text !== ''),
    positions: { theme: at('theme'), size: at('size'), style: marks.find(({ data }) => data.setting.name === 'style')?.position },
    author: last('author'),
    description: last('description'),
    keywords: (last('keywords') ?? '')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  };
}
