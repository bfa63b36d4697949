import { Trainer } from '@antigrad/core'
import { expect, test } from 'vitest'
import { findScenarios, missingData, openScenario } from '../../apps/bench/src/scenario.js'

/** Accuracy within twelve epochs: networks of several hidden sigmoid layers learn slowly. */
const ENOUGH = { one: 0.8, several: 0.5 }

/** Larger networks take minutes to learn on one thread. */
const MOST_UNITS = 2000

const small = (await findScenarios(undefined)).filter(
  ({ hidden }) => hidden.reduce((sum, units) => sum + units) < MOST_UNITS,
)

// Others' libraries are measured at it, and a network whose outputs are all saturated is no task.
test.each(small)('$name is a task that is learned', async (scenario) => {
  const missing = missingData(scenario)
  if (missing) return void process.stdout.write(`${missing}\n`)
  const dataset = await openScenario(scenario)
  const trainer = new Trainer({ ...scenario, dataset })
  const enough = scenario.hidden.length > 1 ? ENOUGH.several : ENOUGH.one
  let best = 0
  for (let epoch = 1; epoch <= 12 && best < enough; epoch++) best = trainer.epoch().accuracy
  expect(best).toBeGreaterThanOrEqual(enough)
})
