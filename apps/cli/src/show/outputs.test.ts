import { expect, test } from 'vitest'
import { paintFor } from '../output.js'
import { answerLines, answerOf } from './outputs.js'

test('the class of the largest output is predicted, the first of equal ones', () => {
  expect(answerOf(Float32Array.of(0.25, 0.5, 0.5), ['a', 'b', 'c'], undefined).predicted).toBe('b')
})

test('outputs that are no numbers, as huge weights make them, are shown as they are', () => {
  const some = answerOf(Float32Array.of(Number.NaN, 0.5, Number.NaN), ['a', 'b', 'c'], undefined)
  expect(some.predicted).toBe('b')
  const none = answerOf(Float32Array.of(Number.NaN, Number.NaN), [], undefined)
  expect(none.predicted).toBe('0')
  expect(answerLines(none, paintFor(process.stdout)).join()).toContain('NaN')
})

test('a model may have more outputs than a call takes arguments', () => {
  const outputs = new Float32Array(500_000)
  outputs[400_000] = 1
  const answer = answerOf(outputs, [], undefined)
  expect(answer.predicted).toBe('400000')
  expect(answerLines(answer, paintFor(process.stdout))).toHaveLength(500_000)
})
