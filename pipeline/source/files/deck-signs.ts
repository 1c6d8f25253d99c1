/** Whether a Markdown file of another program is a slide deck. */
import path from 'node:path';
import { hasDeckSigns } from '../markdown/decks/recognise.ts';
import { looseMatter, withoutMatter } from './loose-matter.ts';
import { withoutEnding } from './pack-place.ts';

/** Settings that only decks have: of Marp, Slidev, reveal-md and Pandoc. */
const deckSettings = [
  'marp',
  'paginate',
  'headingdivider',
  'revealoptions',
  'slideoptions',
  'highlighter',
  'drawings',
  'slidenumber',
  'aspectratio',
  'slide-level',
  'mdc',
  'comark',
  'titletemplate',
  'routermode',
  'exportfilename',
  'colorschema',
  'verticalseparator',
  'highlighttheme',
  'titlegraphic',
  'section-page',
  'colortheme',
  'themeoptions',
  'fragments',
];

/** Whether a text is a deck, by its name, by its settings, or because thematic breaks split it into short pieces. */
export function looksLikeDeck(name: string, text: string): boolean {
  const stem = withoutEnding(path.basename(name)).toLowerCase();
  if (stem === 'slides' || stem.endsWith('.slides')) return true;
  const matter = looseMatter(text);
  if (deckSettings.some((key) => Object.hasOwn(matter, key))) return true;
  if (hasDeckSigns(text)) return true;
  const pieces = withoutCode(withoutMatter(text)).split(/^(?:---|\*\*\*|___)[ \t]*$/m);
  // A rule now and then is a text's ornament; a deck has one before nearly every heading, and little between them.
  const short = pieces.filter((piece) => piece.length < 1500).length;
  const headings = withoutCode(text).match(/^#{1,3} /gm)?.length ?? 0;
  const begun = pieces.filter((piece) => /^\s*(?:#|!\[|<)/.test(piece)).length;
  // A reference has rules before its entries, and none before the sections that they are in.
  const ofSections = pieces.filter(hasInnerSection).length;
  return (
    pieces.length > 3 &&
    begun > pieces.length / 2 &&
    short > pieces.length * 0.8 &&
    pieces.length > headings * 0.6 &&
    ofSections <= Math.max(1, pieces.length / 20)
  );
}

/** Whether a heading follows, behind other text, that is higher than the one at the beginning. No slide goes on with the next section. */
function hasInnerSection(piece: string): boolean {
  const [, first, rest = ''] = /^\s*(#{2,6}) .*\n([\s\S]*)/.exec(piece) ?? [];
  // A heading right below another is a part of the title.
  const behind = rest.replace(/^(?:\s*#{1,6} .*)+/, '');
  return first !== undefined && (behind.match(/^#{1,5}(?= )/gm) ?? []).some((level) => level.length < first.length);
}

const withoutCode = (text: string) => text.replace(/^(`{3,}|~{3,})[\s\S]*?^\1[ \t]*$/gm, '');
