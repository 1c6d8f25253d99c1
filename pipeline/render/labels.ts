/**
 * Structure types for the PDF where Chrome would not write them. Templates and plugins write `data-tag="Note"`;
 * Chrome passes a figure's label through unchanged, so before the print such an element becomes a figure with its
 * structure type as label, and `structure/read.ts` converts it back. `data-tag="Formula x"`: the text after the type is its
 * alternative text.
 *
 * Types beyond those of ISO 32000-1, 14.8.4: `Artifact` (decoration), `Contents` (a `nav` with a heading and a list),
 * `Group` (a figure, table or list with its caption), `Lead` (read first in its section, wherever it is).
 */

/** The prefix of a label that contains a structure type (see `tagging.ts`). */
export const labelPrefix = 'dossier:';

const attribute = String.raw`\s+[^\s=>"'/]+(?:="[^"]*")?`;
const tagged = new RegExp(String.raw`<([a-z][a-z0-9]*)((?:${attribute})*?)\s+data-tag="([^"]*)"((?:${attribute})*)(\s*/?)>`, 'g');
/** Elements whose language Chrome drops. */
const foreign = new RegExp(
  String.raw`<(span|i|b|cite|q|small|abbr|dfn|bdi|bdo|mark|var|kbd|samp)((?:${attribute})*?\s+lang="[^"]*"(?:${attribute})*)>`,
  'g',
);

/** Terms and definitions: a list of labels and bodies. */
const definitions = new RegExp(`<(dl|dt|dd)((?:${attribute})*)>`, 'g');
const definitionTags: Readonly<Record<string, string>> = { dl: 'L', dt: 'Lbl', dd: 'LBody' };
/** Cells without text, which Chrome omits from their rows. */
const emptyCells = /(<t[dh](?:\s[^<>]*)?>)\s*(?=<\/t[dh]>)/g;

/** The HTML for Chrome. */
export function withLabels(html: string): string {
  return html
    .replace(emptyCells, '$1&nbsp;')
    .replace(definitions, (whole, name: string, own: string) =>
      /\s(?:role|data-tag)=/.test(own) ? whole : `<${name}${own} data-tag="${definitionTags[name]}">`,
    )
    .replace(tagged, (_, name: string, before: string, tag: string, after: string, end: string) => {
      const own = `${before}${after}`;
      const role = /\srole="img"/.test(own) ? 'img' : 'figure';
      const kept = own.replace(/\s(?:role|aria-label|aria-hidden)="[^"]*"/g, '');
      // A footnote reference and its note are matched by the note's id.
      const id = tag === 'Note' ? ` ${/\sid="([^"]*)"/.exec(own)?.[1] ?? ''}` : '';
      return `<${name}${kept} role="${role}" aria-label="${labelPrefix}${tag}${id}"${end}>`;
    })
    .replace(foreign, (whole, name: string, own: string) =>
      /\s(?:role|aria-hidden)=/.test(own) ? whole : `<${name}${own} role="figure" aria-label="${labelPrefix}Span">`,
    );
}
