/**
 * Turns work that emits values before it ends into a generator, so that the caller decides what to do with them.
 * @yields the values that `work` emits, in order
 * @returns the result of `work`
 */
export async function* streamValues<T, Result>(work: (give: (value: T) => void) => Promise<Result>): AsyncGenerator<T, Result> {
  const given: T[] = [];
  let hasEnded = false;
  let wake = () => {};
  const end = work((value) => {
    given.push(value);
    wake();
  });
  end
    .catch(() => {})
    .finally(() => {
      hasEnded = true;
      wake();
    });
  for (;;) {
    for (let value = given.shift(); value !== undefined; value = given.shift()) yield value;
    if (hasEnded) return end;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}
