import type { Element } from 'hast';
import { h } from 'hastscript';
import { dateText } from '../../source/locale/dates.ts';
import type { Env } from '../env.ts';

/** A date as the document's language writes it. */
export function timeElement(value: string, env: Env): Element {
  return h('time', { dateTime: value }, dateText(value, env.word('locale'), env.context.memory)) as Element;
}
