/** Runs inside the page that Mermaid draws in, and can use nothing from outside itself. */

export type Drawn = { readonly svg: string } | { readonly problem: string };

interface Mermaid {
  initialize(theme: object): void;
  parse(text: string): Promise<unknown>;
  render(id: string, text: string): Promise<{ svg: string }>;
}

/** Draws one diagram; what its style sheet says is written into attributes, so that it needs none. */
export async function drawInPage(text: string, theme: object): Promise<Drawn> {
  const { mermaid } = window as unknown as { mermaid: Mermaid };
  // The width of words is measured: their faces must be there.
  const { fontFamily } = theme as { fontFamily: string };
  await Promise.all([`400 12px ${fontFamily}`, `600 12px ${fontFamily}`].map((font) => document.fonts.load(font, text)));
  mermaid.initialize(theme);
  try {
    await mermaid.parse(text);
    const { svg } = await mermaid.render(`m${document.querySelectorAll('svg').length}`, text);
    const holder = document.body.appendChild(document.createElement('div'));
    // Lines without a colour of their own take the quiet one.
    holder.style.color = (theme as { themeVariables?: { gridColor?: string } }).themeVariables?.gridColor ?? '';
    holder.innerHTML = svg;
    const drawing = holder.querySelector('svg') as SVGSVGElement;
    for (const text of drawing.querySelectorAll('foreignObject')) {
      const words = text.textContent?.trim() ?? '';
      if (words === '') text.remove();
      else return { problem: `"${words.slice(0, 40)}" cannot be drawn as plain text` };
    }
    const [, top = 0, , height = 0] = (drawing.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number);
    for (const line of drawing.querySelectorAll('line')) {
      // Life lines are longer than the drawing; today's line would make every print another.
      if (Number(line.getAttribute('y2')) > top + height) line.setAttribute('y2', String(top + height - 4));
      if (line.classList.contains('today') || line.closest('.today')) line.remove();
    }
    const kept = [
      'fill',
      'stroke',
      'stroke-width',
      'stroke-dasharray',
      'font-size',
      'font-weight',
      'font-style',
      'text-anchor',
      'dominant-baseline',
      'opacity',
      'fill-opacity',
      'stroke-opacity',
      'stroke-linecap',
      'marker-start',
      'marker-end',
      'display',
      'visibility',
    ];
    const initial: Record<string, string> = {
      'stroke-width': '1px',
      'stroke-dasharray': 'none',
      'font-weight': '400',
      'font-style': 'normal',
      'text-anchor': 'start',
      'dominant-baseline': 'auto',
      opacity: '1',
      'fill-opacity': '1',
      'stroke-opacity': '1',
      'stroke-linecap': 'butt',
      'marker-start': 'none',
      'marker-end': 'none',
      visibility: 'visible',
      display: 'inline',
    };
    const fonts = new Set(['font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline']);
    const all = [...drawing.querySelectorAll<SVGElement>('*')];
    const styles = all.map((element) => {
      const style = getComputedStyle(element);
      return kept.map((name) => [name, style.getPropertyValue(name)] as const);
    });
    for (const [index, element] of all.entries()) {
      const isText = element.tagName === 'text' || element.tagName === 'tspan';
      const isShape = isText || /^(path|rect|circle|ellipse|line|polyline|polygon)$/.test(element.tagName);
      for (const [name, value] of styles[index] ?? []) {
        element.removeAttribute(name);
        if (name === 'display' || name === 'visibility') {
          if (value === 'none' || value === 'hidden') element.remove();
          continue;
        }
        if (name === 'opacity' ? value !== '1' : isShape && value !== '' && (isText || !fonts.has(name)) && value !== initial[name]) {
          element.setAttribute(name, value.replace(/url\("?[^#]*(#[^")]+)"?\)/, 'url($1)').replace(/(\d)px/g, '$1'));
        }
      }
    }
    for (const element of drawing.querySelectorAll('style, title, desc, script, filter')) element.remove();
    for (const element of [drawing, ...drawing.querySelectorAll('*')]) {
      for (const { name, value } of [...element.attributes]) {
        if (/^(style|class|filter|data-.*|aria-.*|role|name|dy0)$/.test(name) || value.includes('NaN')) element.removeAttribute(name);
      }
    }
    drawing.removeAttribute('width');
    drawing.removeAttribute('height');
    const result = drawing.outerHTML;
    holder.remove();
    return { svg: result };
  } catch (cause) {
    return { problem: cause instanceof Error ? cause.message : String((cause as { str?: string }).str ?? cause) };
  }
}
