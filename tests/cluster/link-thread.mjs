// A rank of `thread-links.ts`: it sums what it is told to over links of shared memory.
import { parentPort, workerData } from 'node:worker_threads'
import { gather, sum, sumBySlices, sumPlainly } from '@antigrad/cluster/sums'
import { kernelsOver } from '@antigrad/core/internal'
import { subtreesOf } from '@antigrad/parallel/ranks'
import { sumBranch } from './blocks.mjs'

const { rank, boxes } = workerData
const WAYS = { sum, sumPlainly, sumBySlices }

/** A box for each pair of ranks: [0] says how many words lie in it, -1 for none. */
function put(to, words) {
  const { state, content } = boxes[rank][to]
  for (let held = Atomics.load(state, 0); held !== -1; held = Atomics.load(state, 0))
    Atomics.wait(state, 0, held)
  content.set(new Int32Array(words.buffer, words.byteOffset, words.length))
  Atomics.store(state, 0, words.length)
  Atomics.notify(state, 0)
}

function take(from, words) {
  const { state, content } = boxes[from][rank]
  // A notification of the message before may come late.
  let held = Atomics.load(state, 0)
  for (; held === -1; held = Atomics.load(state, 0)) Atomics.wait(state, 0, -1)
  if (held !== words.length)
    throw new Error(`expected ${words.length} words from rank ${from}, found ${held}`)
  new Int32Array(words.buffer, words.byteOffset, words.length).set(content.subarray(0, held))
  Atomics.store(state, 0, -1)
  Atomics.notify(state, 0)
}

function linkOf(ranks) {
  return {
    rank,
    ranks,
    exchange(sent, to, received, from) {
      if (sent.length > 0) put(to, sent)
      if (received.length > 0) take(from, received)
    },
  }
}

parentPort.on('message', ({ task, ranks, ...rest }) => {
  const result = task === 'sum' ? sumOf(ranks, rest) : gathered(ranks, rest)
  parentPort.postMessage(result)
})

function sumOf(ranks, { way, rows, length, kernels, scratchLength }) {
  const branches = Array.from({ length: ranks }, (_, r) => subtreesOf(r, ranks, rows))
  const blocks = branches.flat().reduce((sum, { width }) => sum + width, 0)
  const count = Math.max(1, branches[rank].length)
  const bytes = 4 * (count * length + scratchLength)
  const pages = Math.ceil(bytes / 65536)
  const memory =
    kernels === 'plain'
      ? new SharedArrayBuffer(bytes)
      : new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true })
  const buffer = kernels === 'plain' ? memory : memory.buffer
  const parts = Array.from({ length: count }, (_, n) => new Float32Array(buffer, 4 * n * length, length))
  const scratch = new Float32Array(buffer, 4 * count * length, scratchLength)
  for (const [n, branch] of branches[rank].entries()) sumBranch(branch, blocks, length, parts[n])
  const { add } = kernelsOver(memory, kernels)
  WAYS[way](linkOf(ranks), { branches, parts, scratch, add })
  return parts[0].slice()
}

function gathered(ranks, { bounds }) {
  const words = new Int32Array(new SharedArrayBuffer(4 * bounds[ranks]))
  for (let k = bounds[rank]; k < bounds[rank + 1]; k++) words[k] = 1000 * rank + k
  gather(linkOf(ranks), words, bounds)
  return words.slice()
}
