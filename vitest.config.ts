import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A test prints with a real browser, and a slow machine may have started two of them.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 2,
    maxWorkers: 2,
  },
});
