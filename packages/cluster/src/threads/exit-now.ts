import { requireKoffi } from '../mpi/koffi.js'

/** Loads what ends the process from any thread, whatever the others do: `process.exit` waits for calls of MPI. */
export function loadExitNow(): (code: number) => void {
  return requireKoffi().load(null).func('void _exit(int code)')
}
