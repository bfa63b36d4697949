/** A page has no way to V8's flags: its kernels are the narrow ones. */
export function enableWideKernels(_onDifference?: (what: string) => void): boolean {
  return false
}
