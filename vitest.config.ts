import { defineConfig } from 'vitest/config';
import { expectsReporter } from './test/support/expects-reporter.ts';

/** Where to write how often each test calls `expect`; nothing is counted without it. */
const counts = process.env['EXPECT_COUNTS'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test prints with a real browser, and a slow machine may have started two of them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 2,
    maxWorkers: 2,
    ...(counts && { setupFiles: ['test/support/count-expects.ts'], reporters: ['default', expectsReporter(counts)] }),
  },
});
