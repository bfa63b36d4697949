// A rank of a job that all leave with an error; rank 0 takes its time, and has something to say.
import { setTimeout as sleep } from 'node:timers/promises'
import { openCluster } from '@antigrad/cluster'

const group = await openCluster()
await group.finish()
if (group.rank === 0) {
  await sleep(1000)
  process.stdout.write('last words\n')
}
process.exit(3)
