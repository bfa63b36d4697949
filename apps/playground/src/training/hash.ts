import { type Network, weightBytes } from '@antigrad/core'

/**
 * The name of a network by its weights, as `pnpm train` prints it: `sha256:…`.
 * @returns undefined where the browser computes none: on pages that did not come over https
 */
export async function weightsHash({ architecture, parameters }: Network): Promise<string | undefined> {
  if (!isSecureContext) return undefined
  const bytes = weightBytes(architecture, parameters)
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
  return `sha256:${hex.join('')}`
}
