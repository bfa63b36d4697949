// A whole program that closes runs while their threads still load: node closed-early.mjs <runs>.
import { createRandom } from '@antigrad/core'
import { ParallelTrainer } from '@antigrad/parallel'

const part = {
  name: 'two',
  count: 2,
  inputs: 1,
  outputs: 1,
  features: Uint8Array.of(0, 255),
  labels: Uint32Array.of(0, 0),
  classes: ['any'],
}
const options = { dataset: { train: part, test: part }, hidden: [], batchSize: 2, learningRate: 1, seed: 1 }
const random = createRandom(1, 0)
const probe = new URL('./deadly-probe.mjs', import.meta.url)
for (let run = 0; run < Number(process.argv[2]); run++) {
  // The first that dies ends the run, in every second one at the gate: the others are still on their way there. What
  // piscina starts in the place of the dead is terminated wherever it is.
  const phase = run % 2 === 0 ? 'start' : 'gate'
  probe.search = new URLSearchParams({
    rank: '0',
    phase,
    visit: '1',
    cause: 'exit',
    channel: 'none',
  }).toString()
  const start = ParallelTrainer.start({ ...options, workers: 4, probe: probe.href })
  await start.then(
    (trainer) => trainer.close(),
    () => {},
  )
  await new Promise((resolve) => setTimeout(resolve, 30 * random.uniform()))
}
