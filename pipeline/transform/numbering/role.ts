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

const number = '[A-Z]|\\d{1,2}|[IVX]{1,5}';

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
  const written = isCounted ? titledAs(title, word) : undefined;
  const fixed = matter.number ?? fixedNumber(attributes['number']) ?? written?.number;
  const status = typeof matter.appendix === 'string' ? matter.appendix : undefined;
  const isAppendix = matter.appendix ?? (classes.includes('appendix') || source.role?.isAppendix === true || written !== undefined);
  if (matter.appendix === false || !isAppendix)
    return {
      role: { sort: 'chapter', fixed, isUnnumbered: classes.includes('unnumbered') && fixed === undefined },
      title,
      status: undefined,
    };
  const sort = written?.sort ?? (status === undefined ? 'appendix' : 'annex');
  return {
    role: { sort, fixed, isUnnumbered: classes.includes('unnumbered') && fixed === undefined },
    title: written?.title ?? title,
    status,
  };
}

/** A title that counts itself: “Appendix A. Forms”. One that is nothing else stays. */
function titledAs(title: PhrasingContent[], word: (key: string) => string) {
  const [first, ...others] = title;
  if (first?.type !== 'text') return undefined;
  for (const sort of ['annex', 'appendix'] as const) {
    const names = [word(sort), sort === 'annex' ? 'Annex' : 'Appendix'].filter((name) => !name.includes('{'));
    const found = new RegExp(`^(?:${names.map(escaped).join('|')})\\s+(${number})(?:\\s*[:.–—-]\\s*|\\s+(?!\\p{Ll})|$)(.*)$`, 'su').exec(
      first.value,
    );
    if (!found) continue;
    const [, count = '', rest = ''] = found;
    const left = rest === '' && others.length === 0 ? [] : [...(rest === '' ? [] : [{ ...first, value: rest }]), ...others];
    return { sort, number: count, title: left };
  }
  return undefined;
}

/** A part's title that counts itself: “Part II: Duties”. */
export function titledPart(title: string, word: (key: string) => string): { readonly title: string; readonly number?: string } {
  const names = [word('part'), 'Part'].filter((name) => !name.includes('{')).map(escaped);
  const found = new RegExp(`^(?:${names.join('|')})\\s+([IVX]{1,5}|[A-Z]|\\d{1,2})(?:\\s*[:.–—-]\\s*|\\s+(?!\\p{Ll})|$)(.*)$`, 'su').exec(
    title,
  );
  return found ? { title: found[2] ?? '', number: found[1] as string } : { title };
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
