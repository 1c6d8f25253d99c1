/** The order of versions: numbers by value, a pre-release before its release; what follows a `+` is the same version. */

/** A version without what follows its `+`: `1.0` for `1.0+lifted`. */
export const bareVersion = (version: string): string => version.replace(/\+.*$/, '');

/** Below zero if the first comes before the second. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [partsOf(one), partsOf(other)];
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const order = compareParts(a[at], b[at]);
    if (order !== 0) return order;
  }
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Numbers and words; a hyphen before a letter makes what follows a pre-release, as in `2.0-rc.1`. */
const partsOf = (version: string): readonly string[] =>
  version
    .replace(/^v(?=\d)/i, '')
    .replace(/-(?=\p{L})/u, '~')
    .match(/~|\d+|\p{L}+|\+/gu) ?? [];

function compareParts(one: string | undefined, other: string | undefined): number {
  if (one === other) return 0;
  // What goes on is later, unless it is a pre-release.
  if (one === undefined) return other === '~' ? 1 : -1;
  if (other === undefined) return one === '~' ? -1 : 1;
  if (one === '~' || other === '~') return one === '~' ? -1 : 1;
  const [isNumber, isOtherNumber] = [/^\d/.test(one), /^\d/.test(other)];
  if (isNumber && isOtherNumber) return Number(one) - Number(other) || (one < other ? -1 : 1);
  if (isNumber !== isOtherNumber) return isNumber ? 1 : -1;
  return one < other ? -1 : 1;
}
