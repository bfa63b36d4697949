import { measured } from '../../report/number.js'
import { aligned } from '../align.js'
import type { Situation } from './situation.js'

/** Steps that are shown: the first ones, then ever fewer. */
const SHOWN = [0, 1, 2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000]

/** The steps as a table, for people. */
export function pathLines({ path: { points, values, slopes } }: Situation): string[] {
  const last = points.length - 1
  const steps = [...SHOWN.filter((step) => step < last), last]
  return aligned(
    [
      ['step', ...['x', 'y'].slice(0, points[0].length), 'f', '‖∇f‖'],
      ...steps.map((step) => [
        String(step),
        ...points[step].map((coordinate) => fixed(coordinate)),
        measured(values[step], 6),
        measured(slopes[step]),
      ]),
    ],
    ['right', 'right', 'right', 'right', 'right'],
  )
}

/** What the learning rate did, and why, for people. */
export function effectLines(situation: Situation): string[] {
  const { landscape, options, path, effect, bends, largestRate } = situation
  const rows = [['effect', `${effect}: ${reason(situation)}`]]
  if (landscape.quadratic) {
    for (const λ of bends) rows.push([`λ = ${measured(λ)}`, direction(1 - options.learningRate * λ)])
  }
  if (largestRate) {
    const { measured: found, theory } = largestRate
    rows.push(['largest rate', `${found.toFixed(8)} measured, 2/λmax = ${theory.toFixed(8)} by theory`])
  } else if (!path.lost) {
    rows.push([bends.length === 1 ? 'f″ at the end' : 'λ at the end', bendText(bends)])
  }
  return aligned(rows, ['left', 'left'])
}

/** The result as `--json` promises it. */
export function descentJson({
  landscape,
  options,
  path,
  effect,
  end,
  bends,
  largestRate,
}: Situation): string {
  const { points, values, slopes, turns, arrival, lost } = path
  return JSON.stringify({
    type: 'result',
    function: landscape.name,
    ...options,
    effect,
    taken: points.length - 1,
    turns: turns.length,
    arrival: arrival ?? null,
    lost,
    end: { at: end, value: values[values.length - 1], slope: slopes[slopes.length - 1], eigenvalues: bends },
    ...(largestRate && { largestRate }),
    points,
    values,
  })
}

function reason({ path: { points, values, slopes, turns, arrival, lost }, effect }: Situation): string {
  const last = points.length - 1
  const turned = turns.length === 1 ? '1 step turned back' : `${turns.length} steps turned back`
  const fell = arrival === undefined ? '' : `after ${arrival} steps ‖∇f‖ is a thousandth of what it was`
  if (lost) return `after ${last} steps it is out of sight; ${turned}`
  if (effect === 'diverging')
    return `in ${last} steps f rose from ${measured(values[0])} to ${measured(values[last])}`
  if (effect === 'oscillating') return `${turned}; ${fell || `it did not arrive in ${last} steps`}`
  if (effect === 'converging') return turns.length === 0 ? fell : `${fell}; ${turned}`
  return `in ${last} steps ‖∇f‖ went from ${measured(slopes[0])} to ${measured(slopes[last])}, and has further to go`
}

function direction(factor: number): string {
  const size = `each step multiplies this part of the distance by ${measured(factor, 4)}`
  if (Math.abs(factor) > 1) return `${size}: it grows`
  if (factor === -1) return `${size}: to and fro without end`
  if (factor < 0) return `${size}: it hops over the minimum`
  return factor > 0.9 ? `${size}: it creeps` : `${size}: it shrinks`
}

function bendText(bends: readonly number[]): string {
  const text = bends.map((λ) => measured(λ)).join(', ')
  const [least, most] = [bends[0], bends[bends.length - 1]]
  if (least > 0) return `${text}: near here rates up to 2/λmax = ${measured(2 / most)} converge`
  return bends.length > 1 && most > 0
    ? `${text}: here it bends up one way and down another`
    : `${text}: here it bends down`
}

function fixed(value: number): string {
  if (Math.abs(value) < 5e-6) return (0).toFixed(5)
  return Math.abs(value) < 1e6 ? value.toFixed(5) : measured(value, 6)
}
