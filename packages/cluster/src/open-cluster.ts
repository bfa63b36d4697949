import { cpus, hostname } from 'node:os'
import { UsageError } from '@antigrad/core'
import type { ClusterGroup } from './cluster-group.js'
import { allowedCores, checkCores } from './cores.js'
import { ExchangeThread } from './exchange/exchange-thread.js'
import { type Launch, launchOf } from './launcher.js'
import { checkLaunch, checkRanks } from './mpi/checks.js'
import { requireKoffi } from './mpi/koffi.js'
import { libraryFiles, loadLibrary } from './mpi/library.js'
import { Mpi } from './mpi/mpi.js'
import { MpiGroup } from './mpi-group.js'

/** How a process joins the others of its job. */
export interface ClusterOptions {
  /** Whether to start MPI also where no launcher is noticed, or it started one process alone. */
  readonly mpi?: boolean
  /** Threads of this process that were asked for; as many as suit unless given. */
  readonly threads?: number
}

/**
 * Joins the other processes that `mpirun` or `srun` started with this one. Whoever gets a group ends it, with `finish` or
 * `abort`.
 * @returns undefined where this process is alone
 * @throws UsageError where koffi or MPI are missing, or the job is started so that it would be of no use: on all ranks, and with
 * what mends it
 */
export async function openCluster(options: ClusterOptions = {}): Promise<ClusterGroup | undefined> {
  const launch = launchOf(process.env)
  if (!options.mpi && (launch?.ranks ?? 1) === 1) return undefined
  // The UCX of Debian's MPICH 4.0 watches memory in a way that crashes some starts of Node; read when the library is loaded.
  process.env.UCX_MEM_EVENTS ??= 'n'
  const library = loadLibrary(requireKoffi(), libraryFiles(launch, process.env))
  checkLaunch(launch, library)
  const { thread, started } = await ExchangeThread.start(library.file)
  const say = (text: string): Promise<string[]> => thread.ask({ kind: 'gather', text })
  const hosts = await say(hostname())
  const localRanks = hosts.filter((host) => host === hostname()).length

  const problem = await problemOf(async () => {
    checkRanks(launch, started.ranks, library)
    await checkBinding(launch, localRanks, options.threads)
  })
  // All ranks end with the first that any has.
  const found = (await say(problem)).find((text) => text !== '')
  if (found !== undefined) {
    await thread.ask({ kind: 'finish' })
    throw new UsageError(found)
  }
  return new MpiGroup({ thread, started, localRanks, mpi: new Mpi(library) })
}

async function checkBinding(
  launch: Launch | undefined,
  localRanks: number,
  threads: number | undefined,
): Promise<void> {
  if (launch) checkCores(launch, { allowed: await allowedCores(), all: cpus().length, localRanks, threads })
}

/** What a check has to say; nothing where it passes. */
async function problemOf(check: () => Promise<void>): Promise<string> {
  try {
    await check()
    return ''
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}
