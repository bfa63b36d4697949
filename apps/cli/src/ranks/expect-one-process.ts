import { launchOf } from '@antigrad/cluster/launcher'
import { UsageError } from '@antigrad/core'

/** @throws UsageError where mpirun or srun started a command several times that starts processes of its own */
export function expectOneProcess(command: string): void {
  const launch = launchOf(process.env)
  if (!launch || launch.ranks === 1) return
  const { ranks, launcher } = launch
  throw new UsageError(
    `${command}: expected to be started once, found ${ranks} times by ${launcher}: it starts processes of its own, on one machine`,
  )
}
