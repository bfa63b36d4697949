// A rank of a job: it trains the runs of small-runs.mjs, one after another, and rank 0 prints what each rank has.
import { openCluster } from '@antigrad/cluster'
import { ParallelTrainer } from '@antigrad/parallel'
import { EPOCHS, leftOf, RUNS } from './small-runs.mjs'

const group = await openCluster({ mpi: true })
const left = []
for (const run of RUNS) {
  const trainer = await ParallelTrainer.start({ ...run, workers: 1, group })
  const results = []
  for (let epoch = 0; epoch < EPOCHS; epoch++) results.push(await trainer.epoch())
  left.push(leftOf(trainer, results, await trainer.evaluate()))
  await trainer.close()
}
const all = await group.gatherTexts(JSON.stringify({ rank: group.rank, ranks: group.ranks, left }))
if (group.rank === 0) process.stdout.write(`[${all.join(',')}]\n`)
await group.finish()
