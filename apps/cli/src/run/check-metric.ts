import { UsageError } from '@antigrad/core'
import type { RunConfig } from './config.js'
import { METRIC_NAMES, METRICS, type Metric, type MetricName } from './metric.js'
import type { RunData } from './run-data.js'

/**
 * Checks, before a run begins, that its metric says something of its data.
 * @throws UsageError where there is no patience to go by it, it does not fit the task, or it is undefined
 */
export function checkMetric(
  { metric: name, patience, ...config }: Pick<RunConfig, 'metric' | 'patience' | 'data' | 'loss'>,
  data: Pick<RunData, 'dataset'>,
): void {
  if (name === undefined) return
  if (patience === undefined)
    throw new UsageError(`--metric ${name}: expected with --patience, which goes by it`)
  checkFits(name, config, data)
}

/** @throws UsageError where a metric does not fit the task, or is undefined for the examples of validation */
export function checkFits(
  name: MetricName,
  { data: source, loss }: Pick<RunConfig, 'data' | 'loss'>,
  { dataset }: Pick<RunData, 'dataset'>,
): void {
  const metric: Metric = METRICS[name]
  const task = dataset.train.labels ? 'classes' : 'numbers'
  const fitting = METRIC_NAMES.filter((each) => ['either', task].includes(METRICS[each].measures))
  if (!fitting.includes(name)) {
    throw new UsageError(
      `--metric ${name}: expected one for ${task}, which ${source} has: ${fitting.join(', ')}`,
    )
  }
  const reason = metric.undefinedFor?.(dataset.test, loss)
  if (reason === undefined) return
  throw new UsageError(
    `--metric ${name}: undefined for the ${dataset.test.count} examples of validation: ${reason}`,
  )
}
