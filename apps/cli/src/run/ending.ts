import { Diverged, WorkerLost } from '@antigrad/core'
import type { Position } from '@antigrad/parallel'
import { Stopped, type StopSignal } from '../exit.js'
import { programName } from '../program.js'

/** How a run ends that a signal has stopped, its checkpoint on the disk. */
export function stoppedBy(signal: StopSignal, position: Position, path: string): Stopped {
  const hint = `${programName()} train --resume ${path} goes on from there`
  return new Stopped(signal, `stopped by ${signal} ${whereIs(position)}; ${hint}`)
}

function whereIs({ epoch, done }: Position): string {
  if (done > 0) return `in epoch ${epoch}, after example ${done}`
  return epoch > 1 ? `after epoch ${epoch - 1}` : 'before the first epoch'
}

/**
 * The error that a run ends with, and what its folder keeps.
 * @param saved where the run stood at its last checkpoint; undefined where there is none
 */
export function withWhatIsKept(error: unknown, path: string, saved: Position | undefined): unknown {
  const kept = `${path} keeps ${saved === undefined ? 'no checkpoint yet' : `the checkpoint ${whereIs(saved)}`}`
  if (error instanceof Diverged) return new Diverged(`${error.message}; ${kept}`, { cause: error })
  if (error instanceof WorkerLost) {
    const hint = `${programName()} train --resume ${path} goes on`
    return new WorkerLost(`${error.message}; ${kept}, and ${hint}`, { cause: error })
  }
  return error
}
