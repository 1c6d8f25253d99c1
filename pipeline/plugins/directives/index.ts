/** Every directive that a document may use. A new one is one file and one line here. */
import { aside } from './aside.ts';
import { callouts } from './callout.ts';
import { chart } from './chart.ts';
import { column, columns } from './columns.ts';
import type { Directive } from './directive.ts';
import { figure } from './figure.ts';
import { keyFigures } from './key-figures.ts';
import { keep, pageBreak } from './page.ts';
import { notes, slide } from './slide.ts';
import { span } from './span.ts';
import { summary } from './summary.ts';
import { table } from './table.ts';
import { timeline } from './timeline.ts';

export const allDirectives: readonly Directive[] = [
  ...callouts,
  summary,
  keyFigures,
  aside,
  columns,
  column,
  figure,
  chart,
  table,
  timeline,
  pageBreak,
  keep,
  span,
  slide,
  notes,
];

/** Names that other stages have dealt with before the steps run. */
export const selectionNames: readonly string[] = ['only', 'except', 'chapter-slides'];
