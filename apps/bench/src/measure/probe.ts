import { getEnvironmentData } from 'node:worker_threads'
import { PHASES, type Probe } from '@antigrad/parallel'
import { PHASE_TIMES } from './phase-times.js'

const shared = getEnvironmentData(PHASE_TIMES)
const times = new Float64Array(shared instanceof SharedArrayBuffer ? shared : new ArrayBuffer(0))
const indices = new Map(PHASES.map((name, index) => [name, index]))
let current = 0
let since = performance.now()

/** Adds the time since the last call to the phase that was entered then. Runs in the worker. */
export const enter: Probe['enter'] = (rank, phase) => {
  const now = performance.now()
  times[rank * PHASES.length + current] += now - since
  current = indices.get(phase) ?? 0
  since = now
}
