/** Fonts of authors' style sheets: nothing is loaded for them, so each takes the family of its sort. */

const mono = /mono|code|consol|courier|menlo|terminal|typewriter/i;
const serif =
  /(?<!sans[- ]?|ui-sans-)serif|times|georgia|garamond|palatino|baskerville|merriweather|playfair|\blora\b|cambria|book|roman|mincho|明朝|song/i;
const general = /^(?:inherit|initial|unset|revert|revert-layer)$/i;

export interface Family {
  readonly css: string;
  /** Names of families that are not there. */
  readonly missing: readonly string[];
}

/** A list of families as CSS writes it. Variables stay: their values are lists too. */
export function familyOf(list: string): Family {
  const names = list.split(',').map((name) => name.trim());
  if (names.every((name) => general.test(name) || /^var\(/i.test(name)) || /^(?:var\(|env\()/i.test(list.trim()))
    return { css: list, missing: [] };
  const plain = names.map((name) => name.replace(/^["']|["']$/g, ''));
  const known =
    plain.find((name) => mono.test(name) || serif.test(name) || /sans|arial|helvetica|system-ui|roboto|gothic/i.test(name)) ?? '';
  // `sans-serif` ends most lists; the first name decides if it is of a sort that is known.
  const face = mono.test(known) ? 'mono' : serif.test(known) ? 'text' : 'sans';
  const generic = /^(?:serif|sans-serif|monospace|system-ui|ui-.*|cursive|fantasy|math|emoji|-apple-system|blinkmacsystemfont)$/i;
  return {
    css: `var(--face-${face})`,
    missing: plain.filter((name) => name !== '' && !generic.test(name) && !/^var\(/i.test(name)).slice(0, 1),
  };
}

/** The families in the shorthand `font`, behind its size. */
export function fontOf(value: string): Family {
  const [, head, list] =
    /^(.*?(?:\d[\w.%]*|\b(?:xx?-small|small|medium|large|x{1,3}-large|smaller|larger)|\))(?:\s*\/\s*(?:[\w.%-]+|calc\([^()]*\)))?)(?:\s+|(?=["']))(["'\p{L}-].*)$/u.exec(
      value,
    ) ?? [];
  if (head === undefined || list === undefined) return { css: value, missing: [] };
  const { css, missing } = familyOf(list);
  return { css: `${head} ${css}`, missing };
}
