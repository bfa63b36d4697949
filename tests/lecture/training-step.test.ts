import { expect, test } from 'vitest'
import { resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'

const scratch = scratchFolder()

/** The share of unseen digits, in percent, that the network of the lecture's step 5 reads rightly. */
async function accuracyOf(epochs: number, rate: number, momentum = 0): Promise<number> {
  const update = momentum > 0 ? ['--optimizer', 'momentum', '--momentum', String(momentum)] : []
  const settings = ['--batch-size', '10', '--lr', String(rate), ...update, '--epochs', String(epochs)]
  const ended = await run(['train', '--recipe', 'lecture', '--hidden', '30', ...settings, '--json'], {
    cwd: scratch,
  })
  const { testAccuracy } = resultOf(ended)
  return 100 * Number(testAccuracy)
}

test('what the lecture says of rates and of momentum is so', async () => {
  expect(await accuracyOf(5, 0.1)).toBeCloseTo(86.5, 5)
  expect(await accuracyOf(5, 0.1, 0.9)).toBeCloseTo(92.2, 5)
  expect(await accuracyOf(1, 3)).toBeGreaterThan(86.5)
  // A tenth is chance.
  expect(await accuracyOf(2, 30)).toBeLessThan(12)
  expect(await accuracyOf(2, 3, 0.9)).toBeLessThan(12)
})
