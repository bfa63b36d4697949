import { arch, version } from 'node:process'
import { note } from '@antigrad/command'
import { Network, simdAvailable, UsageError } from '@antigrad/core'
import type { Kernels } from '@antigrad/core/internal'
import { enableWideKernels } from '@antigrad/parallel/wide'

export type KernelsName = Kernels['name']

/** What may be asked for: `auto` for the fastest that this machine runs. The bits of all are the same. */
export type KernelsChoice = KernelsName | 'auto'

/**
 * Chooses the kernels of this command. To be called before anything compiles WebAssembly: V8 packs nothing that it has
 * compiled before.
 * @throws UsageError where those that were asked for do not run here
 */
export function chooseKernels(asked: KernelsChoice = 'auto'): KernelsName {
  if (asked === 'plain') return asked
  if (!simdAvailable()) {
    if (asked !== 'auto') {
      throw new UsageError(
        `--kernels ${asked}: expected an engine with WebAssembly SIMD, found none; --kernels plain gives the same bits`,
      )
    }
    note('note: WebAssembly SIMD is not available here; going on with the plain kernels, more slowly')
    return 'plain'
  }
  if (asked === 'simd') return asked
  let isDifferent = false
  const isPacked = enableWideKernels((what) => {
    isDifferent = true
    note(`note: the wide kernels compute other bits here (${what}); going on with simd, whose bits are right`)
  })
  if (isPacked) return 'wide'
  if (asked === 'auto' || isDifferent) return 'simd'
  throw new UsageError(
    `--kernels wide: expected Node 24 or 26 on x64, whose V8 packs operations of 128 bits into 256, found ${version} on ${arch}; --kernels simd gives the same bits`,
  )
}

/** A network that answers by the kernels that were asked for. @throws UsageError as `chooseKernels` */
export function withKernels(network: Network, asked: KernelsChoice): Network {
  return new Network(network.architecture, network.parameters, chooseKernels(asked))
}
