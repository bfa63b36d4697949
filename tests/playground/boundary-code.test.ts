import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { ACTIVATIONS, Trainer, UPDATE_RULES, weightBytes } from '@antigrad/core'
import { plane } from '@antigrad/core/lecture'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeOf } from '../../apps/playground/src/rooms/boundary/code.js'
import { onGrid } from '../../apps/playground/src/rooms/boundary/own-points.js'
import { type RunSettings, trainingOptions } from '../../apps/playground/src/rooms/boundary/run-settings.js'

const coordinate = fc.double({ min: -2, max: 2, noNaN: true })
const point = fc.record({ x: coordinate, y: coordinate, label: fc.integer({ min: 0, max: 2 }) })
const source = fc.oneof(
  fc.record({
    set: fc.constantFrom(...(Object.keys(plane.PLANE_SETS) as plane.PlaneSetName[])),
    noise: fc.constantFrom(0, 0.05, 0.13),
  }),
  fc.record({ own: fc.array(point.map(onGrid), { minLength: 1, maxLength: 20 }) }),
)
const settings: fc.Arbitrary<RunSettings> = fc.record({
  source,
  hidden: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 4 }),
  activation: fc.constantFrom(...ACTIVATIONS),
  head: fc.constantFrom('softmax-cross-entropy', 'sigmoid-cross-entropy', 'squared'),
  rule: fc.constantFrom(...UPDATE_RULES),
  learningRate: fc.constantFrom(0.001, 0.01, 0.1),
  weightDecay: fc.constantFrom(0, 0.001),
  dropout: fc.constantFrom(0, 0.25),
  batchSize: fc.integer({ min: 1, max: 200 }),
  seed: fc.integer({ min: 0, max: 9999 }),
})

/** The hash that the page shows after so many steps. */
function trained(settings: RunSettings, steps: number): { hash: string; stepsPerEpoch: number } {
  const options = trainingOptions(settings)
  const stepsPerEpoch = Math.ceil(options.dataset.train.count / options.batchSize)
  const trainer = new Trainer(options)
  for (let step = 0; step < steps; step++) {
    if (step % stepsPerEpoch === 0) trainer.beginEpoch()
    trainer.steps(1)
  }
  const { architecture, parameters } = trainer.network
  const hash = createHash('sha256').update(weightBytes(architecture, parameters)).digest('hex')
  return { hash: `sha256:${hash}`, stepsPerEpoch }
}

test('the code runs as it is, and gives the weights of the page, bit for bit', () => {
  fc.assert(
    fc.property(settings, fc.integer({ min: 0, max: 70 }), (settings, steps) => {
      const { hash, stepsPerEpoch } = trained(settings, steps)
      const code = codeOf(settings, { steps, stepsPerEpoch })
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-'], {
        cwd: import.meta.dirname,
        input: code,
        encoding: 'utf8',
      })
      expect(stderr).toBe('')
      expect(stdout.trim().split('\n').at(-1)).toBe(hash)
    }),
    { numRuns: 12 },
  )
}, 60_000)
