/**
 * Turns work that gives values before it has ended into a generator, so that whoever asked for it decides what is done with them.
 * @yields what `work` gives, in that order
 * @returns what `work` comes to
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
