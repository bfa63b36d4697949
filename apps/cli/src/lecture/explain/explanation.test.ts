import { ACTIVATIONS, HEADS } from '@antigrad/core'
import { expect, test } from 'vitest'
import { widthOf } from '../align.js'
import { createExample, type Sizes } from './example.js'
import { explain } from './explanation.js'
import { explanationLines } from './page.js'

/** A formula in numbers, as it is printed, computed again. */
function computed(text: string): number {
  const script = text
    .replaceAll('−', '-')
    .replaceAll('√(2/π)', 'Math.sqrt(2/Math.PI)')
    .replaceAll('½(', '0.5*(')
    .replaceAll('½', '0.5')
    .replaceAll('·', '*')
    .replaceAll(/\|([^|]*)\|/g, 'Math.abs($1)')
    .replaceAll(/e\^-(\((?:[^()]|\([^()]*\))*\)|[\d.]+)/g, 'Math.exp(-$1)')
    .replaceAll(/e\^\(/g, 'Math.exp(')
    .replaceAll('ln(', 'Math.log(')
    .replaceAll('tanh(', 'Math.tanh(')
    .replaceAll('max(', 'Math.max(')
    .replaceAll('σ(', 'sigmoid(')
    .replaceAll('²', '**2')
    .replaceAll('³', '**3')
    // A sign before a power: JavaScript wants brackets.
    .replaceAll(/(?<![\w)])([\d.]+)\*\*2/g, '($1)**2')
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))
  return Number(new Function('sigmoid', `return ${script}`)(sigmoid))
}

const PAIRS = ACTIVATIONS.flatMap((activation) => HEADS.map((head) => [activation, head] as const))

test.each(PAIRS)(
  '%s, %s: every formula in numbers gives its value, and every derivative its difference',
  (activation, head) => {
    const sizes: Sizes = head === 'softmax-cross-entropy' ? [2, 3, 3] : [2, 3, 2]
    for (let seed = 1; seed <= 6; seed++) {
      const { forward, backward, apart } = explain(createExample(sizes, seed, { activation, head }), 1)
      let formulas = 0
      for (const { name, numbers, value } of [...forward, ...backward].flatMap(({ steps }) => steps)) {
        if (numbers === '') continue
        formulas++
        // What is written is rounded to six decimals; a handful of such numbers are added, multiplied, or divided by.
        const where = `seed ${seed}: ${name} = ${numbers}`
        const largest = Math.max(1, value * value, ...(numbers.match(/[\d.]+/g) ?? []).map(Number))
        expect(Math.abs(computed(numbers) - value), where).toBeLessThanOrEqual(3e-6 * largest)
      }
      expect(formulas).toBeGreaterThan(20)
      for (const { name, difference } of backward.flatMap(({ steps }) => steps)) {
        expect(difference, name).toBeTypeOf('number')
      }
      expect(apart).toBeLessThan(1e-11)
    }
  },
)

test.each(PAIRS)('%s, %s: a page of 80 columns has no longer line', (activation, head) => {
  for (const sizes of [
    [1, 1, 2],
    [2, 3, 2],
    [6, 6, 6],
  ] satisfies Sizes[]) {
    const lines = explanationLines(explain(createExample(sizes, 1, { activation, head }), 1), 80)
    for (const line of lines) expect(widthOf(line), line).toBeLessThanOrEqual(80)
  }
})
