/** Errors and warnings, grouped by file, each with its place and what to do about it. */
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Place } from '../../model/place.ts';
import { fill, h } from './dom.ts';
import { placeButton } from './withheld.ts';

const ranks = { error: 0, warning: 1, info: 2 } as const;
const names = { error: 'Error', warning: 'Warning', info: 'Note' } as const;

export interface ProblemActions {
  readonly onOpen: (place: Place) => void;
  /** Shows the page. */
  readonly onShow: (place: Place) => void;
}

export const countOf = (all: readonly Diagnostic[], severity: Diagnostic['severity']): number =>
  all.filter((one) => one.severity === severity).length;

export function showProblems(panel: HTMLElement, all: readonly Diagnostic[], { onOpen, onShow }: ProblemActions): void {
  const files = new Map<string, Diagnostic[]>();
  const sorted = [...all].sort(
    (a, b) =>
      ranks[a.severity] - ranks[b.severity] || (a.place.line ?? 0) - (b.place.line ?? 0) || (a.place.column ?? 0) - (b.place.column ?? 0),
  );
  for (const one of sorted) files.set(one.place.file, [...(files.get(one.place.file) ?? []), one]);
  fill(panel, JSON.stringify(sorted), () => [
    sorted.length === 0 && h('p', { class: 'quiet' }, 'No problems: this document is as you wrote it.'),
    ...[...files].map(([file, problems]) =>
      h(
        'section',
        { class: 'problem-file' },
        h('h2', {}, file),
        ...problems.map(({ severity, code, message, remedy, place }) =>
          h(
            'article',
            { class: `problem is-${severity}` },
            h('p', { class: 'problem-head' }, h('span', { class: 'problem-severity' }, names[severity]), ' ', h('code', {}, code)),
            h('p', { class: 'problem-message' }, message),
            remedy !== '' && h('p', { class: 'problem-remedy' }, remedy),
            h(
              'p',
              { class: 'problem-actions' },
              placeButton(place, onOpen),
              place.line !== undefined && h('button', { type: 'button', class: 'link-button', onclick: () => onShow(place) }, 'Show page'),
            ),
          ),
        ),
      ),
    ),
  ]);
}
