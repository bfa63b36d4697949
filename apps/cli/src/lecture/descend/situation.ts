import { descent } from '@antigrad/core/lecture'

/** A descent and all that is said about it. */
export interface Situation {
  readonly landscape: descent.Landscape
  readonly options: descent.DescentOptions
  readonly path: descent.DescentPath
  readonly effect: descent.Effect
  /** Where the path ended. */
  readonly end: descent.Point
  /** Eigenvalues of the Hessian there, ascending: how much the function bends. */
  readonly bends: readonly number[]
  /** Of a quadratic function, the largest rate that converges. */
  readonly largestRate?: { readonly measured: number; readonly theory: number }
}

/** Descends, and looks at how it went. */
export function descend(landscape: descent.Landscape, options: descent.DescentOptions): Situation {
  const path = descent.descendOn(landscape, options)
  const end = path.points[path.points.length - 1]
  return {
    landscape,
    options,
    path,
    effect: descent.effectOf(path),
    end,
    bends: descent.eigenvalues(landscape.hessian(end)),
    ...(landscape.quadratic && {
      largestRate: {
        measured: descent.largestRateMeasured(landscape, landscape.start),
        theory: descent.largestRateInTheory(landscape, landscape.start),
      },
    }),
  }
}
