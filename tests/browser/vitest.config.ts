import { defineConfig } from 'vitest/config'

/**
 * The playground, built first as users get it, and the bench's pages in a real browser: `pnpm test:browser`.
 * `PICTURES=1 pnpm test:browser` takes the pictures of the README instead.
 */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [process.env.PICTURES ? 'tests/browser/pictures.ts' : 'tests/browser/**/*.spec.ts'],
    pool: 'forks',
    // One browser at a time: it trains on every core.
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/closing-line.ts'],
  },
})
