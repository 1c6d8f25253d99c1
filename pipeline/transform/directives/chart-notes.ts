/** Notes on a chart: the items of a list in `:::chart`, each ending in where it is: `- Target {y=100}`, `- Crisis {x=2020..2021}`. */
import type { List, ListItem, Nodes, PhrasingContent } from 'mdast';
import { numberOf } from '../../source/data/columns.ts';
import { parseAttributes } from '../../source/markdown/attributes.ts';
import type { Axes, Note, Spot } from '../drawings/chart-spec.ts';
import { momentsOf } from '../drawings/charts/gantt.ts';
import type { Places } from '../drawings/charts/scales.ts';
import type { Env } from '../env.ts';
import type { DirectiveNode } from './directive.ts';

export interface Placed {
  readonly notes: readonly Note[];
  /** What has no place in the chart, and is printed below it. */
  readonly below: readonly Nodes[];
}

/**
 * What is in the container: notes with their places, and all else.
 * @param axes undefined where no chart could be made
 */
export function placeNotes(node: DirectiveNode, axes: Axes | undefined, env: Env): Placed {
  if (node.type !== 'containerDirective') return { notes: [], below: [] };
  const notes: Note[] = [];
  const below = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (child.type !== 'list') return [child];
    const left = child.children.filter((item) => {
      const note = axes && noteOf(item, axes, env);
      if (note) notes.push(note);
      return note === undefined;
    });
    return left.length === 0 ? [] : [{ ...child, children: left } as List];
  });
  return { notes, below };
}

function noteOf(item: ListItem, axes: Axes, env: Env): Note | undefined {
  const said = wordsOf(item);
  const none = (why: string) => {
    env.report('CHART_NOTE', { words: said?.words ?? '', why }, item);
    return undefined;
  };
  if (said === undefined) return none('it holds more than words');
  const { words, attributes } = said;
  const unknown = Object.keys(attributes).find((name) => name !== 'x' && name !== 'y');
  if (unknown !== undefined) return none(`"${unknown}" is no place`);
  if (!attributes['x'] && !attributes['y']) return none('it does not end in its place, as {y=100}');
  const spots: { x?: Spot; y?: Spot } = {};
  for (const side of ['x', 'y'] as const) {
    const value = attributes[side];
    if (!value) continue;
    const spot = spotOf(value, axes[side]);
    if (spot === undefined) return none(`${side}="${value}" is not on the chart`);
    spots[side] = spot;
  }
  if ((spots.x?.length ?? 0) + (spots.y?.length ?? 0) > 2 && spots.x && spots.y) return none('a band has x or y, not both');
  return { words, x: spots.x, y: spots.y };
}

/** Words of an item and what its braces say; undefined where it holds what no drawing can. */
function wordsOf({ children }: ListItem): { words: string; attributes: Record<string, string | null | undefined> } | undefined {
  const [first, ...others] = children;
  if (first?.type !== 'paragraph' || others.length > 0) return undefined;
  const text = plain(first.children)?.trim();
  if (text === undefined) return undefined;
  const [braces, inside = ''] = /\s*\{([^{}]*)\}$/.exec(text) ?? [];
  const attributes = braces === undefined ? undefined : parseAttributes(inside);
  return attributes ? { words: text.slice(0, -(braces as string).length), attributes } : { words: text, attributes: {} };
}

/** Its letters; what is withheld in it is a bar, which stays to be seen. */
function plain(nodes: readonly PhrasingContent[]): string | undefined {
  const parts = nodes.map((node) => {
    if (node.type === 'text' || node.type === 'inlineCode') return node.value;
    if (node.type === 'break') return ' ';
    if (node.type === 'textDirective' && node.name === 'redacted') return '[…]';
    // Any other directive stays in the text, where it is judged.
    return /^(?:strong|emphasis|delete)$/.test(node.type) ? plain((node as { children: PhrasingContent[] }).children) : undefined;
  });
  return parts.includes(undefined) ? undefined : parts.join('').replace(/\s+/g, ' ');
}

function spotOf(value: string, places: Places | undefined): Spot | undefined {
  if (places === undefined) return undefined;
  const whole = one(value, places);
  if (whole !== undefined) return [whole.from];
  const ends = value.split(/\s*(?:\.{2,3}|…)\s*/).map((part) => one(part, places));
  const [from, to] = ends;
  return ends.length === 2 && from !== undefined && to !== undefined ? [from.from, to.to] : undefined;
}

interface Ends {
  readonly from: string | number;
  readonly to: string | number;
}

function one(text: string, places: Places): Ends | undefined {
  if (places.sort === 'names') {
    const name = places.names.find((known) => String(known) === text) as string | number | undefined;
    return name === undefined ? undefined : { from: name, to: name };
  }
  if (places.sort === 'days') {
    const moments = momentsOf(text);
    return moments && { from: moments[0], to: moments[1] };
  }
  const number = numberOf(text) ?? numberOf(text, ',');
  return number === undefined ? undefined : { from: number, to: number };
}
