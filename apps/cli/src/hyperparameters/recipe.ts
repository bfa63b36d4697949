/** Whose defaults a run takes. */
export type RecipeName = 'lecture' | 'modern'

/** The lecture's network learns up to here in 20 epochs: σ and squares flatten the gradient of wider and deeper ones. */
const LECTURE = { units: 256, layers: 2, batchSize: 32 } as const

/** A recipe, and why it is not the one that the data would have. */
export interface ChosenRecipe {
  readonly name: RecipeName
  readonly reason?: string
}

/**
 * The recipe of a run on digits that asks for none: the lecture's, for networks and minibatches that it can train.
 * Measured with three seeds: docs/recipes.md.
 */
export function recipeOfDigits({
  hidden = [],
  batchSize = 1,
}: {
  readonly hidden?: readonly number[]
  readonly batchSize?: number
}): ChosenRecipe {
  const most = Math.max(0, ...hidden)
  const reason =
    most > LECTURE.units
      ? `${most} hidden units`
      : hidden.length > LECTURE.layers
        ? `${hidden.length} hidden layers`
        : batchSize > LECTURE.batchSize
          ? `minibatches of ${batchSize}`
          : undefined
  return reason === undefined ? { name: 'lecture' } : { name: 'modern', reason }
}

/** For people: that another recipe was taken than one might expect. */
export function recipeNote({ reason }: ChosenRecipe): string | undefined {
  if (reason === undefined) return undefined
  return `the lecture's network hardly learns with ${reason}: --recipe modern is taken; --recipe lecture insists on it`
}
