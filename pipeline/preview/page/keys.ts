/** Keys that hold on the whole page. */
import { isTyping } from './dom.ts';

/** Keys that a focused button needs itself, or that scroll what is focused. */
const ofButtons = [' ', 'Enter', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** Whether a key is meant for the page: nobody types, and no button has the focus that it would press. */
export function isFree(event: KeyboardEvent): boolean {
  const isButton = event.target instanceof HTMLElement && event.target.matches('button, a, summary');
  return !(isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || (isButton && ofButtons.includes(event.key)));
}

/** Does what a key is for. */
export function press(event: KeyboardEvent, actions: Readonly<Record<string, () => void>>): void {
  if (!Object.hasOwn(actions, event.key)) return;
  event.preventDefault();
  actions[event.key]?.();
}
