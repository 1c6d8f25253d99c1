/** `::timeline[Caption]{data="data/timeline.yaml"}`: records with `date`, `title` and `text`, in order of date. */
import type { Element } from 'hast';
import { h } from 'hastscript';
import { diagnostic } from '../../model/diagnostic.ts';
import { placeOf } from '../../model/place.ts';
import { isRealDate } from '../../source/locale/real-dates.ts';
import { readData, show } from '../data.ts';
import { captionAttributes, captionBlock, sourceBlock } from './caption.ts';
import { become, type Directive, frameBlock, htmlBlock, takeLabel } from './directive.ts';
import { timeElement } from './time.ts';

const isoDate = /^\d{4}(-\d{2}(-\d{2}(\/\d{4}-\d{2}-\d{2})?)?)?$/;

const isDate = (text: string) => isoDate.test(text) && isRealDate(text);

const byDate = (a: { readonly date: string }, b: { readonly date: string }) => a.date.localeCompare(b.date);

export const timeline: Directive = {
  name: 'timeline',
  forms: ['leaf'],
  attributes: ['data', 'source', ...captionAttributes],
  transform: async (node, env) => {
    const label = takeLabel(node);
    become(node, 'figure', 'timeline-figure', { dataTag: 'Group' });
    const caption = captionBlock('figure', label, node, env);
    const name = node.attributes?.['data'];
    if (!name) env.report('ATTRIBUTE_MISSING', { name: 'data' }, node);
    const records = name ? await readData(name, node, env, ['date', 'title']) : undefined;
    const rows = (records?.rows ?? []).map((row) => ({
      date: String(row['date'] ?? ''),
      title: String(row['title'] ?? ''),
      text: String(row['text'] ?? ''),
    }));
    for (const [index, { date }] of rows.entries()) {
      if (date === '' || isDate(date)) continue;
      const place = records?.places[index] ?? placeOf(node, env.source);
      env.context.report(
        diagnostic(
          'DATA_SHAPE',
          {
            name: name ?? '',
            why: isoDate.test(date)
              ? `has the date "${date}", which does not exist; it is printed as it is`
              : `has "${date}" where a date like 2025-05-15 belongs; it is printed as it is`,
          },
          place,
        ),
      );
    }
    if (records) show(records, records.rows, ['date', 'title', 'text'], env);
    // What has no date comes last.
    const items = [...rows.filter((row) => isDate(row.date)).sort(byDate), ...rows.filter((row) => !isDate(row.date))].map(
      ({ date, title, text }) =>
        h('li', [
          h('p', { className: ['timeline__date'] }, [isDate(date) ? timeElement(date, env) : { type: 'text', value: date }]),
          h('div', { className: ['timeline__event'] }, [
            h('p', { className: ['timeline__title'] }, title),
            ...(text === '' ? [] : [h('p', { className: ['timeline__text'] }, text)]),
          ]),
        ]) as Element,
    );
    const list = records ? htmlBlock('ol', 'timeline', items) : frameBlock(name || '::timeline');
    node.children = [...caption, list, ...sourceBlock(node, env)] as never;
  },
};
