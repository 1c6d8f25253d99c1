/** Moves captions into their figures, tables and lists (ISO 32000-1, 14.8.4.5). */
import { type Box, joined } from '../../pdf/content/extent.ts';
import { type Kid, type Mark, marksIn, Tag } from './tag.ts';

/** Fixes the content of a `figure` element: a caption, an image, table or list, and a source line. */
export function fixGroup(group: Tag): void {
  const isTag = (role: string) => (kid: Kid) => kid instanceof Tag && kid.role === role;
  const caption = group.kids.find(isTag('Caption')) as Tag | undefined;
  const bodies = group.kids.filter((kid): kid is Tag => kid instanceof Tag && ['Figure', 'Table', 'L', 'Formula'].includes(kid.role));
  const [body] = bodies;
  if (caption === undefined) return;
  if (bodies.length !== 1 || body === undefined || body.role === 'Formula') {
    // Without a single element that it belongs to, the caption becomes a paragraph before them.
    caption.role = caption.kids.some((kid) => kid instanceof Tag && kid.role === 'P') ? 'Div' : 'P';
    return;
  }
  body.kids = [caption, ...body.kids];
  group.kids = group.kids.filter((kid) => kid !== caption);
}

/**
 * Gives every figure that is on one page its bounding box (14.8.5.4.3).
 * @param boxOf bounding box of a mark
 */
export function boxFigures(tags: readonly Tag[], boxOf: (mark: Mark) => Box | undefined): void {
  for (const tag of tags) {
    if (tag.role !== 'Figure' && tag.role !== 'Formula') continue;
    const marks = marksIn(tag).filter((mark) => boxOf(mark) !== undefined);
    const [first, ...others] = marks.map((mark) => boxOf(mark) as Box);
    if (first === undefined || marks.some(({ page }) => page !== marks[0]?.page)) continue;
    const box = others.reduce(joined, first);
    tag.setAttribute(
      'Layout',
      'BBox',
      box.map((value) => Math.round(value * 100) / 100),
    );
  }
}
