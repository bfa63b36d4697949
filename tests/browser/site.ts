import { fileURLToPath } from 'node:url'
import { preview } from 'vite'
import { PLAIN_HOST } from './chromium.js'

/** The built playground on a port of its own, with the headers that vite sends. */
export interface Site {
  readonly url: string
  close(): Promise<void>
}

/**
 * Serves apps/playground/dist. Throws where it was not built.
 * @param isolated whether pages may share memory with workers, as vite's servers let them and most hosts do not
 */
export async function serveSite(isolated = true): Promise<Site> {
  const root = fileURLToPath(new URL('../../apps/playground', import.meta.url))
  const headers = {
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Cross-Origin-Embedder-Policy': 'unsafe-none',
  }
  const server = await preview({
    root,
    logLevel: 'error',
    preview: { port: 0, host: '127.0.0.1', allowedHosts: [PLAIN_HOST], ...(!isolated && { headers }) },
  })
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('vite preview gave no address')
  return { url, close: () => server.close() }
}
