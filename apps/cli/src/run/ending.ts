import { Diverged, WorkerLost } from '@antigrad/core'
import type { Position } from '@antigrad/parallel'
import { Stopped, type StopSignal } from '../exit.js'
import { programName } from '../program.js'

/** How a run ends that a signal has stopped, its checkpoint on the disk. */
export function stoppedBy(signal: StopSignal, position: Position, path: string): Stopped {
  const hint = `${programName()} train --resume ${path} goes on from there`
  return new Stopped(signal, `stopped by ${signal} ${whereIs(position)}; ${hint}`)
}

function checkpointText(saved: Saved): string {
  if (saved === undefined) return 'no checkpoint yet'
  return saved === 'unknown' ? 'the last checkpoint, if there is one' : `the checkpoint ${whereIs(saved)}`
}

function whereIs({ epoch, done }: Position): string {
  if (done > 0) return `in epoch ${epoch}, after example ${done}`
  return epoch > 1 ? `after epoch ${epoch - 1}` : 'before the first epoch'
}

/** Where a run stood at its last checkpoint; undefined where there is none; not known to ranks that do not save them. */
export type Saved = Position | undefined | 'unknown'

/** The error that a run ends with, and what its folder keeps. */
export function withWhatIsKept(error: unknown, path: string, saved: Saved): unknown {
  const kept = `${path} keeps ${checkpointText(saved)}`
  if (error instanceof Diverged) return new Diverged(`${error.message}; ${kept}`, { cause: error })
  if (error instanceof WorkerLost) {
    const hint = `${programName()} train --resume ${path} goes on`
    return new WorkerLost(`${error.message}; ${kept}, and ${hint}`, { cause: error })
  }
  return error
}
