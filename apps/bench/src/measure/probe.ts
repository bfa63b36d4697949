import { getEnvironmentData } from 'node:worker_threads'
import { PHASES, type Probe } from '@antigrad/parallel'
import { PHASE_TIMES } from './phase-times.js'

const given = getEnvironmentData(PHASE_TIMES)
const shared = given instanceof SharedArrayBuffer ? given : new SharedArrayBuffer(8)
const awake = new Int32Array(shared, 0, 1)
const times = new Float64Array(shared, 8)
const indices = new Map(PHASES.map((name, index) => [name, index]))
let woken = 0
let current = 0
let since = 0

/** Adds the time since the last call to the phase that was entered then. Runs in the worker. */
export const enter: Probe['enter'] = (rank, phase) => {
  if (awake[0] === 0) return
  const now = performance.now()
  // What was entered while it slept began nobody knows when.
  if (awake[0] === woken) times[rank * PHASES.length + current] += now - since
  woken = awake[0]
  current = indices.get(phase) ?? 0
  since = now
}
