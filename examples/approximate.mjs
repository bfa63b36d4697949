// An unknown function from samples alone: a network, a polynomial and straight lines, on points none of them saw.
import { approximation } from '@antigrad/core/lecture'
import { PHYSICAL_TABLES } from '@antigrad/data'

const { Approximation, fitError, fitPolynomial, holdOut, interpolate, samplesOf } = approximation
const table = PHYSICAL_TABLES.find(({ name }) => name === (process.argv[2] ?? 'copper-conductivity'))
const samples = samplesOf(
  [table.rows.map(([x]) => x)],
  table.rows.map(([, y]) => y),
)
const { train, unseen } = holdOut(samples, 3, 1)

const network = new Approximation({
  samples: train,
  hidden: [16],
  learningRate: 6,
  batchSize: 1,
  epochs: 9000,
  seed: 1,
})
while (network.advance());

for (const [name, value] of [
  ['network', network.value],
  ['polynomial', fitPolynomial(train).value],
  ['straight lines', interpolate(train)],
]) {
  const { rmse, largest } = fitError(value, unseen)
  process.stdout.write(
    `${name}: RMSE ${rmse.toPrecision(3)}, largest ${largest.toPrecision(3)} ${table.value.unit}\n`,
  )
}
