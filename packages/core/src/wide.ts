/** `@antigrad/core/wide`: the wide kernels, which nobody carries who does not import this. */
import { WASM } from './engine/kernels/simd/generated/wide.js'
import { provideWide } from './engine/kernels/simd/load.js'

/**
 * Makes `wide` a name of kernels that this thread can compile. They are fast where V8 packs them, slow elsewhere: so they are
 * taken unasked only where `isPacked` says that it does.
 */
export function loadWideKernels({ isPacked = false }: { readonly isPacked?: boolean } = {}): void {
  provideWide(WASM, isPacked)
}
