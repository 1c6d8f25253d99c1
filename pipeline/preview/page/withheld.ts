/** What the audience does not get, for the author alone: hatched, with the rule and the place. */
import { type Place, placeText } from '../../model/place.ts';
import { shortened } from '../../model/shortened.ts';
import { fill, h } from './dom.ts';

/** As the server sends it when it is asked for it. */
export interface Withheld {
  readonly audience: string;
  readonly place: Place;
  readonly what: string;
  readonly rule: string;
  readonly text: string;
  readonly isBarred: boolean;
}

export function showWithheld(
  panel: HTMLElement,
  all: readonly Withheld[] | undefined,
  audiences: readonly string[],
  onOpen: (place: Place) => void,
): void {
  if (all === undefined) {
    fill(panel, 'unknown', () => [
      h('p', { class: 'quiet' }, 'Nobody can say what is withheld while this pack cannot be read: see the problems.'),
    ]);
    return;
  }
  fill(panel, JSON.stringify([all, audiences]), () => [
    h('p', { class: 'warning-note' }, 'Only you see this. It is on no page, in no file and in no cache.'),
    ...audiences.flatMap((audience) => {
      const own = all.filter((one) => one.audience === audience);
      return [
        h('h2', {}, own.length === 0 ? `Nothing is withheld from ${audience}` : `Withheld from ${audience}: ${own.length}`),
        ...own.map(({ place, what, rule, text, isBarred }) =>
          h(
            'article',
            { class: 'withheld-block' },
            h('p', { class: 'withheld-rule' }, h('b', {}, what), ' ', h('code', {}, rule), isBarred && ' – a bar is printed in its place'),
            h('p', { class: 'withheld-text' }, shortened(text, 400)),
            placeButton(place, onOpen),
          ),
        ),
      ];
    }),
  ]);
}

/** A place as a button that opens it in the editor. */
export const placeButton = (place: Place, onOpen: (place: Place) => void): HTMLButtonElement =>
  h('button', { type: 'button', class: 'place', title: 'Open in your editor', onclick: () => onOpen(place) }, placeText(place));
