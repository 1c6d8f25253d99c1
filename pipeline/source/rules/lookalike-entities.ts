/** Character references that stand for signs of a rule: `&#123;audience="desk"}`. */

const signs: Readonly<Record<string, string>> = {
  ...{ lbrace: '{', lcub: '{', rbrace: '}', rcub: '}', colon: ':', equals: '=', quot: '"', apos: "'", lsqb: '[', lbrack: '[' },
  ...{ rsqb: ']', rbrack: ']', nbsp: ' ' },
};
const reference = /&(?:#x0*([0-9a-f]{2})|#0*(\d{2,3})|([a-z]{4,6}));/gi;
/** Who writes both braces so means to show them. */
const shown = /&(?:#0*123|#x0*7b|lbrace|lcub);[^{}\n]{0,300}?&(?:#0*125|#x0*7d|rbrace|rcub);/gi;

/** A text of the same length, with the signs themselves, each at the end of its reference. */
export function withSigns(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replace(shown, (all) => all.replaceAll('&', '\uFFFC'))
    .replace(reference, (all, hex?: string, decimal?: string, name?: string) => {
      const sign = name === undefined ? String.fromCharCode(hex ? Number.parseInt(hex, 16) : Number(decimal)) : signs[name.toLowerCase()];
      return sign !== undefined && /[{}:=[\]"' ]/.test(sign) ? sign.padStart(all.length) : all;
    });
}
