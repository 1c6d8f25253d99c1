/** The layouts of slides that Dossier has; templates may add more. */

export const layoutNames = [
  'title',
  'agenda',
  'section',
  'bullets',
  'split',
  'statement',
  'number',
  'numbers',
  'columns',
  'compare',
  'process',
  'timeline',
  'matrix',
  'table',
  'table-note',
  'chart',
  'figure',
  'image',
  'image-left',
  'image-right',
  'image-grid',
  'quote',
  'people',
  'code',
  'recommendation',
  'end',
  'appendix',
] as const;

export const isLayoutName = (name: string): boolean => (layoutNames as readonly string[]).includes(name);
