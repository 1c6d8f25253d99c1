/** The cover makes room for long titles and many authors. Runs inside the browser. */

/** Steps of type, in parts of the sheet's size. */
const sizes = [1, 0.85, 0.7, 0.6, 0.5, 0.4];

/** Sets the title in the largest size at which the cover holds everything. */
export function fitCover(): void {
  for (const cover of document.querySelectorAll<HTMLElement>('.cover')) {
    const strip = cover.querySelector<HTMLElement>('.cover__strip');
    const half = cover.clientHeight / 2;
    for (const name of ['cover--crowded', 'cover--throng']) if (strip && strip.scrollHeight > half) cover.classList.add(name);
    const field = cover.querySelector<HTMLElement>('.cover__field');
    const texts = [...cover.querySelectorAll<HTMLElement>('.cover__title, .cover__subtitle')];
    const before = texts
      .map((text) => getComputedStyle(text))
      .map(({ fontSize, lineHeight }) => [fontSize, lineHeight].map(Number.parseFloat));
    for (const size of sizes) {
      if (size < 1)
        for (const [index, text] of texts.entries()) {
          const [type = 0, leading = 0] = before[index] ?? [];
          // A subtitle stays readable.
          const own = Math.max(size, text.matches('.cover__subtitle') ? 0.7 : 0);
          text.style.fontSize = `${type * own}px`;
          text.style.lineHeight = `${leading * own}px`;
        }
      if (!field || !isFull(cover, field, texts)) return;
    }
  }
}

/** Whether the title is too high or too wide, or the cover goes over its page. */
function isFull(cover: HTMLElement, field: HTMLElement, texts: readonly HTMLElement[]): boolean {
  const box = field.getBoundingClientRect();
  const title = texts[0]?.getBoundingClientRect();
  const wide = texts.some((text) => text.scrollWidth > text.clientWidth + 1);
  const high = title !== undefined && title.height > 0.36 * cover.clientHeight;
  const last = texts.at(-1)?.getBoundingClientRect().bottom ?? 0;
  return wide || high || last > box.bottom - 20 || cover.scrollHeight > cover.clientHeight + 1;
}
