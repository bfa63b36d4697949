import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default', './tests/closing-line.ts'],
    pool: 'forks',
    setupFiles: ['./tests/setup.ts'],
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['tests/**/*.test.ts'],
          // `pnpm test:faults` has them: they kill ranks, and cut hosts off, for a minute.
          exclude: [
            ...configDefaults.exclude,
            // biome-ignore lint/suspicious/noUndeclaredEnvVars: turbo runs no tests
            ...(process.env.ANTIGRAD_FAULTS ? [] : ['tests/cluster/{kill,hosts}.test.ts']),
          ],
          // Some tests train on every core, and some bound how long a release may take: one file at a time.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
