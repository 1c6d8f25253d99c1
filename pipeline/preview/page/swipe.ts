/** Turning by touch. */

/** Pixels that a finger goes to turn, and how much less it goes up or down. */
const least = 40;

/** Calls back with 1 for a swipe to the left, which turns to what follows, and with -1 for one to the right. */
export function onSwipe(element: HTMLElement, turn: (by: 1 | -1) => void): void {
  let start: { readonly x: number; readonly y: number } | undefined;
  element.addEventListener(
    'touchstart',
    ({ touches }) => {
      const [one] = touches;
      // Two fingers zoom.
      start = one && touches.length === 1 ? { x: one.clientX, y: one.clientY } : undefined;
    },
    { passive: true },
  );
  element.addEventListener(
    'touchend',
    ({ changedTouches: [one] }) => {
      const [dx, dy] = start && one ? [one.clientX - start.x, one.clientY - start.y] : [0, 0];
      start = undefined;
      if (Math.abs(dx) > least && Math.abs(dx) > 2 * Math.abs(dy)) turn(dx < 0 ? 1 : -1);
    },
    { passive: true },
  );
}
