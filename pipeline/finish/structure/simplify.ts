/** Removes redundant elements from Chrome's structure: one for each run of text and for each box without meaning. */
import { type Kid, Mark, Tag } from './tag.ts';

/** Elements that contain blocks: text directly in them becomes a paragraph. */
const groups = new Set('Document Part Art Sect Div BlockQuote Index Aside Group Contents'.split(' '));
/** Elements that may contain text or blocks; text next to blocks becomes a paragraph. */
const mixed = new Set('LBody TD TH Note Caption'.split(' '));
const inline = new Set('Span Strong Em Link Reference Code Quote Lbl Ruby RB RT RP BibEntry Formula NonStruct'.split(' '));
/** Elements that are meaningful even when empty. */
const kept = new Set(['TD', 'TH', 'Figure']);

export const isInline = (kid: Kid) => !(kid instanceof Tag) || inline.has(kid.role);

/** A box without meaning: it has no alternative text, language or identifier. */
const isBare = (tag: Tag) => tag.role === 'NonStruct' && tag.lang === undefined && tag.id === undefined && tag.alt === undefined;

/** Changes the tree in place. */
export function simplify(root: Tag): void {
  root.kids = kidsOf(root, root.role);
}

/** @param context role of the nearest element that is kept */
function kidsOf(tag: Tag, context: string): Kid[] {
  // Only text, as in nearly all elements.
  if (!tag.kids.some((kid) => kid instanceof Tag)) return groups.has(tag.role) ? inParagraphs(tag.kids) : tag.kids;
  // A box of text next to loose text is part of the same line.
  const hasLoose =
    tag.hasText || tag.kids.some((kid) => !(kid instanceof Tag) || isText(kid) || (kid.role !== 'NonStruct' && inline.has(kid.role)));
  const kids = tag.kids.flatMap((kid) => (kid instanceof Tag ? simplified(kid, context, hasLoose) : [kid]));
  if (groups.has(tag.role)) return inParagraphs(kids);
  return mixed.has(tag.role) && !kids.every(isInline) ? inParagraphs(kids) : kids;
}

/** A run of text: contains only marks. */
const isText = (tag: Tag) => isBare(tag) && tag.kids.every((kid) => kid instanceof Mark);

function simplified(tag: Tag, context: string, isNextToText: boolean): Kid[] {
  if (tag.role === 'Artifact') return [];
  if (isText(tag)) return tag.kids;
  if (isBare(tag)) {
    const kids = kidsOf(tag, context);
    if (!groups.has(context) || isNextToText) return kids;
    return kids.every(isInline) ? inParagraphs(kids) : kids;
  }
  tag.kids = kidsOf(tag, tag.role === 'NonStruct' ? context : tag.role);
  if (tag.kids.length === 0 && !kept.has(tag.role)) return [];
  if (tag.role === 'NonStruct') {
    if (!tag.kids.every(isInline)) tag.role = 'Div';
    else tag.role = groups.has(context) && !isNextToText ? 'P' : 'Span';
  }
  return [tag];
}

/** Wraps text between blocks in paragraphs. */
export function inParagraphs(kids: readonly Kid[]): Kid[] {
  const found: Kid[] = [];
  let open: Tag | undefined;
  for (const kid of kids) {
    if (!isInline(kid)) {
      open = undefined;
      found.push(kid);
    } else if (open) open.kids.push(kid);
    else {
      open = new Tag('P');
      open.kids.push(kid);
      found.push(open);
    }
  }
  return found;
}

/** Removes marks that turned out to have no content. */
export function dropMarks(tag: Tag, isKept: (mark: Mark) => boolean): void {
  if (tag.kids.some((kid) => kid instanceof Mark && !isKept(kid)))
    tag.kids = tag.kids.filter((kid) => !(kid instanceof Mark) || isKept(kid));
  for (const kid of tag.kids) if (kid instanceof Tag) dropMarks(kid, isKept);
}
