/** `![alt](x.png){width=50%}`, `[link](url){target=_blank}`, `` `code`{.python} ``: braces close behind what they are for. */
import type { Image, PhrasingContent } from 'mdast';
import { parseAttributes } from '../../attributes.ts';
import type { Report } from './report.ts';
import { TextMap } from './text-map.ts';

const owners = new Set(['image', 'imageReference', 'link', 'linkReference', 'inlineCode', 'strong', 'emphasis', 'inlineMath']);
const harmless = new Set(
  'target rel style align loading fig-align fig-pos fig-env fig-link fig-scap lightbox group data-toggle title srcset sizes download data-gallery data-description hidden'.split(
    ' ',
  ),
);

/** What an image is given, for those that make figures of images. */
export interface ImageAttributes {
  readonly id?: string | undefined;
  readonly caption?: string | undefined;
}
declare module 'mdast' {
  interface ImageData {
    given?: ImageAttributes;
  }
}

/** The children without such braces; the same array where there are none. */
export function withoutAttributes(children: PhrasingContent[], file: string, report: Report): PhrasingContent[] {
  let made = children;
  for (let at = 1; at < made.length; at += 1) {
    const [before, node] = [made[at - 1] as PhrasingContent, made[at] as PhrasingContent];
    if (node.type !== 'text' || !node.value.startsWith('{') || !owners.has(before.type)) continue;
    const map = new TextMap(node, file);
    const [braces, inside = ''] = /^\{:?[ \t]*([^{}]*)\}/.exec(node.value) ?? [];
    const attributes = braces === undefined || map.isEscaped(0) || report.hasRule(braces) ? undefined : parseAttributes(inside);
    if (braces === undefined || attributes === undefined) continue;
    const rest = map.part(braces.length, node.value.length);
    made = [...made.slice(0, at - 1), applied(before, attributes, report), ...(rest.value === '' ? [] : [rest]), ...made.slice(at + 1)];
  }
  return made;
}

function applied(node: PhrasingContent, attributes: Readonly<Record<string, string>>, report: Report): PhrasingContent {
  const { id, class: _, width, height, alt, 'fig-alt': figAlt, 'fig-cap': caption, credit, ...others } = attributes;
  const strange = Object.keys(others).filter((name) => !harmless.has(name));
  if (strange.length > 0) report.warnOnce('ATTRIBUTES_UNUSED', { names: strange }, strange.join(), node.position?.start.line);
  if (node.type !== 'image') {
    if (credit) report.warnOnce('ATTRIBUTES_UNUSED', { names: ['credit'] }, 'credit', node.position?.start.line);
    return node;
  }
  const size = { ...sizeOf('width', width), ...sizeOf('height', height), ...(credit ? { dataCredit: credit } : {}) };
  const spoken = figAlt ?? alt;
  // What is said in place of a picture is not what is below it.
  const shown = caption ?? (spoken === undefined ? undefined : (node.alt ?? undefined));
  const given = id === undefined && shown === undefined ? {} : { given: { id, caption: shown } };
  const hProperties = Object.keys(size).length > 0 ? { hProperties: { ...node.data?.hProperties, ...size } } : {};
  return { ...node, alt: spoken ?? node.alt ?? null, data: { ...node.data, ...given, ...hProperties } } satisfies Image;
}

const units: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 96 / 72, in: 96, cm: 96 / 2.54, mm: 96 / 25.4, em: 16 };

/** Attributes of HTML know pixels and per cent. */
function sizeOf(name: string, written: string | undefined): Readonly<Record<string, string>> {
  const [, number = '', unit = ''] = /^([\d.]+)\s*([a-z]{0,2}|%)$/.exec(written?.trim() ?? '') ?? [];
  if (number === '') return {};
  if (unit === '%') return { [name]: `${number}%` };
  return units[unit] === undefined ? {} : { [name]: String(Math.round(Number(number) * units[unit])) };
}
