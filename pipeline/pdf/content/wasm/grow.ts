/** How memory grows, for every module. */

export function aligned(place: usize): usize {
  return (place + 7) & ~7;
}

/** Makes sure that memory goes up to a place. @returns where it ends */
export function reach(place: usize): usize {
  const pages = memory.size();
  const end = (<usize>pages) << 16;
  if (place <= end) return end;
  // Twice as much, so that it seldom grows.
  const wanted = <i32>((place - end + 0xffff) >> 16);
  if (memory.grow(max(wanted, pages)) < 0 && memory.grow(wanted) < 0) unreachable();
  return (<usize>memory.size()) << 16;
}
