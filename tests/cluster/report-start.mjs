// A rank that prints, in a line, why it cannot start.
import { openCluster } from '@antigrad/cluster'

try {
  await openCluster()
} catch (error) {
  process.stdout.write(`${error.message}\n`)
  process.exitCode = error.name === 'UsageError' ? 2 : 1
}
