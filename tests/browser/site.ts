import { fileURLToPath } from 'node:url'
import { preview } from 'vite'

/** The built playground on a port of its own, with the headers that vite sends. */
export interface Site {
  readonly url: string
  close(): Promise<void>
}

/** Serves apps/playground/dist. Throws where it was not built. */
export async function serveSite(): Promise<Site> {
  const root = fileURLToPath(new URL('../../apps/playground', import.meta.url))
  const server = await preview({ root, logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } })
  const url = server.resolvedUrls?.local[0]
  if (!url) throw new Error('vite preview gave no address')
  return { url, close: () => server.close() }
}
