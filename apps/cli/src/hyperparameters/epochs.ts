/** Steps from which on a network of the modern recipe has learned what it can of a small table. */
const ENOUGH_STEPS = 1000

const LEAST = 20
const MOST = 400

/** The epochs that are meant: enough of them that there are a thousand steps, from 20 to 400. docs/recipes.md. */
export function chosenEpochs(choice: number | 'auto', examples: number, batchSize: number): number {
  if (choice !== 'auto') return choice
  const steps = Math.ceil(examples / batchSize)
  return Math.min(MOST, Math.max(LEAST, Math.ceil(ENOUGH_STEPS / steps)))
}
