import { fileURLToPath } from 'node:url'
import { createLogger, defineConfig, type Logger } from 'vite'
import { derivation } from './build/derivation.js'
import { packedDigits } from './build/packed-digits.js'

/** What lets the page share memory with its workers. A host that does not send them trains on one worker. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** Vite's, but where there is no program that opens a browser it says so, and goes on serving. */
function logger(): Logger {
  const plain = createLogger()
  const error: Logger['error'] = (message, options) => {
    if (/spawn .* ENOENT/.test(message)) plain.info('  No browser was found here: open the address in one.')
    else plain.error(message, options)
  }
  return { ...plain, error }
}

export default defineConfig({
  customLogger: logger(),
  // Any folder of any host will do.
  base: './',
  plugins: [packedDigits(), derivation()],
  resolve: {
    alias: {
      // Code that is shown, never run: `@source/core/src/….ts?raw`.
      '@source': fileURLToPath(new URL('../../packages', import.meta.url)),
      // Text that is shown.
      '@docs': fileURLToPath(new URL('../../docs', import.meta.url)),
    },
  },
  // As the packages: only what every browser with WebAssembly SIMD has.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The derivation with its formulas set: 50 kB compressed.
    chunkSizeWarningLimit: 1200,
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  server: { headers: isolation },
  preview: { headers: isolation },
})
