/** Who does something, and by when: the line under a recommendation or a decision. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import type { Paragraph, PhrasingContent, Text } from 'mdast';
import { isRealDate } from '../../source/locale/real-dates.ts';
import { parseAttributes } from '../../source/markdown/attributes.ts';
import type { Env } from '../env.ts';
import { htmlBlock } from './directive.ts';
import { timeElement } from './time.ts';

/** Attributes that say it. */
export const responsibleNames: readonly string[] = ['owner', 'date'];

type Said = Readonly<Record<string, string | null | undefined>>;

const isDate = (text: string) => /^\d{4}-\d{2}(-\d{2})?$/.test(text) && isRealDate(text);

/** The line, if there is anything to say. A date that is none, such as "spring 2027", is printed as it is. */
export function responsibleLine({ owner, date }: Said, env: Env): Paragraph[] {
  const parts: Element[] = [
    ...(owner ? [h('span', { className: ['responsible__owner'] }, owner) as Element] : []),
    ...(date ? [isDate(date) ? timeElement(date, env) : (h('span', date) as Element)] : []),
  ];
  if (parts.length === 0) return [];
  const [first, second] = parts;
  const children = second === undefined ? parts : [first as Element, { type: 'text' as const, value: ' · ' }, second];
  return [htmlBlock('p', 'responsible', children)];
}

/** Takes `{owner="Ministry" date=2027-03-31}` off the end of a text. Other braces stay. */
export function takeResponsible(children: PhrasingContent[]): Said | undefined {
  const last = children.at(-1);
  if (last?.type !== 'text') return undefined;
  const [braces, inside = ''] = /\s*\{([^{}]*)\}\s*$/.exec(last.value) ?? [];
  const attributes = braces === undefined ? undefined : parseAttributes(inside);
  if (braces === undefined || !attributes || !Object.keys(attributes).every((name) => responsibleNames.includes(name))) return undefined;
  (last as Text).value = last.value.slice(0, -braces.length);
  return attributes;
}
