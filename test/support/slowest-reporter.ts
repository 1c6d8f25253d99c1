/** Lists the slowest tests at the end of a run of many. */
import type { Reporter } from 'vitest/node';

/** @param count how many are listed */
export function slowestReporter(count: number): Reporter {
  return {
    onTestRunEnd(modules) {
      const timed = modules.flatMap((module) =>
        [...module.children.allTests()].map((test) => ({
          milliseconds: test.diagnostic()?.duration ?? 0,
          name: `${module.relativeModuleId} > ${test.fullName}`,
        })),
      );
      if (timed.length <= count) return;
      const slowest = timed.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, count);
      const lines = slowest.map(({ milliseconds, name }) => `${(milliseconds / 1000).toFixed(1).padStart(7)} s  ${name}`);
      process.stdout.write(`\n The slowest tests\n${lines.join('\n')}\n`);
    },
  };
}
