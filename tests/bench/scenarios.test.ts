import { Trainer } from '@antigrad/core'
import { expect, test } from 'vitest'
import { findScenarios, openScenario } from '../../apps/bench/src/scenario.js'

const ENOUGH = 0.8

// Others' libraries are measured at it, and a network whose outputs are all saturated is no task.
test.each(await findScenarios(undefined))('$name is a task that is learned', async (scenario) => {
  const dataset = await openScenario(scenario)
  const trainer = new Trainer({ ...scenario, dataset })
  let best = 0
  for (let epoch = 1; epoch <= 12 && best < ENOUGH; epoch++) best = trainer.epoch().accuracy
  expect(best).toBeGreaterThanOrEqual(ENOUGH)
})
