/** Words beside one another, moved apart as little as possible until none covers the next. */

/**
 * @param wanted where each would be
 * @param gap the least distance between two
 * @param end none goes beyond it, or below zero
 */
export function apart(wanted: readonly number[], gap: number, end: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] as number) - (wanted[b] as number));
  interface Group {
    readonly members: number[];
    /** Of its first member. */
    start: number;
  }
  const groups: Group[] = [];
  for (const index of order) {
    let group: Group = { members: [index], start: wanted[index] as number };
    for (let last = groups.at(-1); last && last.start + last.members.length * gap > group.start; last = groups.at(-1)) {
      groups.pop();
      const members = [...last.members, ...group.members];
      const middle = members.reduce((sum, member, at) => sum + (wanted[member] as number) - at * gap, 0) / members.length;
      group = { members, start: middle };
    }
    group.start = Math.max(0, Math.min(group.start, end - (group.members.length - 1) * gap));
    groups.push(group);
  }
  const places: number[] = [];
  for (const { members, start } of groups) for (const [at, member] of members.entries()) places[member] = start + at * gap;
  return places;
}
