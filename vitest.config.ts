import { defineConfig } from 'vitest/config';
import { expectsReporter } from './test/support/expects-reporter.ts';
import { slowestReporter } from './test/support/slowest-reporter.ts';

/** Where to write how often each test calls `expect`; nothing is counted without it. */
const counts = process.env['EXPECT_COUNTS'];

/** What needs neither a browser nor a process of its own. */
const unit = ['test/unit/**/*.test.ts', 'test/house/**/*.test.ts', 'test/**/*.unit.test.ts'];
/** What only the command shows. */
const cli = ['test/cli/**/*.test.ts'];

/** Browsers, servers and processes may be late once on a machine that is busy; what fails twice is wrong. The report says what was tried again. */
const retry = 1;

export default defineConfig({
  test: {
    // A test prints with a real browser, and a slow machine may have started two of them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 2,
    maxWorkers: 2,
    // Files of a worker share their modules, and with them one warm browser (test/support/shared-browser.ts).
    isolate: false,
    setupFiles: counts ? ['test/support/count-expects.ts'] : [],
    reporters: ['default', slowestReporter(15), ...(counts ? [expectsReporter(counts)] : [])],
    projects: [
      { extends: true, test: { name: 'unit', include: unit, sequence: { groupOrder: 0 } } },
      // All that is neither of the others, so that no new file is forgotten.
      {
        extends: true,
        test: { name: 'browser', include: ['test/**/*.test.ts'], exclude: [...unit, ...cli], sequence: { groupOrder: 1 }, retry },
      },
      { extends: true, test: { name: 'cli', include: cli, sequence: { groupOrder: 2 }, retry } },
    ],
  },
});
