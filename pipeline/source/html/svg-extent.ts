/** How much a drawing asks of the browser, found before anything recursive reads it: a short file may use itself a million times. */

/** Levels of elements in one another, and of uses of uses. */
const deepest = 200;
/** Elements with all that is used, filled or marked with others. */
const most = 200_000;

export type TooLarge = { readonly sort: 'nesting'; readonly limit: number } | { readonly sort: 'elements'; readonly limit: number };

interface Part {
  count: number;
  /** Ids of what it shows once more. */
  readonly uses: string[];
}

const tag = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([A-Za-z][\w:.-]*)((?:"[^"]*"|'[^']*'|[^>"'])*?)(\/?)>/g;
const reference = /(?:\bhref\s*=\s*["']?|url\(\s*["']?)#([^"')\s>]+)/g;

/** Why a drawing is too large; undefined for nearly all. */
export function tooLarge(svg: string): TooLarge | undefined {
  const whole: Part = { count: 0, uses: [] };
  const byId = new Map<string, Part>();
  // Each open element, and the named part that it belongs to beside those around it.
  const open: (Part | undefined)[] = [];
  for (const [, isEnd, name, attributes = '', isEmpty] of svg.matchAll(tag)) {
    if (name === undefined) continue;
    if (isEnd) {
      open.pop();
      continue;
    }
    const id = /\sid\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/.exec(attributes)?.slice(1).find(Boolean);
    const own = id === undefined ? undefined : { count: 0, uses: [] };
    if (id !== undefined && own && !byId.has(id)) byId.set(id, own);
    const uses = [...attributes.matchAll(reference)].map(([, target]) => target as string);
    for (const part of [whole, own, ...open]) {
      if (part === undefined) continue;
      part.count += 1;
      part.uses.push(...uses);
    }
    if (!isEmpty) open.push(own);
    if (open.length > deepest) return { sort: 'nesting', limit: deepest };
  }
  const sizes = new Map<Part, number>();
  const sizeOf = (part: Part, depth: number): number => {
    const known = sizes.get(part);
    if (known !== undefined) return known;
    if (depth > deepest) return Infinity;
    // What uses itself shows nothing more.
    sizes.set(part, part.count);
    let size = part.count;
    for (const id of part.uses) {
      const used = byId.get(id);
      if (used) size += sizeOf(used, depth + 1);
      if (size > most) break;
    }
    sizes.set(part, size);
    return size;
  };
  return sizeOf(whole, 0) > most ? { sort: 'elements', limit: most } : undefined;
}
