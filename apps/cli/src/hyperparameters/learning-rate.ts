/** What decides a good learning rate, of what is asked of a run. */
interface Asked {
  readonly recipe: string
  readonly optimizer: string
  readonly activation: string
  readonly loss: string
  readonly hidden: readonly number[]
  readonly batchSize: number
}

/** Rows of a minibatch that the rates of optimizers that scale their steps themselves were chosen for. */
const ADAPTIVE_ROWS = 32

/** The rate of such an optimizer where the recipe has none for it: Kingma & Ba, Adam, 2015. */
const ADAPTIVE = 0.001

/** Of plain gradients where no σ flattens them. */
const STEEP = 0.1

/**
 * The learning rate unless one is asked for.
 * @param recipes the rate of the run's recipe, for its own optimizer, activation and loss
 */
export function defaultRate(asked: object, recipes: number): number {
  const { recipe, optimizer, activation, loss, hidden, batchSize } = asked as Asked
  const isModern = recipe === 'modern'
  if (optimizer === 'adam' || optimizer === 'adamw' || optimizer === 'rmsprop') {
    const rate = isModern ? recipes : ADAPTIVE
    return +(rate * ofRows(batchSize / ADAPTIVE_ROWS, rate, Math.max(0, ...hidden))).toPrecision(3)
  }
  const isLecture = activation === 'sigmoid' && loss === 'squared'
  const plain = isLecture && !isModern ? lectureRate(recipes, hidden, batchSize) : STEEP
  // A momentum of 0.9 takes a step ten times.
  return optimizer === 'sgd' ? plain : plain / 10
}

/** Units of a narrow layer, which has not come as far as a wider one when the epochs are over. */
const NARROW = { from: 32, below: 64 }

/**
 * Means over more rows are less noisy, by the square root of their number. Narrow networks that begin at the common rate, as of
 * images, also have to make up for the steps that larger minibatches take from them.
 */
function ofRows(times: number, rate: number, units: number): number {
  const isNarrow = rate <= ADAPTIVE && NARROW.from <= units && units < NARROW.below
  return isNarrow && times > 1 ? times : Math.sqrt(times)
}

/** Units and rows of a minibatch that the lecture's rate was chosen for. */
const UNITS = 128
const ROWS = 10

/** Fewer rows make the step noisier; more units make it longer, for all of them pull at the outputs at once. */
function lectureRate(rate: number, hidden: readonly number[], batchSize: number): number {
  const ofUnits = Math.min(1, UNITS / Math.max(1, ...hidden))
  const ofRows = Math.min(1, (1 + (2 * (batchSize - 1)) / (ROWS - 1)) / 3)
  return +(rate * ofUnits * ofRows).toPrecision(3)
}
