/** What authors say of the number of one thing: `{number=4a}`, `{.unnumbered}`, `{.deleted}`. */
import type { Element } from 'hast';
import { toString as textOf } from 'hast-util-to-string';
import type { Env } from '../env.ts';
import { hasClass } from '../html/classes.ts';
import { fixedNumber } from './patterns.ts';

/** Takes a fixed number off an element. */
export function takeNumber(node: Element): string | undefined {
  const written = node.properties['dataNumber'];
  delete node.properties['dataNumber'];
  return typeof written === 'string' ? fixedNumber(written) : undefined;
}

/** What was deleted says so, and keeps its number. */
export function sayDeleted(node: Element, { word }: Pick<Env, 'word'>): void {
  if (!hasClass(node, 'deleted')) return;
  const space = textOf(node).trim() === '' ? '' : ' ';
  node.children.push({ type: 'text', value: `${space}${word('deleted')}` });
}
