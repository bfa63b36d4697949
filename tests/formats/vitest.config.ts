import { defineConfig } from 'vitest/config'

/** `pnpm test:formats`: against the programs that models are exchanged with; they have a lockfile of their own. */
export default defineConfig({
  test: {
    include: ['tests/formats/**/*.spec.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 300_000,
  },
})
