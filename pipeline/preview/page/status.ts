/** The bar at the foot: what is being built and how long it took, and that this is the author’s view. */
import { plural } from '../../model/plural.ts';
import type { View } from '../types.ts';
import { fill, h } from './dom.ts';
import { countOf } from './problems.ts';

const size = (bytes: number): string => (bytes < 1e6 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
const seconds = (milliseconds: number): string =>
  milliseconds < 9950 ? `${(milliseconds / 1000).toFixed(2)} s` : `${Math.round(milliseconds / 1000)} s`;

export function showStatus(
  bar: HTMLElement,
  { files, work, milliseconds, packs, selection, diagnostics }: View,
  isConnected: boolean,
  showProblems: () => void,
): void {
  const isOld = files.some((file) => file.isOld);
  const gone = selection !== null && packs[selection.pack]?.isGone === true;
  const errors = countOf(diagnostics, 'error');
  const state = !isConnected ? 'away' : gone || isOld || errors > 0 ? 'old' : work ? 'work' : 'ready';
  const words = !isConnected
    ? 'The preview has ended, or cannot be reached. Start it again with “dossier preview”.'
    : gone
      ? 'The pack was deleted: these are its last pages'
      : work
        ? `Building ${work.what}`
        : isOld
          ? `${plural(errors, 'error')}: these are the last good pages`
          : milliseconds !== null && files.length > 0
            ? `Built in ${seconds(milliseconds)}`
            : errors > 0
              ? plural(errors, 'error')
              : '';
  const [file] = files;
  fill(bar, JSON.stringify([state, words, file, work]), () => [
    h(
      'span',
      { class: `state is-${state}`, role: 'status' },
      h('span', { class: 'dot', 'aria-hidden': 'true' }),
      words,
      errors > 0 && h('button', { type: 'button', class: 'link-button', onclick: showProblems }, 'Show problems'),
      work && work.total > 1 && ` (${work.done} of ${work.total})`,
    ),
    file && h('span', { class: 'file-facts' }, [plural(file.pages, 'page'), size(file.bytes), ...file.claims].join(' · ')),
    h('span', { class: 'spacer' }),
    h(
      'span',
      { class: 'author' },
      'Click any words to open their source. Author’s preview: you can see what every audience gets. Nothing here is published.',
    ),
  ]);
}

/** What is said where there are no pages. */
export function emptyWords({ packs, selection, work, diagnostics, revision }: View): string {
  const pack = packs[selection?.pack ?? 0];
  const errors = countOf(diagnostics, 'error');
  if (pack?.isGone) return `${pack.shown} was deleted. It is shown again when it is back.`;
  if (errors > 0) return `${plural(errors, 'error stops', 'errors stop')} this document: see the problems.`;
  return work || revision === 0 ? 'Building the first pages…' : 'This document is empty for this audience.';
}
