import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'tests/**/*.test.ts'],
    pool: 'forks',
    // Workers and timings are measured in some tests: one file at a time on each core is enough.
    maxWorkers: 2,
    testTimeout: 60_000,
    reporters: ['default', './tests/closing-line.ts'],
  },
})
