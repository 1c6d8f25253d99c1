/** The same small chart for each value of a column, all with the same axes. */
import { axisRoom } from './bars.ts';
import { valuesOf } from './scales.ts';
import type { Fields } from './types.ts';

/** How many stand side by side, and how large each is. */
export function panels(fields: Fields): { readonly columns: number; readonly look: Fields['look'] } {
  const { chart, rows, look, isFlat } = fields;
  const count = valuesOf(rows, chart.each ?? '').length;
  const columns = Math.max(1, count <= 2 ? count : count === 4 ? 2 : look.width > 550 && count > 6 ? 4 : 3);
  const gap = look.size * 1.6;
  const room = isFlat || chart.type === 'dot' ? 0 : axisRoom(fields);
  const width = Math.floor((look.width - room - gap * (columns - 1)) / columns);
  const lines = Math.ceil(count / columns);
  const most = Math.floor((look.most - look.size * 4) / lines - look.size * 4);
  const height = chart.hasHeight || look.isSlide ? Math.floor(look.height / lines - look.size * 3.4) : Math.round(width * 0.66);
  return { columns, look: { ...look, width, height: Math.max(40, Math.min(most, height)) } };
}
