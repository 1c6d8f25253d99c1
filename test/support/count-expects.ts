/**
 * Counts the calls of `expect` in each test, for the reporter beside it. Loaded where EXPECT_COUNTS names a file:
 * `EXPECT_COUNTS=/tmp/before.json npx vitest run`, later the same with after.json, then
 * `node test/support/compare-expects.mjs /tmp/before.json /tmp/after.json` lists what was lost on the way.
 */
import { afterEach, expect } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** How many times the test called `expect`. */
    expectCalls?: number;
  }
}

afterEach(({ task }) => {
  // A test has the imported `expect` and one of its own, which is made when it is first read. Reading it here would make it.
  const { context } = task as { context: { readonly _local?: boolean; readonly expect: typeof expect } };
  const own = context._local ? context.expect.getState().assertionCalls : 0;
  task.meta.expectCalls = own + expect.getState().assertionCalls;
});
