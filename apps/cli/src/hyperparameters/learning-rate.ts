/** What decides a good learning rate, of what is asked of a run. */
interface Asked {
  readonly optimizer: string
  readonly activation: string
  readonly loss: string
}

/** Of optimizers that scale their steps themselves: the rate of Kingma & Ba, Adam, 2015. */
const ADAPTIVE = 0.001

/** Of plain gradients where no σ flattens them. */
const STEEP = 0.1

/**
 * The learning rate unless one is asked for.
 * @param lecture the rate that σ and squares take with plain SGD
 */
export function defaultRate(asked: object, lecture: number): number {
  const { optimizer, activation, loss } = asked as Asked
  if (optimizer === 'adam' || optimizer === 'adamw' || optimizer === 'rmsprop') return ADAPTIVE
  const isLecture = activation === 'sigmoid' && loss === 'squared'
  const plain = isLecture ? lecture : STEEP
  // A momentum of 0.9 takes a step ten times.
  return optimizer === 'sgd' ? plain : plain / 10
}
