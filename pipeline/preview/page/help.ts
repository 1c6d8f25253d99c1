/** The list of keys. */
import { h, iconButton } from './dom.ts';

const keys: readonly (readonly [string, string])[] = [
  ['1  2  3', 'Pages, Slide show, Flow'],
  ['Left  Right', 'Page or slide before, after'],
  ['Home  End', 'First, last'],
  ['+  −  0', 'Larger, smaller, as wide as the window'],
  ['d', 'Two pages side by side'],
  ['t', 'Pictures of pages, or outline'],
  ['/', 'Search'],
  ['e', 'Problems'],
  ['w', 'What is withheld'],
  ['g', 'Slide show: all in a grid'],
  ['p', 'Slide show: presenter view'],
  ['f', 'Slide show: full screen'],
  ['b', 'Slide show: black screen'],
  ['?', 'These keys'],
];

export function helpDialog(): HTMLDialogElement {
  const dialog: HTMLDialogElement = h(
    'dialog',
    { class: 'help', 'aria-labelledby': 'help-title' },
    h(
      'header',
      {},
      h('h2', { id: 'help-title' }, 'Keyboard'),
      iconButton('close', 'Close', () => dialog.close()),
    ),
    h('dl', {}, ...keys.flatMap(([key, what]) => [h('dt', {}, ...key.split('  ').map((one) => h('kbd', {}, one))), h('dd', {}, what)])),
    h('p', { class: 'quiet' }, 'A click on any words of a page, a slide or the flow opens your editor where they are written.'),
  );
  return dialog;
}
