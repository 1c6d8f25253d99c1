/** `style="…"` on slides: how words and boxes look, without what loads, repeats, breaks pages or names fonts. */

/** Beginnings of the properties that stay. */
const properties =
  /^(?:--[\w-]+|color|background(?:-color|-image|-size|-position|-repeat|-clip|-origin)?|font-(?:size|weight|style|variant|stretch|feature)[\w-]*|text-[\w-]+|line-height|letter-spacing|word-[\w-]+|overflow[\w-]*|white-space|hyphens|tab-size|margin[\w-]*|padding[\w-]*|border[\w-]*|outline[\w-]*|(?:min-|max-)?(?:width|height|inline-size|block-size)|box-[\w-]+|display|visibility|flex[\w-]*|grid[\w-]*|(?:row-|column-)?gap|columns?|column-[\w-]+|align-[\w-]+|justify-[\w-]+|place-[\w-]+|order|float|clear|position|top|right|bottom|left|inset[\w-]*|z-index|transform[\w-]*|rotate|scale|translate|opacity|filter|mix-blend-mode|object-[\w-]+|aspect-ratio|list-style(?:-type|-position)?|vertical-align|table-layout|caption-side|empty-cells|writing-mode|direction|zoom|clip-path)$/;
/** What has no effect on paper. */
const idle = /^(?:cursor|transition[\w-]*|animation[\w-]*|user-select|pointer-events|will-change|-(?:webkit|moz|ms|o)-[\w-]+)$/;
const acting = /(?:url|image-set|image|src|element|cross-fade|paint|attr|expression)\s*\(|[\\@<{}]|\/\*/i;

export interface Styled {
  /** What stays, or an empty text. */
  readonly style: string;
  /** Properties that do not. */
  readonly removed: readonly string[];
  /** Whether the element is not shown at all. */
  readonly isHidden: boolean;
}

export function safeStyle(written: string): Styled {
  const kept: string[] = [];
  const removed: string[] = [];
  let isHidden = false;
  for (const declaration of declarationsOf(written.replace(/\/\*[\s\S]*?\*\//g, ' '))) {
    const colon = declaration.indexOf(':');
    const name = declaration.slice(0, Math.max(0, colon)).trim().toLowerCase();
    const value = declaration.slice(colon + 1).trim();
    if (/^(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b/i.test(`${name}:${value}`)) isHidden = true;
    if (idle.test(name)) continue;
    if (!properties.test(name) || acting.test(value) || (name.startsWith('--') && /^--(?:face|page|margin)-/.test(name)))
      removed.push(name === '' ? declaration.trim().slice(0, 20) : name);
    // Fixed boxes are repeated on every page.
    else if (name === 'position' && /fixed|sticky/i.test(value)) kept.push('position: absolute');
    else kept.push(`${name}: ${value}`);
  }
  return { style: kept.join('; '), removed, isHidden };
}

/** Parts between semicolons that are in no quotes and brackets. */
function declarationsOf(text: string): string[] {
  const parts = text.match(/(?:"[^"]*"|'[^']*'|\([^()]*(?:\([^()]*\)[^()]*)*\)|[^;])+/g) ?? [];
  return parts.filter((part) => part.trim() !== '');
}
