/**
 * When V8 optimizes a function. A build takes a second or two, and V8 spends about a third of that optimizing code that hardly
 * runs afterwards, on cores that the browser needs. So the command line makes V8 wait about ten times as long as by
 * default; a program that uses Dossier as a library decides for itself.
 *
 * V8 prints an error for an unknown flag and offers no way to check. So the flag depends on Node's version:
 * | Node  | V8           | unit                               | default    |
 * | ----- | ------------ | ---------------------------------- | ---------- |
 * | 20    | 11.3         | bytes of code that a function ran  | 67584      |
 * | 21–26 | 11.8 to 14.6 | calls of a function                | 3000       |
 * A version that is not in the table keeps V8's default until it has been tested (`npm run test:nodes`).
 */
const [firstWithCalls, lastTried] = [21, 26];

/** V8's flag for this version of Node, such as `20.19.0`; undefined where none is known to work. */
export function tierUpFlag(node: string): string | undefined {
  const major = Number.parseInt(node, 10);
  if (major === 20) return '--interrupt-budget=500000';
  return major >= firstWithCalls && major <= lastTried ? '--invocation-count-for-turbofan=30000' : undefined;
}
