import { Diverged, WorkerLost } from '@antigrad/core'
import type { Position } from '@antigrad/parallel'
import { Stopped, type StopSignal } from '../exit.js'

/** How a run ends that a signal has stopped, its checkpoint on the disk. */
export function stoppedBy(signal: StopSignal, { epoch, done }: Position, path: string): Stopped {
  const where = done > 0 ? `in epoch ${epoch}, after example ${done}` : `after epoch ${epoch - 1}`
  const hint = `antigrad train --resume ${path} goes on from there`
  return new Stopped(signal, `stopped by ${signal} ${where}; ${hint}`)
}

/**
 * The error that a run ends with, and what its folder keeps.
 * @param saved whole epochs of the last checkpoint; undefined where there is none
 */
export function withWhatIsKept(error: unknown, path: string, saved: number | undefined): unknown {
  const kept = `${path} keeps ${saved === undefined ? 'no checkpoint yet' : `the checkpoint after epoch ${saved}`}`
  if (error instanceof Diverged) return new Diverged(`${error.message}; ${kept}`, { cause: error })
  if (error instanceof WorkerLost) {
    const hint = `antigrad train --resume ${path} goes on`
    return new WorkerLost(`${error.message}; ${kept}, and ${hint}`, { cause: error })
  }
  return error
}
