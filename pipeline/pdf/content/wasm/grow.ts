/** Memory growth, shared by all modules. */

export function aligned(place: usize): usize {
  return (place + 7) & ~7;
}

/** Ensures that memory extends to an address. @returns the end of memory */
export function reach(place: usize): usize {
  const pages = memory.size();
  const end = (<usize>pages) << 16;
  if (place <= end) return end;
  // Doubles, so that it rarely grows.
  const wanted = <i32>((place - end + 0xffff) >> 16);
  if (memory.grow(max(wanted, pages)) < 0 && memory.grow(wanted) < 0) unreachable();
  return (<usize>memory.size()) << 16;
}
