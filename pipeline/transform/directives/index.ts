/** Every directive that a document may use. A new one is one file and one line here. */
import { wrapperNames } from '../../select/wrappers.ts';
import { aside } from './aside.ts';
import { atAGlance } from './at-a-glance.ts';
import { block } from './block.ts';
import { callouts } from './callout.ts';
import { chart } from './chart.ts';
import { column, columns } from './columns.ts';
import { contents } from './contents.ts';
import { decision } from './decision.ts';
import type { Directive } from './directive.ts';
import { equation } from './equation.ts';
import { figure } from './figure.ts';
import { figures } from './figures.ts';
import { glossaryPlace } from './glossary.ts';
import { indexMark } from './index-mark.ts';
import { keyFigures } from './key-figures.ts';
import { org } from './org.ts';
import { balanced, keep, landscape, pageBreak } from './page.ts';
import { pullQuote } from './pull-quote.ts';
import { qr } from './qr.ts';
import { recommendations } from './recommendations.ts';
import { redacted } from './redacted.ts';
import { notes, slide } from './slide.ts';
import { span } from './span.ts';
import { stakeholders } from './stakeholders.ts';
import { summary } from './summary.ts';
import { table } from './table.ts';
import { takeaways } from './takeaways.ts';
import { terms } from './terms.ts';
import { timeline } from './timeline.ts';

export const allDirectives: readonly Directive[] = [
  ...callouts,
  block,
  summary,
  atAGlance,
  recommendations,
  decision,
  takeaways,
  qr,
  keyFigures,
  aside,
  columns,
  column,
  figure,
  figures,
  contents,
  chart,
  table,
  timeline,
  terms,
  equation,
  glossaryPlace,
  indexMark,
  pageBreak,
  keep,
  landscape,
  balanced,
  pullQuote,
  org,
  stakeholders,
  redacted,
  span,
  slide,
  notes,
];

/** Names that other stages have dealt with before the steps run. */
export const selectionNames: readonly string[] = [...wrapperNames, 'chapter-slides'];
