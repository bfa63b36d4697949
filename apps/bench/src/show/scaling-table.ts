import type { ScalingRow } from '../records/record.js'
import { describeNetwork } from '../scenario.js'
import { summarize } from '../statistics.js'
import { factor, percent, thousands, times } from './format.js'
import type { Table } from './table.js'
import type { Term } from './term.js'

/** What the columns of a table mean. */
export const SCALING_TERMS: readonly Term[] = [
  ['examples/s', 'the median of the rounds; between the quartiles lies half of them.'],
  ['speed-up', 'against one thread of the same strategy (apart: of `slices`) in the same round.'],
  ['efficiency', 'speed-up by threads.'],
  ['compute', 'forward, deltas, sorting, and with `buffers` the gradient of the shard.'],
  [
    'barrier',
    'waiting for the others; with as many threads as cores one of them makes the next order meanwhile.',
  ],
  ['update', 'the step, with `slices` the sum of the gradient in it.'],
  [
    'apart',
    'so many networks side by side, a thread each, that never meet. It is what the machine gives to so many threads while its cores share power, caches and memory.',
  ],
  ['same weights', 'bit for bit those of one thread, strategy `slices`.'],
]

/** The same as lines of text. */
export const SCALING_NOTES = SCALING_TERMS.map(([term, meaning]) => `${term}: ${meaning}`)

/** One table for each scenario. */
export function scalingTables(rows: readonly ScalingRow[]): Table[] {
  return scenariosOf(rows).map((own) => ({
    title: titleOf(own[0]),
    columns: [
      'strategy',
      'threads',
      'examples/s',
      'between quartiles',
      'speed-up',
      'efficiency',
      'compute',
      'barrier',
      'update',
      'same weights',
    ],
    text: 1,
    rows: own.map(({ strategy, threads, examplesPerSecond: { median, low, high }, ...row }) => [
      strategy,
      String(threads),
      thousands(median),
      `${thousands(low)} – ${thousands(high)}`,
      factor(row.speedUp),
      percent(row.efficiency),
      percent(row.shares.compute),
      percent(row.shares.barrier),
      percent(row.shares.update),
      row.sameWeights ? 'yes' : 'no',
    ]),
  }))
}

/** How many threads to use, and what they buy: a line for each scenario. */
export function answerLines(rows: readonly ScalingRow[]): string[] {
  return scenariosOf(rows).map((own) => `${titleOf(own[0])}: ${answerOf(own)}`)
}

/** The same for the rows of one scenario. */
export function answerOf(rows: readonly ScalingRow[]): string {
  const { threads, strategy, examplesPerSecond, speedUp } = fastest(rows)
  const most = rows.find((row) => row.strategy === 'apart')
  const apart = most ? `; ${most.threads} threads apart: ${factor(most.speedUp)}` : ''
  return `${threads} ${threads === 1 ? 'thread' : 'threads'}, ${strategy}: ${thousands(examplesPerSecond.median)} examples/s, ${factor(speedUp)} of one thread${apart}`
}

/** What threads buy over all scenarios, in one sentence for who knows none of the terms. */
export function headlineOf(rows: readonly ScalingRow[], cores: number): string {
  const best = scenariosOf(rows).map(fastest)
  const gains = best.map(({ speedUp }) => speedUp)
  const [least, most] = [Math.min(...gains), Math.max(...gains)]
  const where = cores === 1 ? 'On 1 core' : `On ${cores} cores`
  if (best.every(({ threads }) => threads === 1)) return `${where}, one thread trains fastest.`
  const counts = [...new Set(best.map(({ threads }) => threads))].sort((a, b) => a - b)
  const many = counts.length === 1 ? `${counts[0]} threads train` : 'the best number of threads trains'
  const gain = times(least) === times(most) ? times(least) : `${times(least)} to ${times(most)}`
  return `${where}, ${many} ${gain} times as fast as one thread.`
}

/** The same of one scenario. */
export function plainAnswerOf(rows: readonly ScalingRow[]): string {
  const { threads, examplesPerSecond, speedUp } = fastest(rows)
  const rate = `${thousands(examplesPerSecond.median)} examples a second`
  return threads === 1
    ? `Fastest with one thread: ${rate}.`
    : `Fastest with ${threads} threads: ${rate}, ${times(speedUp)} times as many as with one.`
}

/** How steady the machine itself was meanwhile. */
export function machineLine(rows: readonly ScalingRow[]): string {
  const { median, low, high } = summarize(scenariosOf(rows).flatMap(([{ peaks }]) => peaks))
  const [middle, least, most] = [median, low, high].map((gflops) => gflops.toFixed(1))
  return `The machine itself: a loop in registers, in turn with them on one core: ${middle} GFLOP/s, ${least} – ${most} between quartiles.`
}

function fastest(rows: readonly ScalingRow[]): ScalingRow {
  const together = rows.filter((row) => row.strategy !== 'apart')
  return together.reduce((best, row) =>
    row.examplesPerSecond.median > best.examplesPerSecond.median ? row : best,
  )
}

/** `mnist-30-b10: 784-30-10, minibatch 10`. */
export function titleOf({ scenario, sizes, batchSize }: ScalingRow): string {
  return `${scenario}: ${describeNetwork(sizes, batchSize)}`
}

/** The rows of each scenario, in the order they were measured. */
export function scenariosOf(rows: readonly ScalingRow[]): ScalingRow[][] {
  const names = [...new Set(rows.map((row) => row.scenario))]
  return names.map((name) => rows.filter((row) => row.scenario === name))
}
