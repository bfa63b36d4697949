import { approximation } from '@antigrad/core/lecture'
import type { paintFor } from '../../output.js'
import { Canvas } from '../canvas.js'
import { framed, projectionOn, type Window, withMargin } from '../frame.js'
import type { Problem } from './problem.js'

const ROWS = 15

/**
 * What an approximation looks like, for a terminal: of one argument the curve through the samples; of
 * several, for each unseen sample what it makes of it against what is right, which should lie on the
 * diagonal.
 * @param columns characters across, of the picture alone
 */
export function drawApproximation(
  problem: Problem,
  value: approximation.Approximant,
  columns: number,
  paint: ReturnType<typeof paintFor>,
): string[] {
  const canvas = new Canvas(columns, ROWS)
  const window =
    problem.samples.train.dimensions === 1
      ? drawCurve(canvas, problem, value)
      : drawPairs(canvas, problem, value)
  return framed(canvas.lines(paint), columns, window)
}

function drawCurve(
  canvas: Canvas,
  { samples: { train, unseen } }: Problem,
  value: approximation.Approximant,
): Window {
  const window = {
    x: approximation.rangeOf([...train.inputs, ...unseen.inputs]),
    y: withMargin(approximation.rangeOf([...train.outputs, ...unseen.outputs])),
  }
  const project = projectionOn(canvas, window)
  for (const [n, x] of train.inputs.entries()) canvas.cross(...project([x, train.outputs[n]]), 'mark')
  const { low, high } = window.x
  const points = Array.from({ length: canvas.width }, (_, column) => {
    const x = low + ((high - low) * column) / (canvas.width - 1)
    return project([x, value([x])])
  })
  for (let k = 1; k < points.length; k++) canvas.line(...points[k - 1], ...points[k], 'line')
  return window
}

function drawPairs(
  canvas: Canvas,
  { samples: { train, unseen } }: Problem,
  value: approximation.Approximant,
): Window {
  const range = withMargin(approximation.rangeOf([...train.outputs, ...unseen.outputs]))
  const window = { x: range, y: range }
  const project = projectionOn(canvas, window)
  canvas.line(...project([range.low, range.low]), ...project([range.high, range.high]), 'soft')
  for (let n = 0; n < unseen.count; n++) {
    canvas.dot(...project([unseen.outputs[n], value(approximation.inputOf(unseen, n))]), 'line')
  }
  return window
}
