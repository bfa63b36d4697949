import { rolldown } from 'rolldown'

/**
 * Writes dist/browser/: modules for a page without a bundler, and the worker beside them, where `ParallelTrainer` looks for it.
 */
export async function bundleBrowser() {
  const build = await rolldown({
    input: {
      antigrad: 'dist/browser.js',
      predict: 'dist/predict.js',
      'web-worker': 'dist/parallel/web-worker.js',
    },
    platform: 'browser',
  })
  await build.write({
    dir: 'dist/browser',
    format: 'esm',
    minify: true,
    comments: { legal: true },
    chunkFileNames: '[name].js',
  })
  await build.close()
}
