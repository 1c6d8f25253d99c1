/** What a chapter is: an appendix by its front matter, its class, the pack's list, or its own title "Annex B: Forms". */
import type { PhrasingContent } from 'mdast';
import type { SelectedFile } from '../../select/types.ts';
import type { Attributes } from '../../source/markdown/attributes.ts';
import type { Role } from './numbers.ts';
import { fixedNumber } from './patterns.ts';

export interface Titled {
  readonly role: Role;
  /** The title without the number that the role says already. */
  readonly title: PhrasingContent[];
  /** What is printed under the title. */
  readonly status: 'normative' | 'informative' | undefined;
}

/**
 * @param attributes of the title's heading
 * @param isCounted whether chapters have numbers
 * @param word fixed words of the document's language
 */
export function roleOf(
  { matter, source }: SelectedFile,
  title: PhrasingContent[],
  attributes: Attributes,
  isCounted: boolean,
  word: (key: string) => string,
): Titled {
  const classes = (attributes['class'] ?? '').split(' ');
  const written = isCounted && matter.appendix !== false ? titledAs(title, word) : undefined;
  const fixed = matter.number ?? fixedNumber(attributes['number']) ?? written?.number;
  const isUnnumbered = classes.includes('unnumbered') && fixed === undefined;
  const isAppendix = matter.appendix ?? (classes.includes('appendix') || source.role?.isAppendix === true || written !== undefined);
  if (!isAppendix) return { role: { sort: 'chapter', fixed, isUnnumbered }, title, status: undefined };
  const status = typeof matter.appendix === 'string' ? matter.appendix : undefined;
  const sort = written?.sort ?? (status === undefined ? 'appendix' : 'annex');
  return { role: { sort, fixed, isUnnumbered }, title: written?.title ?? title, status };
}

/** A title that counts itself: “Appendix A. Forms”. One that is nothing else stays. */
function titledAs(title: PhrasingContent[], word: (key: string) => string) {
  const [first, ...others] = title;
  if (first?.type !== 'text') return undefined;
  for (const sort of ['annex', 'appendix'] as const) {
    const found = takenApart(first.value, [word(sort), sort === 'annex' ? 'Annex' : 'Appendix']);
    if (!found) continue;
    const { number, rest } = found;
    return { sort, number, title: [...(rest === '' ? [] : [{ ...first, value: rest }]), ...others] };
  }
  return undefined;
}

/** A part's title that counts itself: “Part II: Duties”. */
export function titledPart(title: string, word: (key: string) => string): { readonly title: string; readonly number?: string } {
  const found = takenApart(title, [word('part'), 'Part']);
  return found ? { title: found.rest, number: found.number } : { title };
}

/** What is behind one of these words and a number at the beginning of a title. */
function takenApart(title: string, words: readonly string[]): { readonly number: string; readonly rest: string } | undefined {
  const names = words.filter((name) => !name.includes('{')).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pattern = `^(?:${names.join('|')})\\s+([A-Z]|\\d{1,2}|[IVX]{1,5})(?:\\s*[:.–—-]\\s*|\\s+(?!\\p{Ll})|$)(.*)$`;
  const [, number, rest] = new RegExp(pattern, 'su').exec(title) ?? [];
  return number === undefined || rest === undefined ? undefined : { number, rest };
}
