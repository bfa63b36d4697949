import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
    pool: 'forks',
    // Some tests train on every core, and some bound how long a release may take: one file at a time.
    maxWorkers: 1,
    setupFiles: ['./tests/setup.ts'],
    testTimeout: 60_000,
    reporters: ['default', './tests/closing-line.ts'],
  },
})
