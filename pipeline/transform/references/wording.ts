/** References as a language words them: “Figures 3 and 4”, 「図3、4」. */
import type { ElementContent } from 'hast';
import { listMarks } from '../../source/locale/numbers.ts';

/** Fills `{}` in a fixed word; the space beside a number does not break. */
export function worded(pattern: string, content: readonly ElementContent[]): ElementContent[] {
  const [before = '', after = ''] = pattern.split('{}');
  const text = (value: string): ElementContent[] => (value === '' ? [] : [{ type: 'text', value: value.replace(/ $|^ /g, '\u00A0') }]);
  return [...text(before), ...content, ...text(after)];
}

/** “a, b and c”, with elements in the places of a, b and c. */
export function listed(parts: readonly (readonly ElementContent[])[], locale: string): ElementContent[] {
  const marks = listMarks(parts.length, locale);
  return parts.flatMap((part, index) => {
    const mark = marks[index];
    return [...part, ...(mark === undefined ? [] : [{ type: 'text' as const, value: mark }])];
  });
}
