import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { output } from './processes.mjs'
import { TOOLS } from './tools.mjs'

/** How each bundler makes of page.mjs, in a folder, the files of a page in another. */
export const BUNDLERS = {
  async vite(folder, out) {
    const { build } = await import('vite')
    writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="page.mjs"></script>')
    await build({
      root: folder,
      base: './',
      logLevel: 'error',
      build: { outDir: out, target: 'esnext', emptyOutDir: true },
    })
  },
  async webpack(folder, out) {
    const webpack = createRequire(import.meta.url)('webpack')
    const options = {
      mode: 'production',
      context: folder,
      entry: './page.mjs',
      output: { path: out, filename: 'page.js', publicPath: 'auto' },
      performance: { hints: false },
    }
    const stats = await new Promise((resolve, reject) =>
      webpack(options, (error, found) => (error ? reject(error) : resolve(found))),
    )
    if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'))
    writePage(out, 'page.js')
  },
  async parcel(folder, out) {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="page.mjs"></script>')
    await output(
      folder,
      [
        process.execPath,
        TOOLS.parcel,
        'build',
        'index.html',
        '--dist-dir',
        out,
        '--public-url',
        './',
        '--no-cache',
        '--no-source-maps',
      ],
      { PARCEL_WORKERS: '0' },
    )
  },
}

/** Bundlers that leave the worker out: they are told to make one more file of it. */
export const BUNDLERS_WITH_OWN_WORKER = {
  async esbuild(folder, out) {
    const { build } = await import('esbuild')
    await build({
      absWorkingDir: folder,
      entryPoints: { page: 'page-own-worker.mjs', worker: 'worker.mjs' },
      bundle: true,
      minify: true,
      format: 'esm',
      outdir: out,
      logLevel: 'error',
    })
    writePage(out, 'page.js')
  },
  async rollup(folder, out) {
    const { rollup } = await import('rollup')
    const { nodeResolve } = await import('@rollup/plugin-node-resolve')
    const build = await rollup({
      input: { page: join(folder, 'page-own-worker.mjs'), worker: join(folder, 'worker.mjs') },
      plugins: [nodeResolve({ browser: true })],
    })
    await build.write({ dir: out, format: 'esm', entryFileNames: '[name].js' })
    await build.close()
    writePage(out, 'page.js')
  },
}

/** A program for Node in one file, and its worker in another: what it may not need is its packages. */
export async function bundleForNode(folder, out) {
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: folder,
    entryPoints: { main: 'main-own-worker.mjs', worker: 'worker.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    outdir: out,
    logLevel: 'error',
  })
}

/** A page that loads a script and nothing else. */
export function writePage(folder, script) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'index.html'),
    `<!doctype html><script type="module" src="./${script}"></script>`,
  )
}
