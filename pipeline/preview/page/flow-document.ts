/** The final HTML of a document in a frame without scripts: patched where it is different, never loaded anew. */
import { queryOf } from '../query.ts';
import type { Selection } from '../types.ts';
import { askFlow } from './client.ts';
import { h } from './dom.ts';

/** What came of asking for the newest version. */
export type Asked = 'shown' | 'same' | 'stopped' | 'away';

export interface FlowDocumentOptions {
  /** CSS for the frame alone. */
  readonly style: string;
  /** Class of the frame. */
  readonly name: string;
  /** Another document is in the frame: listeners of the one before are gone. */
  readonly onLoaded?: (shown: Document) => void;
}

export class FlowDocument {
  readonly frame: HTMLIFrameElement;
  readonly #options: FlowDocumentOptions;
  /** The selection that is shown, and the version of it. */
  #query = '';
  #id: string | undefined;
  #html = '';
  /** The document as the server sent it: what is shown has marks of its own. */
  #source: Document | undefined;
  #asked = '';

  constructor(title: string, options: FlowDocumentOptions) {
    this.#options = options;
    this.frame = h('iframe', { class: options.name, sandbox: 'allow-same-origin', title });
  }

  /** What is shown; undefined while there is nothing. */
  get document(): Document | undefined {
    return this.#source === undefined ? undefined : (this.frame.contentDocument ?? undefined);
  }

  /** The same without anything that the preview has put into it. Nobody changes it. */
  get source(): Document | undefined {
    return this.#source;
  }

  /**
   * Shows the first audience of a selection as it is now.
   * @param edits the same as before: nothing is asked for
   */
  async update(selection: Selection, edits: number): Promise<Asked> {
    const one = { ...selection, audiences: selection.audiences.slice(0, 1) };
    const query = queryOf(one);
    const asked = `${query} ${edits}`;
    if (asked === this.#asked) return 'same';
    this.#asked = asked;
    const known = query === this.#query ? this.#id : undefined;
    const change = await askFlow(one, known).catch(() => null);
    // Something newer was asked for meanwhile.
    if (this.#asked !== asked) return 'same';
    if (change === null || change === undefined) {
      // The next view asks again.
      this.#asked = '';
      return change === null ? 'away' : 'stopped';
    }
    if (change.id === this.#id && query === this.#query) return 'same';
    const { start, end, html } = change;
    const before = this.#html;
    const whole = change.of === null ? html : before.slice(0, start) + html + before.slice(before.length - end);
    const next = new DOMParser().parseFromString(whole, 'text/html');
    if (query === this.#query && this.document) this.#patch(next);
    else await this.#load(whole);
    [this.#query, this.#id, this.#html, this.#source] = [query, change.id, whole, next];
    return 'shown';
  }

  async #load(html: string): Promise<void> {
    await new Promise<void>((resolve) => {
      this.frame.addEventListener('load', () => resolve(), { once: true });
      this.frame.srcdoc = html;
    });
    const shown = this.frame.contentDocument as Document;
    shown.head.append(Object.assign(shown.createElement('style'), { textContent: this.#options.style, id: 'preview-screen' }));
    this.#options.onLoaded?.(shown);
  }

  #patch(next: Document): void {
    const [shown, before] = [this.frame.contentDocument as Document, this.#source as Document];
    for (const mark of shown.querySelectorAll('[data-preview]')) mark.remove();
    if (!before.head.isEqualNode(next.head)) {
      const own = shown.getElementById('preview-screen');
      shown.head.innerHTML = next.head.innerHTML;
      if (own) shown.head.append(own);
    }
    for (const [from, to] of [
      [next.documentElement, shown.documentElement],
      [next.body, shown.body],
    ] as const)
      for (const { name, value } of from.attributes) if (to.getAttribute(name) !== value && name !== 'class') to.setAttribute(name, value);
    if (before.body.className !== next.body.className) shown.body.className = next.body.className;
    patch(shown.body, before.body, next.body);
  }
}

/** Replaces the children of an element that are different from what they were, and leaves all others alone. */
export function patch(shown: Element, before: Element, next: Element): void {
  const [old, fresh, own] = [[...before.childNodes], [...next.childNodes], [...shown.childNodes]];
  const copy = (node: Node) => shown.ownerDocument.importNode(node, true);
  // What somebody else has put there makes this impossible.
  if (own.length !== old.length) {
    shown.replaceChildren(...fresh.map(copy));
    return;
  }
  const isSame = (a: Node | undefined, b: Node | undefined) => a !== undefined && b !== undefined && a.isEqualNode(b);
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && isSame(old[start], fresh[start])) start += 1;
  let end = 0;
  while (end < most - start && isSame(old.at(-1 - end), fresh.at(-1 - end))) end += 1;
  const [removed, added] = [own.slice(start, own.length - end), fresh.slice(start, fresh.length - end)];
  // As many as before: each is the one that was there.
  if (removed.length === added.length) {
    for (const [index, node] of added.entries()) {
      const [was, shownNow] = [old[start + index] as Node, removed[index] as ChildNode];
      if (was.isEqualNode(node)) continue;
      if (isSameElement(was, node)) patch(shownNow as unknown as Element, was as Element, node as Element);
      else shownNow.replaceWith(copy(node));
    }
    return;
  }
  const after = own[own.length - end] ?? null;
  for (const node of removed) node.remove();
  for (const node of added) shown.insertBefore(copy(node), after);
}

/** Whether two elements differ in nothing but what is in them. */
function isSameElement(a: Node, b: Node): boolean {
  return a.nodeType === Node.ELEMENT_NODE && a.cloneNode(false).isEqualNode(b.cloneNode(false));
}
