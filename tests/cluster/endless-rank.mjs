// A rank of a job that goes on until another is lost: `training`, or `waiting` for rank 1, which says nothing; with `blocked`
// the main threads of all but rank 1 hear of nothing.
import { openCluster } from '@antigrad/cluster'
import { ParallelTrainer } from '@antigrad/parallel'
import { RUNS } from './small-runs.mjs'

const [doing] = process.argv.slice(2)
const group = await openCluster()
process.stdout.write(`rank ${group.rank}: ${process.pid}\n`)
// What is waited for does not keep a process alive by itself.
setInterval(() => {}, 1000)

async function train() {
  const trainer = await ParallelTrainer.start({ ...RUNS[1], workers: 1, group })
  for (;;) await trainer.epoch()
}

try {
  if (doing === 'blocked' && group.rank !== 1) for (;;);
  await (doing === 'training'
    ? train()
    : group.gatherTexts(group.rank === 1 ? await new Promise(() => {}) : ''))
} catch (error) {
  process.stderr.write(`${error.name}: ${error.message}\n`)
  group.abort(5)
}
