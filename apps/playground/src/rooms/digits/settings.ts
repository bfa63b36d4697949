import { computed } from '@preact/signals'
import { setting } from '../../state/address.js'
import { number, whole } from '../../state/codec.js'
import { type Pace, paceCodec } from '../../training/pace.js'
import type { RunSettings } from './protocol.js'

export const hidden = setting('digits', 'hidden', whole(1, 256), 48)
export const learningRate = setting('digits', 'rate', number(0.01, 30), 3)
export const batchSize = setting('digits', 'batch', whole(1, 512), 10)
export const epochs = setting('digits', 'epochs', whole(1, 200), 10)
export const seed = setting('digits', 'seed', whole(0, 2 ** 32 - 1), 1)
export const pace = setting<Pace>('digits', 'pace', paceCodec, 'slow')

/** Most threads that this browser can train on: without shared memory one. */
export const mostThreads = crossOriginIsolated ? Math.max(1, navigator.hardwareConcurrency || 1) : 1

/** Threads that a run trains on: one core is left to the page. They decide how fast, never what. */
export const threads = setting('digits', 'threads', whole(1, 64), Math.min(4, Math.max(1, mostThreads - 1)))

/** What a run is begun with. */
export const runSettings = computed<RunSettings>(() => ({
  hidden: [hidden.value],
  learningRate: learningRate.value,
  batchSize: batchSize.value,
  epochs: epochs.value,
  seed: seed.value,
}))

/** The command that trains the same network in Node. */
export function commandOf(settings: RunSettings, epoch: number): string {
  return [
    'pnpm train',
    `--hidden ${settings.hidden.join(',')}`,
    `--batch-size ${settings.batchSize}`,
    `--lr ${settings.learningRate}`,
    `--seed ${settings.seed}`,
    `--epochs ${epoch}`,
  ].join(' ')
}
