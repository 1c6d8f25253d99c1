/** Figures with their captions inside (ISO 32000-1, 14.8.4.5), tables and lists with theirs. */
import { type Kid, Tag } from './tag.ts';

/** What a `figure` element holds: a caption, a picture, a table or a list, and a source line. */
export function mendGroup(group: Tag): void {
  const isTag = (role: string) => (kid: Kid) => kid instanceof Tag && kid.role === role;
  const caption = group.kids.find(isTag('Caption')) as Tag | undefined;
  const bodies = group.kids.filter((kid): kid is Tag => kid instanceof Tag && ['Figure', 'Table', 'L', 'Formula'].includes(kid.role));
  group.role = 'Div';
  const [body] = bodies;
  if (caption === undefined) return;
  if (bodies.length !== 1 || body === undefined || body.role === 'Formula') {
    // With no one thing that it belongs to, it is a paragraph before them.
    caption.role = caption.kids.some((kid) => kid instanceof Tag && kid.role === 'P') ? 'Div' : 'P';
    return;
  }
  body.kids = [caption, ...body.kids];
  group.kids = group.kids.filter((kid) => kid !== caption);
}
