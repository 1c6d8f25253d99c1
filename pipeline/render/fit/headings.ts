/** Headings with `<!-- fit -->`: as large as one line allows. Runs inside the browser. */

/** Smaller than this, in parts of the theme's size, a heading is broken into lines after all. */
const least = 0.6;
/** No heading takes more than this part of its slide's height. */
const most = 0.4;
const leading = 1.15;

/** Sizes every heading with `data-fit-line` so that it fills the width. */
export function fitHeadings(root: ParentNode): void {
  for (const heading of root.querySelectorAll<HTMLElement>('[data-fit-line]')) {
    const slide = heading.closest<HTMLElement>('[data-at]');
    heading.style.maxWidth = 'none';
    const room = heading.clientWidth;
    const { fontSize } = getComputedStyle(heading);
    const before = Number.parseFloat(fontSize);
    Object.assign(heading.style, { width: 'max-content', whiteSpace: 'nowrap' });
    // Without its own rounding: the line must not be wider than the room.
    const width = heading.offsetWidth + 1;
    const highest = slide ? (most * slide.clientHeight) / leading : Number.POSITIVE_INFINITY;
    const after = Math.floor(Math.min((before * room) / width, highest));
    const isOneLine = after >= least * before;
    Object.assign(heading.style, { width: '', whiteSpace: isOneLine ? 'nowrap' : '' });
    heading.style.fontSize = `${isOneLine ? after : Math.ceil(least * before)}px`;
    heading.style.lineHeight = String(leading);
  }
}
