/** Writes how often each test called `expect` (see count-expects.ts) as JSON: calls by "file > describe > title". */
import { writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

export function expectsReporter(file: string): Reporter {
  return {
    onTestRunEnd(modules) {
      const calls: Record<string, number> = {};
      for (const module of modules) {
        for (const test of module.children.allTests()) {
          if (test.result().state === 'skipped') continue;
          const key = `${module.relativeModuleId} > ${test.fullName}`;
          // Two tests may have one title.
          calls[key] = (calls[key] ?? 0) + (test.meta().expectCalls ?? 0);
        }
      }
      const sorted = Object.entries(calls).sort(([a], [b]) => (a < b ? -1 : 1));
      writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
    },
  };
}
