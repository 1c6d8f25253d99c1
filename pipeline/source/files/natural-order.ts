/** The order in which people expect numbered names: `2-b` before `10-a`. */

/** Compares names by their digits as numbers, and otherwise letter by letter, on every machine alike. */
export function naturalOrder(a: string, b: string): number {
  const [one, other] = [parts(a), parts(b)];
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    const [left, right] = [one[i] as string, other[i] as string];
    if (left === right) continue;
    const numbers = /^\d/.test(left) && /^\d/.test(right);
    if (numbers && Number(left) !== Number(right)) return Number(left) - Number(right);
    return left < right ? -1 : 1;
  }
  return one.length - other.length;
}

const parts = (name: string): string[] => name.match(/\d+|\D+/g) ?? [];
