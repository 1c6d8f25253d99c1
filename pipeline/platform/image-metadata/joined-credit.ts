/** Maker and right in one: the right alone where it names the maker. */
export function joinedCredit(maker: string, right: string): string | undefined {
  if (right === '') return maker === '' ? undefined : maker;
  return maker === '' || right.includes(maker) ? right : `${maker}, ${right}`;
}
