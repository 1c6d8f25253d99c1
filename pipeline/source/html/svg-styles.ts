/** Style sheets and `style="…"` of drawings become attributes, which stay with the shapes: simple selectors, and what SVG can say so. */
import type { Element } from 'hast';

/** What a shape may say of its look, in CSS or as an attribute. */
const presentation =
  /^(?:fill(?:-opacity|-rule)?|stroke(?:-[a-z]+)?|opacity|color|font-(?:size|weight|style|stretch|variant|family)|text-(?:anchor|decoration|rendering)|dominant-baseline|alignment-baseline|baseline-shift|letter-spacing|word-spacing|writing-mode|direction|paint-order|stop-(?:color|opacity)|transform|transform-origin|clip-(?:path|rule)|mask|marker(?:-(?:start|mid|end))?|vector-effect|shape-rendering|visibility|display)$/;
/** What has no effect on paper, or only on boxes. */
const idle =
  /^(?:cursor|transition.*|animation.*|user-select|pointer-events|will-change|overflow|margin.*|padding.*|-.*|isolation|enable-background)$/;

interface Rule {
  /** Compound selectors from the outermost to the element itself. */
  readonly path: readonly string[];
  readonly weight: number;
  readonly declared: readonly (readonly [string, string])[];
}

/** Declarations, and the names of those that a drawing cannot have. */
export function declarationsOf(css: string): { declared: [string, string][]; removed: string[] } {
  const declared: [string, string][] = [];
  const removed: string[] = [];
  for (const part of css.replace(/\/\*[\s\S]*?\*\//g, ' ').split(/;(?![^(]*\))/)) {
    const colon = part.indexOf(':');
    const name = part.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = part
      .slice(colon + 1)
      .replace(/!\s*important/i, '')
      .trim();
    if (name === '' || value === '' || idle.test(name)) continue;
    const isOwn = /^url\(\s*["']?#[^)"']+["']?\s*\)$/.test(value);
    if (presentation.test(name) && (isOwn || !/[\\@<{}]|\b(?:url|image|attr|expression)\s*\(/i.test(value))) declared.push([name, value]);
    else removed.push(name);
  }
  return { declared, removed };
}

/** The rules of a style sheet, the weakest first, and what of it a drawing cannot have. */
export function rulesOf(css: string): { rules: Rule[]; removed: string[] } {
  const rules: Rule[] = [];
  const removed: string[] = [];
  const plain = css
    .replace(/\/\*[\s\S]*?\*\/|<!--|-->|<!\[CDATA\[|\]\]>/g, ' ')
    .replace(/@[\w-]+[^;{}]*(?:;|\{(?:[^{}]|\{[^{}]*\})*\})/g, (all) => {
      removed.push(/^@[\w-]+/.exec(all)?.[0] ?? '@');
      return ' ';
    });
  for (const [, selectors = '', body = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const { declared, removed: others } = declarationsOf(body);
    removed.push(...others);
    for (const selector of selectors.split(',').map((one) => one.trim())) {
      const path = selector.split(/\s*>\s*|\s+/);
      const isSimple = path.every((one) => /^(?:[a-z*][\w-]*)?(?:[.#][\w-]+)*$/i.test(one) && one !== '');
      if (!isSimple) removed.push(selector);
      else rules.push({ path, weight: weightOf(selector), declared });
    }
  }
  return { rules: rules.sort((a, b) => a.weight - b.weight), removed };
}

const weightOf = (selector: string): number =>
  (selector.match(/#/g) ?? []).length * 10_000 +
  (selector.match(/\./g) ?? []).length * 100 +
  (selector.match(/(?:^|[\s>])[a-z]/gi) ?? []).length;

/** What the rules declare for an element. */
export function styledBy(rules: readonly Rule[], element: Element, ancestors: readonly Element[]): [string, string][] {
  return rules
    .filter(({ path }) => matches(path, element, ancestors))
    .flatMap(({ declared }) => declared.map(([name, value]): [string, string] => [name, value]));
}

function matches(path: readonly string[], element: Element, ancestors: readonly Element[]): boolean {
  if (!isOf(path.at(-1) ?? '', element)) return false;
  let left = path.length - 2;
  for (let at = ancestors.length - 1; at >= 0 && left >= 0; at -= 1) if (isOf(path[left] as string, ancestors[at] as Element)) left -= 1;
  return left < 0;
}

function isOf(compound: string, { tagName, properties }: Element): boolean {
  const classes = [properties['className'] ?? []].flat().map(String);
  return [...compound.matchAll(/([.#]?)([\w*-]+)/g)].every(([, sign, name]) =>
    sign === '.'
      ? classes.includes(name as string)
      : sign === '#'
        ? properties['id'] === name
        : name === '*' || name?.toLowerCase() === tagName.toLowerCase(),
  );
}
