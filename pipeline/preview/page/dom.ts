/** Small tools for the page. */

type Child = Node | string | null | undefined | false;
type Props = Readonly<Record<string, string | number | boolean | null | undefined | ((event: never) => void)>>;

/** An element: `onclick` and the like are listeners, `true` is an attribute without a value, and what is false or null is skipped. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value as EventListener);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const svg = 'http://www.w3.org/2000/svg';

/** A drawing on a button, 20 by 20, made of lines. */
export function icon(path: string): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 20 20');
  drawing.setAttribute('aria-hidden', 'true');
  drawing.setAttribute('class', 'icon');
  const line = document.createElementNS(svg, 'path');
  line.setAttribute('d', path);
  drawing.append(line);
  return drawing;
}

export const icons = {
  thumbs: 'M4 3.5h5v6H4zM4 12h5v5H4zM12 5h5M12 8h5M12 13h5M12 16h5',
  minus: 'M5 10h10',
  plus: 'M5 10h10M10 5v10',
  two: 'M3 4h6v12H3zM11 4h6v12h-6z',
  search: 'M9 3.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 0 1 0-11zM13 13l4 4',
  up: 'M5 12l5-5 5 5',
  down: 'M5 8l5 5 5-5',
  left: 'M12 5l-5 5 5 5',
  right: 'M8 5l5 5-5 5',
  grid: 'M3 4h6v5H3zM11 4h6v5h-6zM3 11h6v5H3zM11 11h6v5h-6z',
  present: 'M3 4h14v9H3zM10 13v4M7 17h6',
  full: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4',
  close: 'M5 5l10 10M15 5L5 15',
  help: 'M7.2 7.6a2.8 2.8 0 1 1 4 2.5c-.8.4-1.2.9-1.2 1.9M10 15v.4',
} as const;

/** A button with a drawing; its label is read out and shown as a tip. */
export function iconButton(name: keyof typeof icons, label: string, onclick: () => void, more: Props = {}): HTMLButtonElement {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, onclick, ...more }, icon(icons[name]));
}

/** Replaces an element's children only where they are different, so that focus stays. */
export function fill(parent: Element, key: string, make: () => readonly Child[]): void {
  if (parent.getAttribute('data-key') === key) return;
  const focused = document.activeElement;
  const index = focused && parent.contains(focused) ? focusable(parent).indexOf(focused) : -1;
  parent.setAttribute('data-key', key);
  parent.replaceChildren(...make().filter((child) => child !== null && child !== undefined && child !== false));
  if (index >= 0) (focusable(parent)[index] as HTMLElement | undefined)?.focus();
}

const focusable = (parent: Element): Element[] => [...parent.querySelectorAll('button, a[href], input, select, [tabindex]')];

/** Whether moving things is unwelcome. */
export const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Whether somebody is typing. */
export const isTyping = (event: Event): boolean =>
  event.target instanceof HTMLElement && event.target.matches('input, select, textarea, [contenteditable]');
