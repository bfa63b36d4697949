// A rank of a job in which rank 1 aborts when its process exits, while the others wait for it.
import { openCluster } from '@antigrad/cluster'

const group = await openCluster()
await group.gatherTexts('all have started')
if (group.rank === 1) {
  process.on('exit', () => group.abort(4))
  process.exit(3)
}
await group.gatherTexts('rank 1 never says anything')
process.stdout.write('this is not reached')
