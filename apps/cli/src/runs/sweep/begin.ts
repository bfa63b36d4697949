import { UsageError } from '@antigrad/core'
import { wordsFor } from '../../hyperparameters/flags.js'
import { flagOf, HYPERPARAMETERS } from '../../hyperparameters/table.js'
import { checkFits } from '../../run/check-metric.js'
import type { Asked } from '../../run/config.js'
import type { MetricName } from '../../run/metric.js'
import type { PreparedRun } from '../../run/prepare.js'
import type { Plan } from '../plan.js'
import { drawnFrom, gridOf } from './candidates.js'
import type { Swept, SweptByKey } from './swept.js'

/** The part of the training examples for validation, by which the runs are chosen, unless another is asked for. */
const VALIDATION = 0.2

/** What a sweep is asked for beside its values. */
export interface SweepAsked {
  /** How many runs are drawn; absent for all combinations. */
  readonly random?: number
  readonly halving?: true
}

/** What is tried, before it is known by what it is chosen: that depends on the data. */
export interface Candidates extends Pick<Plan, 'runs' | 'halving'> {
  /** By what it is asked to be chosen. */
  readonly metric: MetricName | undefined
  /** Whether a part for validation was held back that nobody asked for. */
  readonly heldBack: boolean
}

/**
 * The runs of a sweep.
 * @throws UsageError where there is nothing to choose from, or what would choose by the test part
 */
export function candidatesOf(swept: SweptByKey, { random, halving }: SweepAsked): Candidates {
  refuse(swept)
  const metric = firstOf(swept.get('metric')) as MetricName | undefined
  const patient = swept.has('patience')
  const tried = new Map(swept)
  // It is what a run with patience goes by; others have nothing to do with it.
  if (!patient) tried.delete('metric')
  const heldBack = !swept.has('valSplit')
  if (heldBack) tried.set('valSplit', { kind: 'values', values: [VALIDATION] })
  const asked =
    random === undefined ? gridOf(tried) : drawnFrom(tried, random, Number(firstOf(swept.get('seed')) ?? 1))
  if (asked.length < 2) {
    throw new UsageError('expected several values of a hyperparameter, such as --lr 0.1 0.3 1, found one run')
  }
  const digits = String(asked.length).length
  const runs = asked.map((each, n) => ({
    name: `run-${String(n + 1).padStart(digits, '0')}`,
    flags: wordsFor(each),
  }))
  return { runs, metric, heldBack, ...(halving && { halving }) }
}

/**
 * By what the runs are chosen where nobody said: accuracy of classes, RMSE of a column of numbers, R² of several, whose units
 * may differ, the loss of other numbers.
 */
export function chosenMetric(metric: MetricName | undefined, prepared: readonly PreparedRun[]): MetricName {
  const chosen = metric ?? usualMetric(prepared[0])
  for (const { asked, data } of prepared) checkFits(chosen, asked, data)
  if (chosen === 'error') refuseOtherLosses(prepared)
  return chosen
}

function usualMetric({ asked, data: { dataset, form } }: PreparedRun): MetricName {
  if (dataset.train.labels) return 'accuracy'
  // Several labels have no metric but their loss.
  if (!form || asked.loss === 'binary-cross-entropy') return 'error'
  return form.label.length > 1 ? 'r2' : 'rmse'
}

/** @throws UsageError where losses are not the same measure: the least would say nothing */
function refuseOtherLosses(prepared: readonly PreparedRun[]): void {
  const kinds = ({ asked }: PreparedRun): (Asked[keyof Asked] | undefined)[] => [
    asked.loss,
    asked.labelSmoothing,
    asked.classWeight as never,
  ]
  const flags = ['--loss', '--label-smoothing', '--class-weight']
  const [first, ...others] = prepared.map(kinds)
  const differs = first.findIndex((each, at) => others.some((other) => String(other[at]) !== String(each)))
  if (differs < 0) return
  throw new UsageError(
    `--metric error: expected one that means the same with every ${flags[differs]} of the sweep, such as accuracy or rmse`,
  )
}

/** @throws UsageError for what a sweep has no use for, or takes once */
function refuse(swept: SweptByKey): void {
  for (const key of ['folds', 'fold'] as const) {
    if (swept.has(key)) {
      throw new UsageError(
        `${flagOf(HYPERPARAMETERS[key])}: expected with train; the runs of a sweep are chosen by --val-split`,
      )
    }
  }
  for (const key of ['metric', 'threads', 'kernels', 'strategy', 'valSplit'] as const) {
    const found = swept.get(key)
    if (found && (found.kind === 'range' || found.values.length > 1)) {
      throw new UsageError(`${flagOf(HYPERPARAMETERS[key])}: expected one value, the same for all runs`)
    }
  }
}

function firstOf(swept: Swept | undefined): unknown {
  return swept?.kind === 'values' ? swept.values[0] : undefined
}
