// What the sum of a gradient over ranks takes beside MPI_Allreduce, alternately, in the median and at least: a rank of
//   NODE_PATH=tests/cluster/koffi/node_modules mpirun -n 2 --bind-to none node tests/cluster/allreduce.mjs
import { launchOf } from '@antigrad/cluster/launcher'
import { libraryFiles, loadLibrary, Mpi, MpiLink, requireKoffi } from '@antigrad/cluster/mpi'
import { sum } from '@antigrad/cluster/sums'
import { kernelsOver } from '@antigrad/core/internal'

const SIZES = [1000, 25_000, 100_000, 1_000_000, 4_000_000]
const MOST = Math.max(...SIZES)
/** Milliseconds for one size. */
const LONG = 4000

process.env.UCX_MEM_EVENTS ??= 'n'
const mpi = new Mpi(loadLibrary(requireKoffi(), libraryFiles(launchOf(process.env), process.env)))
mpi.start()
// As where workers wait for a sum: the thread that exchanges has a core.
const cores = { isFree: true, sleep() {} }
const link = new MpiLink(mpi, new Int32Array(new SharedArrayBuffer(4)), cores)
const { rank, ranks } = link

const pages = Math.ceil((3 * 4 * MOST) / 65_536)
const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
const [own, scratch, total] = [0, 1, 2].map((n) => new Float32Array(memory.buffer, 4 * MOST * n, MOST))
const { add } = kernelsOver(memory, 'simd')
const branches = Array.from({ length: ranks }, (_, first) => [{ first, width: 1 }])

const ready = [new Float32Array(memory.buffer, 0, 1), new Float32Array(new SharedArrayBuffer(4))]

/** Milliseconds of something that all ranks begin together. */
function timed(act) {
  mpi.allreduce(...ready)
  const began = performance.now()
  act()
  return performance.now() - began
}

/** The median and the least of some times. */
function summary(times) {
  times.sort((a, b) => a - b)
  return [times[times.length >> 1], times[0]]
}

for (const length of SIZES) {
  const parts = [own.subarray(0, length)]
  const task = { branches, parts, scratch: scratch.subarray(0, length), add }
  const ways = {
    ours: () => sum(link, task),
    theirs: () => mpi.allreduce(parts[0], total.subarray(0, length)),
  }
  const times = { ours: [], theirs: [] }
  // As often on all ranks, as rank 0 finds one time.
  const first = Math.max(...Object.values(ways).map(timed))
  const rounds = new Float32Array(new SharedArrayBuffer(4))
  mpi.allreduce(Float32Array.of(rank === 0 ? Math.max(5, Math.min(2000, LONG / (2 * first))) : 0), rounds)
  for (let round = 0; round < rounds[0]; round++) {
    const inTurns = Object.entries(ways)
    if (round % 2 === 1) inTurns.reverse()
    for (const [name, act] of inTurns) {
      // As where workers have just written a gradient: what was summed before lies in other caches.
      parts[0].fill(rank + 0.5)
      times[name].push(timed(act))
    }
  }
  if (rank === 0) {
    const [ours, theirs] = [summary(times.ours), summary(times.theirs)]
    const text = (times) => times.map((time) => time.toFixed(3)).join(' and ')
    const ratios = ours.map((time, n) => time / theirs[n])
    const line = [
      `${length} floats`,
      `ours ${text(ours)} ms`,
      `MPI_Allreduce ${text(theirs)} ms`,
      text(ratios),
    ]
    process.stdout.write(`${line.join('  ')}\n`)
  }
}
mpi.finish()
