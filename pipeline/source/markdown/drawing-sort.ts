import { own } from '../../model/own.ts';

const sorts: Readonly<Record<string, 'vega-lite' | 'graphviz' | 'mermaid'>> = {
  'vega-lite': 'vega-lite',
  vegalite: 'vega-lite',
  dot: 'graphviz',
  graphviz: 'graphviz',
  mermaid: 'mermaid',
};

/** Which program draws a fence with this language; undefined for a fence that is code. */
export const drawingSort = (lang: string | null | undefined) => own(sorts, (lang ?? '').toLowerCase());
