import { STRATEGIES, type StrategyName } from '@antigrad/parallel/settings'
import type { KernelsChoice, KernelsName } from '../run/kernels.js'
import type { Hyperparameter } from './hyperparameter.js'
import { kernelNames, oneOf, threadCounts } from './values.js'

/** Who computes: how fast, and never what. */
export const EXECUTION = {
  strategy: {
    flag: '--strategy <name>',
    group: 'Execution',
    help: 'how workers share a step',
    values: oneOf(...STRATEGIES),
    default: { value: 'slices' },
    resume: 'fixed',
    label: 'strategy',
  } satisfies Hyperparameter<StrategyName>,

  threads: {
    flag: '--threads <n>',
    group: 'Execution',
    help: 'worker threads: how fast, never what',
    values: threadCounts,
    default: { value: 'auto' },
    resume: 'free',
    decides: () => false,
  } satisfies Hyperparameter<number | 'auto', number>,

  kernels: {
    flag: '--kernels <name>',
    group: 'Execution',
    help: 'what computes, how fast and never what (default: auto, the fastest here)',
    values: kernelNames,
    // A config keeps those that were used last; a run that goes on, elsewhere perhaps, chooses again.
    resume: 'free',
    decides: () => false,
    label: 'kernels',
  } satisfies Hyperparameter<KernelsChoice, KernelsName>,
}
