/** Fonts of authors' style sheets: nothing is loaded for them, so each takes the family of its sort. */
import { ownFamily } from '../../platform/own-fonts/families.ts';
import type { OwnFamily } from '../../platform/own-fonts/types.ts';

const mono = /mono|code|consol|courier|menlo|terminal|typewriter/i;
const serif =
  /(?<!sans[- ]?|ui-sans-)serif|times|georgia|garamond|palatino|baskerville|merriweather|playfair|\blora\b|cambria|book|roman|mincho|明朝|song/i;
const general = /^(?:inherit|initial|unset|revert|revert-layer)$/i;

export interface Family {
  readonly css: string;
  /** Names of families that are not there. */
  readonly missing: readonly string[];
  /** The token of the face that takes their places. */
  readonly face: 'mono' | 'sans' | 'text';
}

/**
 * A list of families as CSS writes it. Variables stay: their values are lists too.
 * @param own fonts that the pack or the deck's theme brings along
 */
export function familyOf(list: string, own: readonly OwnFamily[] = []): Family {
  const names = list.split(',').map((name) => name.trim());
  if (names.every((name) => general.test(name) || /^var\(/i.test(name)) || /^(?:var\(|env\()/i.test(list.trim()))
    return { css: list, missing: [], face: 'sans' };
  const plain = names.map((name) => name.replace(/^["']|["']$/g, ''));
  const known =
    plain.find((name) => mono.test(name) || serif.test(name) || /sans|arial|helvetica|system-ui|roboto|gothic/i.test(name)) ?? '';
  // `sans-serif` ends most lists; the first name decides if it is of a sort that is known.
  const face = mono.test(known) ? 'mono' : serif.test(known) ? 'text' : 'sans';
  const isThere = (name: string) => ownFamily(name.replace(/\s+/g, ' '), own) !== undefined;
  const generic = /^(?:serif|sans-serif|monospace|system-ui|ui-.*|cursive|fantasy|math|emoji|-apple-system|blinkmacsystemfont)$/i;
  const first = plain.findIndex((name) => isThere(name) || generic.test(name) || /^var\(/i.test(name));
  // What follows a font that is there is its fallback.
  if (isThere(plain[first] ?? '')) {
    const missing = plain.slice(0, first).filter((name) => name !== '');
    return { css: `"${plain[first]}",var(--face-${face})`, missing: missing.slice(0, 1), face };
  }
  return {
    css: `var(--face-${face})`,
    missing: plain.filter((name) => name !== '' && !generic.test(name) && !/^var\(/i.test(name)).slice(0, 1),
    face,
  };
}

/** The families in the shorthand `font`, behind its size. */
export function fontOf(value: string, own: readonly OwnFamily[] = []): Family {
  const [, head, list] =
    /^(.*?(?:\d[\w.%]*|\b(?:xx?-small|small|medium|large|x{1,3}-large|smaller|larger)|\))(?:\s*\/\s*(?:[\w.%-]+|calc\([^()]*\)))?)(?:\s+|(?=["']))(["'\p{L}-].*)$/u.exec(
      value,
    ) ?? [];
  if (head === undefined || list === undefined) return { css: value, missing: [], face: 'sans' };
  const { css, missing, face } = familyOf(list, own);
  return { css: `${head} ${css}`, missing, face };
}
