import {
  constant,
  cosine,
  exponentialDecay,
  oneCycle,
  plateau,
  type Schedule,
  stepDecay,
  UsageError,
} from '@antigrad/core'

interface Asked {
  readonly schedule: Schedule['name']
  readonly warmup?: number
  readonly gamma?: number
  readonly stepSize?: number
  readonly valSplit?: number
}

/** Which schedules take which flags. */
const TAKES: Readonly<Record<'warmup' | 'gamma' | 'stepSize', readonly Schedule['name'][]>> = {
  warmup: ['cosine'],
  gamma: ['step', 'exponential', 'plateau'],
  stepSize: ['step', 'plateau'],
}

const FLAGS = { warmup: '--warmup', gamma: '--gamma', stepSize: '--step-size' } as const

/**
 * The schedule that is asked for.
 * @throws UsageError for a number that it does not take, or where it needs validation that there is not
 */
export function scheduleOf(asked: Asked): Schedule {
  const { schedule, warmup = 0, gamma, stepSize = 10, valSplit } = asked
  for (const key of ['warmup', 'gamma', 'stepSize'] as const) {
    if (asked[key] === undefined || TAKES[key].includes(schedule)) continue
    const names = TAKES[key].join(' or ')
    throw new UsageError(`${FLAGS[key]} ${asked[key]}: expected with --schedule ${names}, found ${schedule}`)
  }
  switch (schedule) {
    case 'constant':
      return constant()
    case 'step':
      return stepDecay({ every: stepSize, ...(gamma !== undefined && { gamma }) })
    case 'exponential':
      return exponentialDecay({ gamma: gamma ?? 0.95 })
    case 'cosine':
      return cosine({ warmup })
    case 'one-cycle':
      return oneCycle()
    case 'plateau':
      if (valSplit === undefined) {
        throw new UsageError('--schedule plateau: expected with --val-split, by whose loss it goes')
      }
      return plateau({ patience: stepSize, ...(gamma !== undefined && { factor: gamma }) })
  }
}

/** Whether the rate of every step depends on how many there will be: then a run cannot go on for more epochs. */
export function endsWithRun(schedule: Schedule['name']): boolean {
  return schedule === 'cosine' || schedule === 'one-cycle'
}
