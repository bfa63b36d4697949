import { measured } from '../../report/number.js'
import { type Part, svgFile } from '../svg.js'
import { curvePart } from './curve-part.js'
import { errorPart } from './error-part.js'
import type { Comparison } from './methods.js'
import { pairsPart } from './pairs-part.js'
import type { Problem } from './problem.js'
import { surfacePart } from './surface-part.js'

/**
 * The picture of an approximation, an SVG file: the curve and the errors along it; of two arguments the
 * contours and of more the unseen samples, predicted against right.
 */
export function pictureOf(problem: Problem, comparison: Comparison): string {
  const { dimensions } = problem.samples.train
  const parts: Part[] =
    dimensions === 1
      ? [curvePart(problem, comparison), errorPart(problem, comparison)]
      : [...(dimensions === 2 ? [surfacePart(problem, comparison)] : []), pairsPart(problem, comparison)]
  return svgFile(
    problem.title,
    [...(problem.source === undefined ? [] : [problem.source]), errorsText(comparison, problem)],
    parts,
  )
}

function errorsText({ methods }: Comparison, { value }: Problem): string {
  const unit = value.unit && ` ${value.unit}`
  const errors = methods.map(({ name, error }) => `${measured(error.rmse)} ${name}`)
  return `RMSE at unseen samples${unit && `,${unit}`}: ${errors.join(', ')}`
}
