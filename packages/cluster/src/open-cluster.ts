import { randomUUID } from 'node:crypto'
import { cpus } from 'node:os'
import { UsageError } from '@antigrad/core'
import type { ClusterGroup } from './cluster-group.js'
import { allowedCores, checkCores, coresIn } from './cores.js'
import { ExchangeThread } from './exchange/exchange-thread.js'
import { type Launch, launchOf } from './launcher.js'
import { checkLaunch, checkRanks } from './mpi/checks.js'
import { requireKoffi } from './mpi/koffi.js'
import { libraryFiles, loadLibrary } from './mpi/library.js'
import { Mpi } from './mpi/mpi.js'
import { MpiGroup } from './mpi-group.js'
import { ownAddress, type PeerAddress } from './watch/addresses.js'
import { Watchdog } from './watch/watchdog.js'

/** How a process joins the others of its job. */
export interface ClusterOptions {
  /** Whether to start MPI also where no launcher is noticed, or it started one process alone. */
  readonly mpi?: boolean
  /** Threads of this process that were asked for; as many as suit unless given. */
  readonly threads?: number
}

/** What a rank says of itself at first. */
interface Introduction extends PeerAddress {
  readonly token: string
  /** The list of cores that it may run on. */
  readonly cores: string | undefined
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

  const watchdog = new Watchdog()
  const thread = new ExchangeThread(library.file)
  const [port, started] = await Promise.all([watchdog.ready, thread.ready])
  const say = (text: string): Promise<string[]> => thread.ask({ kind: 'gather', text })
  const own = await introduction(port)
  const peers = (await say(JSON.stringify(own))).map((text): Introduction => JSON.parse(text))
  const here = peers.filter(({ host }) => host === own.host)

  const roster = { rank: started.rank, peers, token: peers[0].token }
  const problem =
    problemOf(() => checkRanks(launch, started.ranks, library)) ??
    problemOf(() => checkBinding(launch, own, here.length, options.threads)) ??
    ''
  // All are asked to connect, whatever their problems: the others wait for it.
  const unreached = await watchdog.ask({ kind: 'begin', roster })
  const found = (await say(problem || (unreached ?? ''))).find((text) => text !== '')
  if (found !== undefined) {
    await thread.ask({ kind: 'finish' })
    await watchdog.ask({ kind: 'part' })
    throw new UsageError(found)
  }
  const localRanks = here.filter(({ cores }) => cores === own.cores).length
  return new MpiGroup({ thread, watchdog, started, localRanks, mpi: new Mpi(library) })
}

/** @param port at which the other ranks reach this one */
async function introduction(port: number): Promise<Introduction> {
  const cores = await allowedCores()
  return { ...ownAddress(port), token: randomUUID(), cores }
}

/** @throws UsageError where this rank is bound to fewer cores than it is to use */
function checkBinding(
  launch: Launch | undefined,
  { cores }: Introduction,
  localRanks: number,
  threads: number | undefined,
): void {
  const all = cpus().length
  const allowed = cores === undefined ? all : coresIn(cores)
  if (launch) checkCores(launch, { allowed, all, localRanks, threads })
}

/** What a check has to say; nothing where it passes. */
function problemOf(check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}
