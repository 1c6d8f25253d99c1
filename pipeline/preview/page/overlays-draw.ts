/** What the flow view can draw over a document, for designers and editors: measures, names and order of its boxes. */

export const overlayNames = {
  margins: 'Margins',
  grid: 'Grid',
  baselines: 'Baselines',
  boxes: 'Boxes: partial and class',
  alternatives: 'Alternative texts',
  order: 'Reading order',
} as const;

export type OverlayName = keyof typeof overlayNames;

const styles: Readonly<Record<OverlayName, string>> = {
  margins: '',
  grid: '',
  boxes: '.preview-boxes body * { outline: 1px dotted rgb(58 79 196 / .5); }',
  alternatives: '.preview-alternatives img, .preview-alternatives svg[role="img"] { visibility: hidden; }',
  order: '',
  baselines:
    '.preview-baselines :is(body:not(.deck), .deck .slide) { background-image: repeating-linear-gradient(to bottom, transparent 0 calc(var(--leading, 15pt) - 1px), rgb(58 79 196 / .3) calc(var(--leading, 15pt) - 1px) var(--leading, 15pt)) !important; }',
};

const mark =
  'position:absolute;z-index:9;box-sizing:border-box;pointer-events:none;font:600 10px/1.4 system-ui,sans-serif;letter-spacing:0;text-align:left;text-indent:0;text-transform:none;';
const label = `${mark}background:#3a4fc4;color:#fff;padding:0 4px;border-radius:2px;white-space:nowrap;`;

/** Where something is in the document, in pixels. */
interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Draws over one document. */
class Layer {
  readonly #shown: Document;
  readonly #element: HTMLElement;

  constructor(shown: Document) {
    this.#shown = shown;
    this.#element = shown.createElement('div');
    this.#element.dataset['preview'] = 'overlay';
    this.#element.setAttribute('style', 'position:absolute;left:0;top:0;width:0;height:0;margin:0;');
    this.#element.setAttribute('aria-hidden', 'true');
    shown.body.append(this.#element);
  }

  areaOf(element: Element): Area {
    const { left, top, width, height } = element.getBoundingClientRect();
    const view = this.#shown.defaultView ?? window;
    // The layer is where the nearest positioned box begins.
    const origin = this.#element.getBoundingClientRect();
    return { left: left - origin.left, top: top - origin.top, width: width || view.innerWidth, height };
  }

  put({ left, top }: Pick<Area, 'left' | 'top'>, text: string, more = ''): void {
    const span = this.#shown.createElement('span');
    span.setAttribute('style', `${label}left:${left}px;top:${top}px;${more}`);
    span.textContent = text;
    this.#element.append(span);
  }

  fill({ left, top, width, height }: Area, more: string): void {
    const box = this.#shown.createElement('div');
    box.setAttribute('style', `${mark}left:${left}px;top:${top}px;width:${width}px;height:${height}px;${more}`);
    this.#element.append(box);
  }
}

type Draw = (shown: Document, layer: Layer) => void;

const styleOf = (shown: Document, element: Element): CSSStyleDeclaration => (shown.defaultView ?? window).getComputedStyle(element);
const inMillimetres = (pixels: number): string => `${Math.round((pixels * 254) / 96) / 10} mm`;

/** The sheets: slides, or the text of a document. */
const sheetsOf = (shown: Document): Element[] => {
  const slides = [...shown.querySelectorAll('body > .slide')];
  return slides.length > 0 ? slides : [shown.body];
};

/** What is between the edge of the sheet and what it holds. */
const margins: Draw = (shown, layer) => {
  for (const sheet of sheetsOf(shown)) {
    const { paddingTop, paddingRight, paddingBottom, paddingLeft } = styleOf(shown, sheet);
    const [top, right, bottom, left] = [paddingTop, paddingRight, paddingBottom, paddingLeft].map(Number.parseFloat) as [
      number,
      number,
      number,
      number,
    ];
    const area = layer.areaOf(sheet);
    const inner = area.height - top - bottom;
    const shade = 'background:rgb(214 51 132 / .12);border:0 solid rgb(214 51 132 / .7);';
    layer.fill({ ...area, height: top }, `${shade}border-bottom-width:1px;`);
    layer.fill({ ...area, top: area.top + area.height - bottom, height: bottom }, `${shade}border-top-width:1px;`);
    layer.fill({ ...area, top: area.top + top, width: left, height: inner }, `${shade}border-right-width:1px;`);
    layer.fill(
      { left: area.left + area.width - right, top: area.top + top, width: right, height: inner },
      `${shade}border-left-width:1px;`,
    );
    const pink = 'background:#a61e63;';
    layer.put({ left: area.left + area.width / 2, top: area.top + 2 }, inMillimetres(top), pink);
    layer.put({ left: area.left + area.width / 2, top: area.top + area.height - 16 }, inMillimetres(bottom), pink);
    layer.put({ left: area.left + 2, top: area.top + top + 4 }, inMillimetres(left), pink);
    layer.put({ left: area.left + area.width - right + 2, top: area.top + top + 4 }, inMillimetres(right), pink);
  }
};

/** The columns of everything that is a grid, and the margin column of a document. */
const grid: Draw = (shown, layer) => {
  const band = 'background:rgb(0 128 128 / .13);border:0 solid rgb(0 128 128 / .6);border-inline-width:1px;';
  const column = Number.parseFloat(lengthOf(shown, '--margin-column'));
  const gutter = Number.parseFloat(lengthOf(shown, '--gutter'));
  if (column > 0 && shown.querySelector('.chapter__body')) {
    const { paddingLeft, paddingRight } = styleOf(shown, shown.body);
    const area = layer.areaOf(shown.body);
    const left = area.left + Number.parseFloat(paddingLeft);
    const text = left + column + gutter;
    layer.fill({ ...area, left, width: column }, band);
    layer.fill({ ...area, left: text, width: area.left + area.width - Number.parseFloat(paddingRight) - text }, band);
  }
  for (const element of shown.querySelectorAll('body *:not(svg *):not(math *)')) {
    const style = styleOf(shown, element);
    if (!style.display.endsWith('grid')) continue;
    const columns = style.gridTemplateColumns
      .split(' ')
      .map(Number.parseFloat)
      .filter((width) => width > 0);
    const area = layer.areaOf(element);
    if (columns.length < 2 || area.width < 60) continue;
    let left = area.left + Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth);
    for (const width of columns) {
      layer.fill({ left, top: area.top, width, height: area.height }, band);
      left += width + (Number.parseFloat(style.columnGap) || 0);
    }
  }
};

