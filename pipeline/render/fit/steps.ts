/**
 * Slides that are printed step by step: a page a step, all laid out alike. Runs inside the browser, when slides have their size. What a
 * page before has shown is not read out again, is in no outline, and no link leads to it.
 */
import { labelPrefix } from '../labels.ts';

/** Prints every slide that has steps as often as it has. */
export function showSteps(root: ParentNode): void {
  for (const slide of root.querySelectorAll<HTMLElement>('.deck [data-at][data-fit]')) {
    const steps = [...new Set(elementsOf(slide).map(stepOf))].sort((one, other) => one - other);
    // What comes later is hidden on the first page when all others are made of it.
    for (const [index, step] of steps.reverse().entries()) slide.after(pageOf(slide, step, steps[index + 1] ?? 0, steps.length - index));
    hide(slide, 0);
  }
}

const elementsOf = (slide: Element) => [...slide.querySelectorAll<HTMLElement>('[data-step]')];
const stepOf = (element: Element) => Number(element.getAttribute('data-step'));

/** Keeps the room of what comes later. */
function hide(slide: Element, shown: number): void {
  for (const element of elementsOf(slide)) if (stepOf(element) > shown) element.style.visibility = 'hidden';
}

/**
 * The slide as it is at a step.
 * @param before the step of the page before
 */
function pageOf(slide: HTMLElement, step: number, before: number, ordinal: number): HTMLElement {
  const page = slide.cloneNode(true) as HTMLElement;
  page.removeAttribute('id');
  hide(page, step);
  const later = elementsOf(page).filter((element) => stepOf(element) > before);
  markRead(page, new Set(later));
  withOwnIds(page, `-${ordinal}`);
  return page;
}

/** What is on the page before is decoration here, but for links, which must be read where they can be followed. */
function markRead(parent: Element, later: ReadonlySet<Element>): void {
  for (const child of [...parent.childNodes]) {
    if (child instanceof Element && later.has(child)) continue;
    const isOpen = child instanceof Element && (child.querySelector('[data-step], a[href]') !== null || child.matches('a[href]'));
    if (child instanceof Element && isOpen) {
      if (child.matches('h1, h2, h3, h4, h5, h6')) child.setAttribute('role', 'paragraph');
      if (!child.matches('a[href]')) markRead(child, later);
    } else if (child instanceof Element) asDecoration(child);
    else if (child.nodeType === Node.TEXT_NODE && child.textContent?.trim() && !(parent instanceof SVGElement)) {
      const span = document.createElement('span');
      child.replaceWith(span);
      span.append(child);
      asDecoration(span);
    }
  }
}

/** As `data-tag="Artifact"` does in templates. */
function asDecoration(element: Element): void {
  if (element.matches('br, wbr, col, colgroup')) return;
  element.setAttribute('role', 'figure');
  element.setAttribute('aria-label', `${labelPrefix}Artifact`);
}

/** Drawings find their own parts by name; all else is found on the first page. */
function withOwnIds(page: Element, suffix: string): void {
  for (const element of page.querySelectorAll('[id]')) if (element.closest('svg') === null) element.removeAttribute('id');
  for (const svg of page.querySelectorAll('svg')) {
    if (svg.parentElement?.closest('svg')) continue;
    const names = new Set([svg, ...svg.querySelectorAll('[id]')].map(({ id }) => id).filter((id) => id !== ''));
    if (names.size === 0) continue;
    for (const element of [svg, ...svg.querySelectorAll('*')])
      for (const { name, value } of [...element.attributes]) {
        const own =
          name === 'id' ? `${value}${suffix}` : value.replace(/#([\w:.-]+)/g, (all, id) => (names.has(id) ? `#${id}${suffix}` : all));
        if (own !== value) element.setAttribute(name, own);
      }
  }
}
