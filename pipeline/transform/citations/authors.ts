/** Authors in running text, `@doe` → “Doe and Roe”: styles word only what is in brackets. */
import type { CslItem, CslName } from '../../source/bibliography/csl.ts';
import { listMarks } from '../../source/locale/numbers.ts';

export function authorsOf(item: CslItem, word: (key: string) => string): string {
  const names = (item['author'] ?? item['editor'] ?? []) as CslName[];
  const shown = names.map((name) => name.literal ?? name.family ?? name.given ?? '').filter(Boolean);
  const [first = String(item['title'] ?? item.id)] = shown;
  if (shown.length > 2) return `${first} ${word('et-al')}`;
  return [first, ...shown.slice(1)].join(listMarks(2, word('locale'))[0] ?? ' ');
}
