/** What the flow view can draw over a document, for designers and editors. It never changes what is printed. */
import { atOf, type Place, placeAt } from '../../model/place.ts';
import { h } from './dom.ts';
import { drawOverlays, type OverlayName, overlayNames } from './overlays-draw.ts';
import type { Withheld } from './withheld.ts';

/** How a document that is made for paper looks on a screen. Its ground is that of the frame: without any, it would be the body's. */
export const screenStyle = `
html { background: linear-gradient(transparent, transparent); }
body { background: #fff; margin: 24px auto; box-shadow: 0 1px 3px rgb(0 0 0 / .2); box-sizing: content-box;
  padding: var(--margin-top, 0) var(--margin-right, 0) var(--margin-bottom, 0) var(--margin-left, 0); }
.cover { margin-inline: calc(-1 * var(--margin-left)) calc(-1 * var(--margin-right)); }
body > .cover:first-of-type { margin-top: calc(-1 * var(--margin-top)); }
body.deck { background: none; box-shadow: none; padding: 0; }
body.deck .slide { margin: 0 auto 24px; box-shadow: 0 1px 3px rgb(0 0 0 / .25); position: relative; overflow: hidden; }
[data-at]:hover { outline: 1.5px solid rgb(58 79 196 / .55); outline-offset: 3px; cursor: pointer; }
[data-at]:has([data-at]:hover) { outline: none; }
.preview-target { outline: 2.5px solid #3a4fc4 !important; outline-offset: 3px; }
.preview-withheld { display: block; margin: 8px 0; padding: 8px 12px; font: 400 13px/1.45 system-ui, sans-serif; color: #5a2a00; text-align: left;
  border: 1px dashed #a85b12; background: repeating-linear-gradient(-45deg, #fff7ec 0 8px, #fbe7cd 8px 16px); }
.preview-withheld b { display: block; font-weight: 600; }
`;

/** Places of one file in the order of these numbers are in the order of the file. */
const orderOf = ({ line = 1, column = 1 }: Place): number => line + column / 1e6;

/** Puts what is withheld between the blocks that it is between in the source, hatched. */
function drawWithheld(shown: Document, all: readonly Withheld[]): void {
  for (const mark of shown.querySelectorAll('[data-preview="withheld"]')) mark.remove();
  const blocks = [...shown.querySelectorAll('body [data-at]')].flatMap((element) => {
    const place = placeAt(element.getAttribute('data-at') ?? '');
    return place.line === undefined ? [] : [{ element, file: place.file, at: orderOf(place) }];
  });
  for (const one of all) {
    const at = orderOf(one.place);
    const before = blocks.filter((block) => block.file === one.place.file && block.at < at).at(-1);
    const after = blocks.find((block) => block.file === one.place.file && block.at >= at);
    const anchor = before?.element ?? after?.element;
    if (anchor === undefined) continue;
    const block = shown.createElement('div');
    block.className = 'preview-withheld';
    block.dataset['preview'] = 'withheld';
    block.dataset['at'] = atOf(one.place);
    block.append(
      Object.assign(shown.createElement('b'), {
        textContent: `Withheld from ${one.audience}: ${one.what}, ${one.rule} (${one.place.file}:${one.place.line ?? 1})`,
      }),
      one.text,
    );
    const outer = anchor.closest('table, ul, ol, dl, pre, figure') ?? anchor;
    if (before) outer.after(block);
    else outer.before(block);
  }
}

/** All that is drawn over the flow, drawn anew after each change of it. */
export class Decoration {
  withheld: readonly Withheld[] = [];
  readonly #names = new Set<OverlayName>();

  switch(name: OverlayName, isOn: boolean): void {
    if (isOn) this.#names.add(name);
    else this.#names.delete(name);
  }

  draw(shown: Document | undefined): void {
    if (shown === undefined) return;
    drawWithheld(shown, this.withheld);
    drawOverlays(shown, this.#names);
  }
}

/** Switches for the overlays, in a list that opens. */
export function overlaySwitches(onChange: (name: OverlayName, isOn: boolean) => void): HTMLElement {
  const names = Object.keys(overlayNames) as OverlayName[];
  const on = new Set<OverlayName>();
  const summary = h('summary', { class: 'button' }, 'Overlays');
  const changed = (name: OverlayName) => (event: Event) => {
    const isOn = (event.target as HTMLInputElement).checked;
    if (isOn) on.add(name);
    else on.delete(name);
    summary.textContent = on.size === 0 ? 'Overlays' : `Overlays: ${on.size}`;
    onChange(name, isOn);
  };
  const list = h(
    'fieldset',
    { class: 'overlay-switches' },
    h('legend', {}, 'Draw over the document'),
    ...names.map((name) => h('label', {}, h('input', { type: 'checkbox', value: name, onchange: changed(name) }), overlayNames[name])),
  );
  const menu = h('details', { class: 'menu' }, summary, list);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    summary.focus();
  });
  return menu;
}
