import { approximation } from '@antigrad/core/lecture'
import { PHYSICAL_TABLES, type PhysicalTable } from '@antigrad/data'

export const TABLES = ['water-density', 'vapour-pressure', 'copper-conductivity', 'air-density'] as const
export type TableName = (typeof TABLES)[number]

/** One row of so many is kept from all methods, and the seed that chooses which: as the command has them. */
const GROUP = 3
const SEED = 1

/** Places of the plot along the argument. */
export const PLACES = 241

/** Hidden units, steps and the rate of the first ones: as the command has them. */
export const TRAINING = { hidden: [16], learningRate: 6, batchSize: 1, seed: SEED }
export const STEPS = 300_000

export function tableOf(name: TableName): PhysicalTable {
  const found = PHYSICAL_TABLES.find((table) => table.name === name)
  if (!found) throw new Error(`there is no table ${name}`)
  return found
}

/** The rows to learn from, and those that nobody sees. */
export function splitOf({ rows }: PhysicalTable): approximation.SplitSamples {
  const samples = approximation.samplesOf(
    [rows.map(([x]) => x)],
    rows.map(([, value]) => value),
  )
  return approximation.holdOut(samples, GROUP, SEED)
}

/** Where the plot asks for values. */
export function placesOf({ rows }: PhysicalTable): Float64Array {
  const [low, high] = [rows[0][0], rows[rows.length - 1][0]]
  return Float64Array.from({ length: PLACES }, (_, k) => low + ((high - low) * k) / (PLACES - 1))
}
