/** The final HTML of a document in a frame without scripts: patched where it is different, never loaded anew. */
import { atOf } from '../../model/place.ts';
import type { PlacedBlock, Selection } from '../types.ts';
import { queryOf } from './client.ts';
import { h } from './dom.ts';
import { screenStyle } from './overlays.ts';

export interface FlowOptions {
  /** A click on a block: `file:line:column`. */
  readonly onPick: (at: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  /** The document is different. */
  readonly onShown: (document: Document) => void;
}

export class FlowView {
  readonly element: HTMLElement;
  readonly frame: HTMLIFrameElement;
  readonly #options: FlowOptions;
  readonly #empty = h('p', { class: 'empty', hidden: true });
  #key = '';
  /** The body as the server sent it: what is shown has marks of its own. */
  #source: Document | undefined;

  constructor(options: FlowOptions) {
    this.#options = options;
    this.frame = h('iframe', { class: 'flow-frame', sandbox: 'allow-same-origin', title: 'The document as HTML' });
    this.element = h('div', { class: 'flow' }, this.frame, this.#empty);
  }

  get document(): Document | undefined {
    return this.#source === undefined ? undefined : (this.frame.contentDocument ?? undefined);
  }

  /** @param revision the same as before: nothing is asked for */
  async update(selection: Selection, revision: number): Promise<void> {
    const one = queryOf({ ...selection, audiences: selection.audiences.slice(0, 1) });
    const key = `${one} ${revision}`;
    if (key === this.#key) return;
    const isSame = this.#key.startsWith(`${one} `);
    this.#key = key;
    const answer = await fetch(`/_/flow?${one}`);
    const text = await answer.text();
    this.#empty.hidden = answer.ok;
    if (!answer.ok) this.#empty.textContent = text;
    if (!answer.ok || key !== this.#key) return;
    const next = new DOMParser().parseFromString(text, 'text/html');
    if (isSame && this.#source && this.frame.contentDocument) this.#patch(next);
    else await this.#load(one, next);
    this.#options.onShown(this.frame.contentDocument as Document);
  }

  /** Brings a block into sight. */
  showBlock({ place }: PlacedBlock): void {
    const shown = this.document;
    for (const old of shown?.querySelectorAll('.preview-target') ?? []) old.classList.remove('preview-target');
    const target = shown?.querySelector(`[data-at="${CSS.escape(atOf(place))}"]`);
    target?.classList.add('preview-target');
    target?.scrollIntoView({ block: 'center' });
  }

  async #load(query: string, next: Document): Promise<void> {
    await new Promise<void>((resolve) => {
      this.frame.addEventListener('load', () => resolve(), { once: true });
      this.frame.src = `/_/flow?${query}`;
    });
    this.#source = next;
    const shown = this.frame.contentDocument as Document;
    shown.head.append(Object.assign(shown.createElement('style'), { textContent: screenStyle, id: 'preview-screen' }));
    shown.addEventListener('click', (event) => {
      event.preventDefault();
      const target = (event.target as Element).closest('[data-at]');
      const link = (event.target as Element).closest('a[href^="#"]');
      if (link) shown.getElementById(decodeURIComponent(link.getAttribute('href')?.slice(1) ?? ''))?.scrollIntoView();
      else if (target) this.#options.onPick(target.getAttribute('data-at') ?? '');
    });
    shown.addEventListener('keydown', (event) => this.#options.onKey(event));
  }

  #patch(next: Document): void {
    const [shown, before] = [this.frame.contentDocument as Document, this.#source as Document];
    for (const mark of shown.querySelectorAll('[data-preview]')) mark.remove();
    if (before.head.innerHTML !== next.head.innerHTML) {
      const own = shown.getElementById('preview-screen');
      shown.head.innerHTML = next.head.innerHTML;
      if (own) shown.head.append(own);
    }
    for (const { name, value } of next.body.attributes) shown.body.setAttribute(name, value);
    patch(shown.body, before.body, next.body);
    this.#source = next;
  }
}

/** Replaces the children of an element that are different from what they were, and leaves all others alone. */
function patch(shown: Element, before: Element, next: Element): void {
  const [old, fresh, own] = [[...before.childNodes], [...next.childNodes], [...shown.childNodes]];
  const copy = (node: Node) => shown.ownerDocument.importNode(node, true);
  // What somebody else has put there makes this impossible.
  if (own.length !== old.length) {
    shown.replaceChildren(...fresh.map(copy));
    return;
  }
  const [oldKeys, freshKeys] = [old.map(keyOf), fresh.map(keyOf)];
  let start = 0;
  while (start < old.length && start < fresh.length && oldKeys[start] === freshKeys[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && oldKeys.at(-1 - end) === freshKeys.at(-1 - end)) end += 1;
  const [removed, added] = [own.slice(start, own.length - end), fresh.slice(start, fresh.length - end)];
  if (removed.length === 1 && added.length === 1 && isSameElement(old[start], fresh[start])) {
    patch(removed[0] as Element, old[start] as Element, fresh[start] as Element);
    return;
  }
  const after = own[own.length - end] ?? null;
  for (const node of removed) (node as ChildNode).remove();
  for (const node of added) shown.insertBefore(copy(node), after);
}

const keyOf = (node: Node): string =>
  node.nodeType === Node.ELEMENT_NODE ? (node as Element).outerHTML : `${node.nodeType} ${node.nodeValue}`;

/** Whether two elements differ in nothing but what is in them. */
function isSameElement(a: Node | undefined, b: Node | undefined): boolean {
  if (a?.nodeType !== Node.ELEMENT_NODE || b?.nodeType !== Node.ELEMENT_NODE) return false;
  const head = (node: Node) => ((node as Element).cloneNode(false) as Element).outerHTML;
  return head(a) === head(b) && a.hasChildNodes() && b.hasChildNodes();
}