/** A length of the brand, in pixels. */
function lengthOf(shown: Document, name: string): string {
  const probe = shown.createElement('div');
  probe.setAttribute('style', `position:absolute;visibility:hidden;width:var(${name}, 0)`);
  shown.body.append(probe);
  const { width } = styleOf(shown, probe);
  probe.remove();
  return width;
}

/** Names of every box, and the partial that made it. */
const boxes: Draw = (shown, layer) => {
  for (const element of shown.querySelectorAll('body [data-partial], body [class]:not(svg *):not(math *)')) {
    const classes = [...element.classList].filter((name) => !name.startsWith('preview-'));
    const partials = (element.getAttribute('data-partial') ?? '').split('|').filter((name) => name !== '');
    const area = layer.areaOf(element);
    if (area.width <= 40 || area.height === 0 || classes.length + partials.length === 0) continue;
    const name = classes.map((one) => `.${one}`).join('');
    if (partials.length === 0) layer.put(area, name, 'opacity:.85;');
    // Over the box, where the name of what is in it does not cover it.
    else layer.put({ left: area.left, top: area.top - 15 }, `${partials.map(shortPath).join(' › ')}  ${name}`, 'background:#1d1f21;');
  }
};

const shortPath = (file: string): string => file.split('/').slice(-2).join('/');

const alternatives: Draw = (shown, layer) => {
  for (const element of shown.querySelectorAll('body img, body svg[role="img"]')) {
    const words = element.getAttribute('alt') ?? element.getAttribute('aria-label') ?? element.querySelector('title')?.textContent ?? '';
    const area = layer.areaOf(element);
    const paper = words === '' ? 'background:#5a5f65;' : 'background:#1d1f21;';
    const size = `width:${Math.max(area.width, 120)}px;white-space:normal;font-size:14px;font-weight:400;padding:4px 8px;`;
    layer.put(area, words || 'Decoration: it has no alternative text', paper + size);
  }
};

/** In this order a screen reader reads them. */
const order: Draw = (shown, layer) => {
  const innermost = [...shown.querySelectorAll('body [data-at]')].filter((one) => !one.querySelector('[data-at]'));
  for (const [index, element] of innermost.entries()) layer.put(layer.areaOf(element), String(index + 1), 'transform:translateX(-100%);');
};

const draws: Readonly<Partial<Record<OverlayName, Draw>>> = { margins, grid, boxes, alternatives, order };

/** Draws these overlays anew. */
export function drawOverlays(shown: Document, names: ReadonlySet<OverlayName>): void {
  for (const one of shown.querySelectorAll('[data-preview="overlay"]')) one.remove();
  for (const name of Object.keys(styles) as OverlayName[]) shown.documentElement.classList.toggle(`preview-${name}`, names.has(name));
  if (names.size === 0) return;
  const style = shown.createElement('style');
  style.dataset['preview'] = 'overlay';
  style.textContent = [...names].map((name) => styles[name]).join('\n');
  shown.head.append(style);
  const layer = new Layer(shown);
  for (const name of names) draws[name]?.(shown, layer);
}
