// Gradient descent on a function of your own: what learning rates do, and the largest that converges.
import { descent } from '@antigrad/core/lecture'

const bowl = {
  name: 'bowl',
  formula: 'x² + xy + 2y²',
  value: ([x, y]) => x * x + x * y + 2 * y * y,
  gradient: ([x, y]) => [2 * x + y, x + 4 * y],
  hessian: () => [
    [2, 1],
    [1, 4],
  ],
  quadratic: true,
  window: [
    { low: -3, high: 3 },
    { low: -3, high: 3 },
  ],
  start: [2, -2],
  learningRate: 0.1,
  steps: 50,
}

for (const learningRate of [0.001, 0.2, 0.44, 0.5]) {
  const path = descent.descendOn(bowl, { ...bowl, learningRate })
  process.stdout.write(`${learningRate}: ${descent.effectOf(path)}\n`)
}
const measured = descent.largestRateMeasured(bowl, bowl.start)
const theory = descent.largestRateInTheory(bowl, bowl.start)
process.stdout.write(`largest: ${measured.toFixed(6)} measured, ${theory.toFixed(6)} by theory\n`)
