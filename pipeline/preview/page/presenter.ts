/** The presenter’s window: this slide, the next, notes and a clock. The first window shows the slides to everybody. */

import { selectionFrom } from '../query.ts';
import type { SlideNotes, View } from '../types.ts';
import { ask, Connection } from './client.ts';
import { fill, h, iconButton, isTyping } from './dom.ts';
import { PdfFile } from './pdf.ts';
import { Stage } from './slides.ts';
import { onSwipe } from './swipe.ts';

/** What the two windows say to each other. */
export type Word = { readonly page: number } | { readonly point: readonly [number, number] | null } | { readonly key: 'b' };

export const channel = (): BroadcastChannel => new BroadcastChannel('dossier-presenter');

export function startPresenter(query: URLSearchParams): void {
  const words = channel();
  const now = new Stage('This slide');
  const next = new Stage('Next slide');
  const notes = h('div', { class: 'notes-text', tabindex: '0', role: 'group', 'aria-label': 'Text of the notes' });
  const count = h('output', { class: 'presenter-count', 'aria-live': 'polite' });
  const clock = h('time', { class: 'presenter-clock', role: 'timer', 'aria-label': 'Time since the start' });
  const wall = h('time', { class: 'presenter-wall' });
  let file: PdfFile | undefined;
  let all: readonly SlideNotes[] = [];
  let pages: ReadonlyMap<number, SlideNotes> = new Map();
  let page = Number(query.get('page') ?? 1) - 1;
  let start = Date.now();

  const show = () => {
    const last = Math.max(0, (file?.length ?? 1) - 1);
    page = Math.max(0, Math.min(page, last));
    now.set(file, page);
    next.set(page < last ? file : undefined, page + 1);
    count.textContent = `${page + 1} of ${last + 1}`;
    const own = pages.get(page);
    fill(notes, `${page} ${own?.html ?? ''}`, () =>
      own
        ? [...new DOMParser().parseFromString(own.html, 'text/html').body.childNodes]
        : [h('p', { class: 'quiet' }, 'No notes for this slide.')],
    );
    notes.scrollTop = 0;
  };
  const goTo = (other: number) => {
    page = other;
    show();
    words.postMessage({ page } satisfies Word);
  };
  const update = async (view: View) => {
    const { selection, files } = view;
    const [first] = files;
    if (!selection || !first) return;
    const [opened, read] = await Promise.all([PdfFile.open(first), ask<SlideNotes>('notes', selection)]);
    file?.close();
    // While there is an error, the notes of the last good deck stay, as its pages do.
    [file, all] = [opened, read ?? all];
    pages = await notesByPage(all, opened);
    show();
  };
  let last = '';
  const connection = new Connection({
    view: (view) => {
      const key = `${view.files[0]?.url} ${view.revision}`;
      if (key === last) return;
      last = key;
      void update(view).catch(({ message }: Error) => fill(notes, message, () => [h('p', { class: 'quiet' }, message)]));
    },
    at: () => {},
    connection: (isThere) => document.body.classList.toggle('is-alone', !isThere),
  });
  const tick = () => {
    const seconds = Math.floor((Date.now() - start) / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    const two = (value: number) => String(value).padStart(2, '0');
    clock.textContent = `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
    wall.textContent = new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  };
  words.addEventListener('message', ({ data }: MessageEvent<Word>) => {
    if (!('page' in data) || data.page === page) return;
    page = data.page;
    show();
  });
  addEventListener('keydown', (event) => {
    const isButton = event.target instanceof HTMLButtonElement && (event.key === ' ' || event.key === 'Enter');
    if (isTyping(event) || isButton || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, PageUp: -1, Backspace: -1 };
    const step = steps[event.key];
    if (step !== undefined) goTo(page + step);
    else if (event.key === 'Home') goTo(0);
    else if (event.key === 'End') goTo(Number.MAX_SAFE_INTEGER);
    else if (event.key === 'b') words.postMessage({ key: 'b' } satisfies Word);
    else return;
    event.preventDefault();
  });
  onSwipe(now.element, (by) => goTo(page + by));
  onSwipe(next.element, (by) => goTo(page + by));
  next.element.addEventListener('click', () => goTo(page + 1));
  now.element.addEventListener('pointermove', (event) => {
    // A finger turns, and does not point.
    if (event.pointerType !== 'touch') words.postMessage({ point: now.shareOf(event) ?? null } satisfies Word);
  });
  now.element.addEventListener('pointerleave', () => words.postMessage({ point: null } satisfies Word));

  document.title = 'Presenter view';
  document.body.className = 'presenter';
  document.body.replaceChildren(
    h(
      'main',
      { class: 'presenter-main' },
      h('section', { class: 'presenter-now', 'aria-label': 'Now' }, h('h1', {}, 'Now'), now.element),
      h('section', { class: 'presenter-next', 'aria-label': 'Next' }, h('h2', {}, 'Next'), next.element),
      h('section', { class: 'presenter-notes', 'aria-label': 'Notes' }, h('h2', {}, 'Notes'), notes),
    ),
    h(
      'footer',
      { class: 'presenter-bar' },
      clock,
      h(
        'button',
        {
          type: 'button',
          class: 'button',
          onclick: () => {
            start = Date.now();
            tick();
          },
        },
        'Restart',
      ),
      wall,
      h('span', { class: 'spacer' }),
      iconButton('left', 'Previous slide', () => goTo(page - 1)),
      count,
      iconButton('right', 'Next slide', () => goTo(page + 1)),
    ),
  );
  tick();
  setInterval(tick, 1000);
  connection.open(selectionFrom(query), 'slides');
}

/** The notes of each page: by the name of the slide’s destination, or else by its place; a page that goes on has those of its slide. */
async function notesByPage(notes: readonly SlideNotes[], file: PdfFile): Promise<ReadonlyMap<number, SlideNotes>> {
  const pages = new Map<number, SlideNotes>();
  for (const one of notes) pages.set((await file.pageOf(one.id).catch(() => undefined)) ?? one.index, one);
  return pages;
}
