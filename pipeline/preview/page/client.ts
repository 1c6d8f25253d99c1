/** The page's side of the server: the view, and what is asked for. */
import type { Place } from '../../model/place.ts';
import { queryOf } from '../query.ts';
import type { FlowChange, Selection, View } from '../types.ts';

const token = document.querySelector<HTMLMetaElement>('meta[name="dossier-token"]')?.content ?? '';

export interface Handlers {
  readonly view: (view: View) => void;
  readonly at: (place: Place) => void;
  readonly connection: (isThere: boolean) => void;
}

/** Looks at something until the next call. The browser connects again by itself after a break. */
export class Connection {
  readonly #handlers: Handlers;
  #source: EventSource | undefined;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
    addEventListener('pagehide', () => this.#source?.close());
  }

  /** @param view what it is shown as */
  open(selection: Partial<Selection>, view: string): void {
    this.#source?.close();
    const source = new EventSource(`/_/events?${queryOf(selection)}&view=${view}`);
    this.#source = source;
    source.addEventListener('view', ({ data }) => this.#handlers.view(JSON.parse(data) as View));
    source.addEventListener('at', ({ data }) => this.#handlers.at(JSON.parse(data) as Place));
    source.addEventListener('open', () => this.#handlers.connection(true));
    source.addEventListener('error', () => this.#handlers.connection(false));
  }
}

/** Asks for what is known beside the file; undefined if the server does not know it. */
export async function ask<T>(what: 'places' | 'notes' | 'withheld' | 'tokens', selection: Selection): Promise<readonly T[] | undefined> {
  const answer = await fetch(`/_/${what}?${queryOf(selection)}`);
  return answer.ok ? ((await answer.json()) as readonly T[]) : undefined;
}

/**
 * What is different in the flow; `undefined` while errors stop the document.
 * @param known the version that is shown
 * @throws TypeError if the server cannot be reached
 */
export async function askFlow(selection: Selection, known: string | undefined): Promise<FlowChange | undefined> {
  const answer = await fetch(`/_/flow/since?${queryOf(selection)}${known === undefined ? '' : `&id=${known}`}`);
  return answer.ok ? ((await answer.json()) as FlowChange) : undefined;
}

/** @returns why it could not be done */
export async function send(path: string, body: unknown): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json', 'x-dossier-token': token };
  const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined);
  if (answer?.ok) return undefined;
  const { why } = ((await answer?.json().catch(() => ({}))) ?? {}) as { why?: string };
  return why ?? 'The preview does not answer: is it still running?';
}
