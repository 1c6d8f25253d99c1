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
];

/** Whether a text is a deck, by its name, by its settings, or because it is parted by rules into short pieces. */
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
  return pieces.length > 3 && begun > pieces.length / 2 && short > pieces.length * 0.8 && pieces.length > headings * 0.6;
}

const withoutCode = (text: string) => text.replace(/^(`{3,}|~{3,})[\s\S]*?^\1[ \t]*$/gm, '');
